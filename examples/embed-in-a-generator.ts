/**
 * A generator that keeps its files in memory, adds an operator's scaffold to them, and changes one file of it.
 * Nothing here touches a disk: the same works in a browser, in a Backstage action or in an Nx generator.
 */

import { Volume } from 'memfs';
import { buildScaffold, FileTree, ScaffoldError, validateOptions } from 'operator-scaffold';

// The answers of a form. A generator shows what is wrong with them beside the fields, all at once.
const answers = {
  projectName: 'Shop',
  domain: 'example.com',
  resources: [{ group: 'store', version: 'v1', kind: 'Order' }],
};
for (const { path, message, expected } of validateOptions(answers)) {
  console.log(`${path}: ${message}, expected ${expected}`);
}

// Corrected, they become a tree. Bad options would throw a ScaffoldError that holds the same issues.
const scaffold = buildScaffold({ ...answers, projectName: 'shop' });

// Files in a map: the scaffold goes below a folder of its own, next to what the generator made itself.
const files = new Map([['README.md', '# A shop\n']]);
for (const { path, content } of scaffold.under('operator')) files.set(path, content);
console.log(`${files.size} files in the map, such as operator/PROJECT`);

// Files in memfs, or in any other virtual file system that takes an object.
const volume = Volume.fromJSON(scaffold.toRecord(), '/shop');
console.log(`in memfs: ${volume.readdirSync('/shop').length} entries in /shop`);

// And back, with a change. Trees are immutable, so the scaffold itself stays as it was.
const edited = FileTree.from(volume.toJSON('/shop', undefined, true) as Record<string, string>).with({
  'config/manager/kustomization.yaml': `${scaffold.get('config/manager/kustomization.yaml')}# reviewed\n`,
});
console.log(`changed: ${edited.paths().filter((path) => edited.get(path) !== scaffold.get(path))}`);

try {
  FileTree.from({ '../outside': '' });
} catch (error) {
  if (error instanceof ScaffoldError) console.log(`refused: ${error.code}`);
}
