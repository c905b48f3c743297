import { memfs } from 'memfs';
import { buildScaffold, FileTree, renderManifests } from 'operator-scaffold';

// A tree is a plain object away from any file system in memory …
const scaffold = buildScaffold({ projectName: 'guestbook' });
const { fs, vol } = memfs(scaffold.toRecord(), '/guestbook');

// … where whatever takes an `fs` can work on it …
const file = '/guestbook/config/manager/manager.yaml';
fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('replicas: 1', 'replicas: 2'));

// … and back.
const edited = FileTree.from(vol.toJSON('/guestbook', undefined, true));
const manager = renderManifests(edited).find(({ kind }) => kind === 'Deployment');
console.log(`changed: ${edited.paths().filter((path) => edited.get(path) !== scaffold.get(path))}`);
console.log(`replicas: ${manager.spec.replicas}`);
