import type { Issue } from '../../core/errors.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { build } from '../../kustomize/build.ts';
import type { Source } from '../../kustomize/read/source.ts';
import type { ObjectOrigin } from '../../kustomize/resources/resource.ts';
import type { YamlMap } from '../../yaml/node.ts';
import { toSharedJs } from '../../yaml/to-shared-js.ts';
import { type Reached, reachedFiles } from '../kustomizations/reached-files.ts';
import type { KustomizationFile } from '../kustomizations/read-kustomizations.ts';
import { ofFiles } from '../of-files.ts';

/** A directory that kustomize builds, with what comes out or why nothing does. */
export interface RenderedRoot {
  readonly directory: string;
  readonly objects: readonly KubernetesObject[];
  /** The nodes that the objects were made of, which know their lines. */
  readonly sources: ReadonlyMap<KubernetesObject, { readonly node: YamlMap; readonly origin: ObjectOrigin }>;
  readonly reached: Reached;
  /** What kustomize would say; then there are no objects. */
  readonly issues: readonly Issue[];
}

/**
 * Builds one directory of a tree. Never throws for what stands in the files.
 *
 * @param source that all builds have in common
 */
export function renderRoot(
  source: Source,
  directory: string,
  kustomizations: ReadonlyMap<string, KustomizationFile>,
): RenderedRoot {
  const reached = reachedFiles(kustomizations, directory);
  try {
    const sources = new Map(
      build(source, directory).map(({ node, origin }) => [
        toSharedJs(node, origin.file) as KubernetesObject,
        { node, origin },
      ]),
    );
    return { directory, objects: [...sources.keys()], sources, reached, issues: [] };
  } catch (error) {
    return { directory, objects: [], sources: new Map(), reached, issues: ofFiles(error).issues };
  }
}
