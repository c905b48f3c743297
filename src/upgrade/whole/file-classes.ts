import { isGenerated } from '../../base/fingerprints/templates.ts';
import { mergeGo } from './go/merge-go.ts';
import { mergeProject } from './merge-project.ts';
import type { FileMerge } from './model.ts';
import { tellChange } from './unmerged.ts';
import { kustomizationMerge } from './yaml/merge-kustomization.ts';
import { mergeManifest } from './yaml/merge-manifest.ts';

const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** What merges a file, by its path: the first that fits. */
const FILE_CLASSES: readonly (readonly [RegExp, FileMerge])[] = [
  [/^PROJECT$/, mergeProject],
  [/^config\/.*\.ya?ml$/, mergeManifest],
  [/\.go$/, mergeGo],
  [/./, tellChange],
];

/**
 * What merges a file; undefined for what other programs write anew: CRDs, the rights of the manager and the webhook
 * configurations by controller-gen, deepcopy functions.
 *
 * @param stands whether what a kustomization's entry names is there when all is done
 */
export function mergeOf(path: string, stands: (name: string) => boolean): FileMerge | undefined {
  if (path !== 'PROJECT' && path !== 'go.mod' && isGenerated(path)) return undefined;
  if (isKustomization(path)) return kustomizationMerge(stands);
  return FILE_CLASSES.find(([pattern]) => pattern.test(path))![1];
}

export function isKustomization(path: string): boolean {
  return KUSTOMIZATION.test(path);
}
