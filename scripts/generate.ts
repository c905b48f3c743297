/**
 * Writes what is derived from schema/: the TypeScript types of the options and their compiled validator.
 * `npm run generate` writes, `npm run generate -- --check` exits 1 where a file is not current.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generateOptionSources } from './generate-options.ts';

const check = process.argv.includes('--check');
const outputs = await generateOptionSources();
let stale = 0;
for (const [path, content] of Object.entries(outputs)) {
  if (readIfThere(path) === content) continue;
  stale += 1;
  console.error(`${check ? 'not current' : 'written'}: ${path}`);
  if (check) continue;
  mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true });
  writeFileSync(path, content);
}
if (check && stale > 0) process.exitCode = 1;

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
