import { isGenerated } from '../../base/fingerprints/templates.ts';
import { mergeOf } from './files/merge-of.ts';
import { mergeGo } from './go/merge-go.ts';
import { mergeProject } from './merge-project.ts';
import type { FileMerge } from './model.ts';
import { kustomizationMerge, type Surroundings } from './yaml/merge-kustomization.ts';
import { mergeManifest } from './yaml/merge-manifest.ts';

const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** What merges a file, by its path: the first that fits; undefined for what is nobody's but the user's. */
const FILE_CLASSES: readonly (readonly [RegExp, (path: string) => FileMerge | undefined])[] = [
  [/^PROJECT$/, () => mergeProject],
  [/^config\/.*\.ya?ml$/, () => mergeManifest],
  [/\.go$/, () => mergeGo],
  [/./, mergeOf],
];

/**
 * What merges a file. `generated` is what other programs write anew: CRDs, the rights of the manager and the webhook
 * configurations by controller-gen, deepcopy functions; `prose` is what people write.
 *
 * @param around what a kustomization's entries depend on
 */
export function fileMerge(path: string, around: Surroundings): FileMerge | 'generated' | 'prose' {
  if (path !== 'PROJECT' && path !== 'go.mod' && isGenerated(path)) return 'generated';
  if (isKustomization(path)) return kustomizationMerge(around);
  const [, find] = FILE_CLASSES.find(([pattern]) => pattern.test(path))!;
  return find(path) ?? 'prose';
}

export function isKustomization(path: string): boolean {
  return KUSTOMIZATION.test(path);
}
