import { type Issue, ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { once, oncePerCall } from '../../core/memo.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { build } from '../../kustomize/build.ts';
import type { BuildOptions } from '../../kustomize/build-options.ts';
import { type Source, sharedSource } from '../../kustomize/read/source.ts';
import { readWiring, type Wiring } from '../../objects/wiring/read-wiring.ts';
import { SharedDocuments } from '../../yaml/shared-documents.ts';
import { toSharedJs } from '../../yaml/to-shared-js.ts';
import type { StandIn } from './stand-ins.ts';

/** The trees of a plan have nearly all of their files in common. */
const sharedDocuments = oncePerCall(() => new SharedDocuments());

export interface Rendered {
  readonly objects: readonly KubernetesObject[];
  readonly origins: ReadonlyMap<KubernetesObject, string>;
  /** Why nothing comes out. */
  readonly problem?: string;
  readonly issues?: readonly Issue[];
}

/** What the directories of a tree build to. Each is built once. */
export class Renders {
  readonly tree: FileTree;
  /** Files that the tree lacks, by path: what is built has something in their place. */
  readonly standIns: ReadonlyMap<string, StandIn>;
  readonly #source: () => Source;
  readonly #rendered = new Map<string, Rendered>();
  readonly #wirings = new Map<string, Wiring>();

  constructor(tree: FileTree, standIns: ReadonlyMap<string, StandIn> = new Map()) {
    this.tree = tree;
    this.standIns = standIns;
    this.#source = once(() => sharedSource(withStandIns(tree, standIns), sharedDocuments()));
  }

  of(directory: string): Rendered {
    const known = this.#rendered.get(directory);
    if (known !== undefined) return known;
    const result = render(this.#source(), directory);
    this.#rendered.set(directory, result);
    return result;
  }

  wiring(directory: string): Wiring {
    const known = this.#wirings.get(directory);
    if (known !== undefined) return known;
    const wiring = readWiring(this.of(directory).objects.filter(({ kind }) => kind !== 'CustomResourceDefinition'));
    this.#wirings.set(directory, wiring);
    return wiring;
  }
}

function withStandIns(tree: FileTree, standIns: ReadonlyMap<string, StandIn>): FileTree {
  if (standIns.size === 0) return tree;
  return tree.with([...standIns].map(([path, standIn]): [string, string] => [path, textOf(tree, path, standIn)]));
}

function textOf(tree: FileTree, path: string, standIn: StandIn): string {
  if (typeof standIn === 'string') return standIn;
  const text = tree.get(standIn.copyOf) ?? '';
  if (standIn.without === undefined || text === '') return text;
  const editor = new YamlEditor(text, path);
  for (const field of standIn.without) if (editor.get(0, field) !== undefined) editor.remove(0, field);
  return editor.text;
}

/** A kustomization that names files of anywhere is built as those who wrote it do: with `--load-restrictor`. */
function render(source: Source, directory: string, options: BuildOptions = {}): Rendered {
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
