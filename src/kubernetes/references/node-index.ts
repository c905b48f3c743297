import { stringAt } from '../identity.ts';
import { isBuiltInGroup } from '../scope.ts';
import { isInEveryCluster } from './home-namespace.ts';
import type { GraphNode } from './reference.ts';

/** Finds nodes by what a reference says about them. */
export class NodeIndex {
  readonly #byName = new Map<string, GraphNode[]>();
  readonly #namespaces = new Set<string>();
  readonly #plurals = new Map<string, string[]>();

  /** The namespace that an object outside all of them means where it does not say. */
  readonly home: string | undefined;

  /** @param home the namespace that objects without one go to */
  constructor(nodes: readonly GraphNode[], home?: string) {
    this.home = home;
    if (home !== undefined) this.#namespaces.add(home);
    for (const node of nodes) {
      const list = this.#byName.get(node.name);
      if (list === undefined) this.#byName.set(node.name, [node]);
      else list.push(node);
      if (node.namespace !== undefined) this.#namespaces.add(node.namespace);
      if (node.kind === 'Namespace') this.#namespaces.add(node.name);
      if (node.kind !== 'CustomResourceDefinition') continue;
      const plural = stringAt(node.object, 'spec', 'names', 'plural') ?? '';
      const kind = stringAt(node.object, 'spec', 'names', 'kind') ?? '';
      this.#plurals.set(plural, [...(this.#plurals.get(plural) ?? []), kind]);
    }
  }

  /** Whether an object of the input lives in the namespace, or is it. */
  hasNamespace(name: string): boolean {
    return this.#namespaces.has(name);
  }

  /** Whether its name means the operator's namespace by itself, with no object of the input beside it. */
  isOwnNamespace(name: string): boolean {
    return this.#namespaces.has(name) && !isInEveryCluster(name);
  }

  namespaces(): ReadonlySet<string> {
    return this.#namespaces;
  }

  kindsOfPlural(plural: string): readonly string[] {
    return this.#plurals.get(plural) ?? [];
  }

  named(name: string): readonly GraphNode[] {
    return this.#byName.get(name) ?? [];
  }

  /**
   * A node of a kind (`*` for any) by name: in the namespace, or outside all of them. An object without a namespace, of a
   * kind that nothing here defines, may well be outside all of them.
   */
  find(kind: string, namespace: string | undefined, name: string): GraphNode | undefined {
    const candidates = this.named(name).filter((node) => node.kind === kind || kind === '*');
    return (
      candidates.find((node) => !node.clusterScoped && (node.namespace ?? this.home) === (namespace ?? this.home)) ??
      candidates.find((node) => node.clusterScoped) ??
      candidates.find((node) => node.namespace === undefined && !isBuiltInGroup(node.object.apiVersion))
    );
  }

  findAnywhere(kind: string, name: string): GraphNode | undefined {
    return this.named(name).find((node) => node.kind === kind);
  }

  /** Whether the name of an object or of a namespace stands anywhere in a text. */
  isAnyNamedIn(text: string): boolean {
    const stands = (name: string) => text.includes(name);
    return [...this.#byName.keys()].some(stands) || [...this.#namespaces].some(stands);
  }

  /** Whether names of objects start with the word. */
  isPrefix(word: string): boolean {
    for (const name of this.#byName.keys()) if (name.startsWith(`${word}-`)) return true;
    return false;
  }

  /** Whether names of objects end with the word. */
  isSuffix(word: string): boolean {
    for (const name of this.#byName.keys()) if (name.endsWith(`-${word.replace(/^-/, '')}`)) return true;
    return false;
  }
}
