import type { FileTree } from '../../../../src/core/file-tree.ts';
import { buildScaffold } from '../../../../src/scaffold/build-scaffold.ts';

const SCAFFOLDS = new Map<string, FileTree>();

/** The project of the tests, as a release scaffolds it. */
export function weather(release: string): FileTree {
  const known = SCAFFOLDS.get(release);
  if (known !== undefined) return known;
  const webhooks = { defaulting: true, validation: true };
  const tree = buildScaffold({
    preset: `kubebuilder@${release}`,
    projectName: 'weather',
    domain: 'example.com',
    repo: 'example.com/weather',
    resources: [{ group: 'shop', version: 'v1', kind: 'Widget', webhooks }],
  });
  SCAFFOLDS.set(release, tree);
  return tree;
}
