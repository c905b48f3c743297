import type { KubernetesObject } from '../object.ts';
import type { Path } from '../paths.ts';

/**
 * A thing that a name can refer to: an object of the input, or one that an object of the input brings about later
 * (the Secret of a Certificate).
 */
export interface GraphNode {
  readonly id: number;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined for cluster-scoped kinds, and for objects that leave their namespace to whoever applies them. */
  readonly namespace: string | undefined;
  readonly clusterScoped: boolean;
  /** The object itself, or the one that brings it about where `provided` is true. */
  readonly object: KubernetesObject;
  readonly index: number;
  readonly provided: boolean;
  /** Whether it has to be in its namespace under any name and namespace of a release. */
  readonly stays: boolean;
}

/** A piece of a string that is the name of a node, or a namespace. Offsets are UTF-16 code units. */
export interface Span {
  readonly path: Path;
  readonly start: number;
  readonly end: number;
  readonly target: { readonly node: number } | { readonly namespace: string };
  /** Which rule found it, for reports: `definition`, a field of the table, `dns-name`, `argument`. */
  readonly rule: string;
}

/** A label selector, and what it selects in the input. */
export interface FoundSelector {
  /** The map of labels, or the LabelSelector where `form` says so. */
  readonly path: Path;
  readonly form: 'labels' | 'labelSelector';
  readonly selects: readonly number[];
  /** Known by its form alone: the field is one of a custom resource. */
  readonly isCustom?: true;
}

/** A name that may be one of ours, in text that cannot be judged with certainty; left as it is. */
export interface Doubt {
  readonly index: number;
  readonly path: Path;
  readonly text: string;
  readonly reason: string;
}

/** Takes a doubt about the object at hand. */
export type TellDoubt = (doubt: Omit<Doubt, 'index'>) => void;

/** The objects and every reference among them. */
export interface ReferenceGraph {
  readonly nodes: readonly GraphNode[];
  /** By index of the object. */
  readonly spans: readonly (readonly Span[])[];
  readonly selectors: readonly (readonly FoundSelector[])[];
  readonly doubts: readonly Doubt[];
  /** Where the operator lives and objects without a namespace go, if any object says so. */
  readonly impliedNamespace: string | undefined;
}
