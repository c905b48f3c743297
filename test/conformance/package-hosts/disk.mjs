import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { buildScaffold } from 'operator-scaffold';
import { readTree, writeTree } from 'operator-scaffold/node';

const tree = buildScaffold({ projectName: 'guestbook' });
const directory = mkdtempSync(join(process.cwd(), 'disk-'));
await writeTree(tree, directory);
console.log((await readTree(directory)).equals(tree));
