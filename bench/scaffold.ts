import type { ScaffoldOptions } from '../src/index.ts';
import { library } from './library.ts';
import { measure, print } from './measure.ts';

const { buildScaffold, FileTree, renderManifests } = library;

/** Three kinds, each with webhooks. */
const OPTIONS: ScaffoldOptions = {
  projectName: 'guestbook',
  domain: 'example.com',
  resources: ['Guestbook', 'Entry', 'Author'].map((kind) => ({
    group: 'webapp',
    version: 'v1',
    kind,
    webhooks: { defaulting: true, validation: true },
  })),
};

/** Warm, in one process; printing the same objects as JSON is the least that any of it could cost. */
export function benchScaffold(): void {
  const tree = buildScaffold(OPTIONS);
  const objects = renderManifests(tree);
  const files = tree.toRecord();
  print('A project with three kinds and webhooks, warm', [
    measure('JSON.stringify of the files', () => JSON.stringify(files)),
    measure('buildScaffold', () => buildScaffold(OPTIONS)),
    measure('JSON.stringify of the rendered objects', () => JSON.stringify(objects)),
    measure('buildScaffold and renderManifests', () => renderManifests(buildScaffold(OPTIONS))),
    // A tree of one's own has no shared state with the scaffold's.
    measure('renderManifests of a tree read anew', () => renderManifests(FileTree.from(files))),
  ]);
}
