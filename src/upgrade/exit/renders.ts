import { type Issue, ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { once, oncePerCall } from '../../core/memo.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { build } from '../../kustomize/build.ts';
import type { BuildOptions } from '../../kustomize/build-options.ts';
import { type Source, sharedSource } from '../../kustomize/read/source.ts';
import { readWiring, type Wiring } from '../../objects/wiring/read-wiring.ts';
import { SharedDocuments } from '../../yaml/shared-documents.ts';
import { toSharedJs } from '../../yaml/to-shared-js.ts';
import { mendedTexts } from './mended-source.ts';

/** The trees of a plan have nearly all of their files in common. */
const sharedDocuments = oncePerCall(() => new SharedDocuments());

export interface Rendered {
  readonly objects: readonly KubernetesObject[];
  readonly origins: ReadonlyMap<KubernetesObject, string>;
  /** Why nothing comes out. */
  readonly problem?: string;
  /** Files of which something was left out that kustomize refuses. */
  readonly mended?: readonly string[];
}

/** What the directories of a tree build to. Each is built once. */
export class Renders {
  readonly tree: FileTree;
  /** Files that the tree lacks, by path: what is built has something in their place. */
  readonly standIns: ReadonlyMap<string, string>;
  readonly #source: () => Source;
  readonly #rendered = new Map<string, Rendered>();
  readonly #wirings = new Map<string, Wiring>();

  constructor(tree: FileTree, standIns: ReadonlyMap<string, string> = new Map()) {
    this.tree = tree;
    this.standIns = standIns;
    this.#source = once(() => sharedSource(standIns.size === 0 ? tree : tree.with(standIns), sharedDocuments()));
  }

  of(directory: string): Rendered {
    const known = this.#rendered.get(directory);
    if (known !== undefined) return known;
    const result = this.#render(directory);
    this.#rendered.set(directory, result);
    return result;
  }

  #render(directory: string): Rendered {
    let built = render(this.#source(), directory);
    const texts = new Map<string, string>();
    for (let round = 0; round < MOST_ROUNDS && built.issues !== undefined; round += 1) {
      const tree = this.tree.with(this.standIns).with(texts);
      const mended = mendedTexts(tree, built.issues);
      if (mended === undefined) break;
      for (const [path, text] of mended) texts.set(path, text);
      built = render(sharedSource(tree.with(texts), sharedDocuments()), directory);
      if (built.issues === undefined) return { ...built, mended: [...texts.keys()] };
    }
    return built;
  }

  wiring(directory: string): Wiring {
    const known = this.#wirings.get(directory);
    if (known !== undefined) return known;
    const wiring = readWiring(this.of(directory).objects.filter(({ kind }) => kind !== 'CustomResourceDefinition'));
    this.#wirings.set(directory, wiring);
    return wiring;
  }
}

/** A build stops at the first kustomization that it refuses. */
const MOST_ROUNDS = 5;

/** A kustomization that names files of anywhere is built as those who wrote it do: with `--load-restrictor`. */
function render(
  source: Source,
  directory: string,
  options: BuildOptions = {},
): Rendered & { issues?: readonly Issue[] } {
  try {
    const origins = new Map(
      build(source, directory, options).map(({ node, origin }) => [
        toSharedJs(node, origin.file) as KubernetesObject,
        origin.file,
      ]),
    );
    return { objects: [...origins.keys()], origins };
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    const isOutside = error.issues.some(({ code }) => code === 'kustomize-outside-root');
    if (isOutside && options.loadRestrictor === undefined) {
      return render(source, directory, { loadRestrictor: 'LoadRestrictionsNone' });
    }
    return { objects: [], origins: new Map(), problem: error.message, issues: error.issues };
  }
}
