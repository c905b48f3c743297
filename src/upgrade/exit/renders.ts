import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { LoadRestrictor } from '../../kustomize/build-options.ts';
import { renderObjects } from '../../kustomize/render-objects.ts';
import { readWiring, type Wiring } from '../../objects/wiring/read-wiring.ts';

export interface Rendered {
  readonly objects: readonly KubernetesObject[];
  readonly origins: ReadonlyMap<KubernetesObject, string>;
  /** Why nothing comes out. */
  readonly problem?: string;
}

/** What the directories of a tree build to. Each is built once. */
export class Renders {
  readonly tree: FileTree;
  /** Files that the tree lacks, by path: what is built has something in their place. */
  readonly standIns: ReadonlyMap<string, string>;
  readonly #built: FileTree;
  readonly #rendered = new Map<string, Rendered>();
  readonly #wirings = new Map<string, Wiring>();

  constructor(tree: FileTree, standIns: ReadonlyMap<string, string> = new Map()) {
    this.tree = tree;
    this.standIns = standIns;
    this.#built = standIns.size === 0 ? tree : tree.with(standIns);
  }

  of(directory: string): Rendered {
    const known = this.#rendered.get(directory);
    if (known !== undefined) return known;
    const result = render(this.#built, directory);
    this.#rendered.set(directory, result);
    return result;
  }

  /** Takes over what another tree's directories built to, where they read the same files. */
  adopt(directory: string, rendered: Rendered): void {
    this.#rendered.set(directory, rendered);
  }

  wiring(directory: string): Wiring {
    const known = this.#wirings.get(directory);
    if (known !== undefined) return known;
    const wiring = readWiring(this.of(directory).objects.filter(({ kind }) => kind !== 'CustomResourceDefinition'));
    this.#wirings.set(directory, wiring);
    return wiring;
  }
}

/** A kustomization that names files of anywhere is built as those who wrote it do: with `--load-restrictor`. */
function render(tree: FileTree, directory: string, loadRestrictor?: LoadRestrictor): Rendered {
  try {
    const rendered = renderObjects(tree, directory, loadRestrictor === undefined ? {} : { loadRestrictor });
    return {
      objects: rendered.map(({ object }) => object),
      origins: new Map(rendered.map(({ object, origin }) => [object, origin.file])),
    };
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    const isOutside = error.issues.some(({ code }) => code === 'kustomize-outside-root');
    if (isOutside && loadRestrictor === undefined) return render(tree, directory, 'LoadRestrictionsNone');
    return { objects: [], origins: new Map(), problem: error.message };
  }
}
