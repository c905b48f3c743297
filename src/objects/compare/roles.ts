import { isObject, nameOf } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import { findReferences } from '../../kubernetes/references/find-references.ts';
import type { ReferenceGraph, Span } from '../../kubernetes/references/reference.ts';
import { likeness, type Tokens, tokensOf } from './likeness.ts';

/** What tells the part that an object plays. */
export interface Role {
  /** What it says, without its own name and labels and with every name of another object masked. */
  readonly content: Tokens;
  /** Every end of its name: `manager-role`, `role`. Prefixes are the project's. */
  readonly name: Tokens;
  /** Whom it refers to or selects, and who refers to it. */
  readonly neighbours: Tokens;
}

const WEIGHTS = { content: 0.5, name: 0.25, neighbours: 0.25 } as const;

/** How alike two parts are, from 0 to 1. */
export function roleLikeness(a: Role, b: Role): number {
  const content = WEIGHTS.content * likeness(a.content, b.content);
  const name = WEIGHTS.name * likeness(a.name, b.name);
  // Two objects that nobody refers to have no neighbours in common, but none that differ either.
  if (a.neighbours.size === 0 && b.neighbours.size === 0) return (content + name) / (WEIGHTS.content + WEIGHTS.name);
  return content + name + WEIGHTS.neighbours * likeness(a.neighbours, b.neighbours);
}

/** Reads the parts of the objects of one list from their references. */
export class RoleReader {
  readonly #graph: ReferenceGraph;
  readonly #indices: ReadonlyMap<KubernetesObject, number>;

  constructor(objects: readonly KubernetesObject[]) {
    this.#graph = findReferences(objects);
    this.#indices = new Map(objects.map((object, index) => [object, index]));
  }

  /**
   * The part of each object, read when it is first asked for.
   *
   * @param known objects that are matched already, with a number that their partner has too
   */
  roles(known: ReadonlyMap<KubernetesObject, number>): (object: KubernetesObject) => Role {
    const label = (node: number) => {
      const { object, kind, provided } = this.#graph.nodes[node]!;
      const number = known.get(object);
      return number === undefined || provided ? kind : `#${number}`;
    };
    const neighbours = this.#neighbours(label);
    const cache = new Map<KubernetesObject, Role>();
    return (object) => {
      const index = this.#indices.get(object)!;
      const role = cache.get(object) ?? {
        content: tokensOf(masked(withoutNames(object), this.#graph.spans[index]!, label)),
        name: new Map(endsOf(nameOf(object)).map((end) => [end, 1])),
        neighbours: neighbours[index]!,
      };
      cache.set(object, role);
      return role;
    };
  }

  #neighbours(label: (node: number) => string): Map<string, number>[] {
    const neighbours = this.#graph.spans.map(() => new Map<string, number>());
    const add = (index: number, token: string) =>
      neighbours[index]!.set(token, (neighbours[index]!.get(token) ?? 0) + 1);
    const connect = (index: number, path: Path, target: number) => {
      const { index: other, provided } = this.#graph.nodes[target]!;
      if (other === index && !provided) return;
      const field = path.filter((key) => typeof key === 'string').join('.');
      add(index, `to ${field} ${label(target)}`);
      add(other, `from ${field} ${label(index)}`);
    };
    for (const [index, spans] of this.#graph.spans.entries()) {
      for (const { path, target } of spans) if ('node' in target) connect(index, path, target.node);
      for (const { path, selects } of this.#graph.selectors[index]!)
        for (const other of selects) connect(index, path, other);
    }
    return neighbours;
  }
}

/** `demo-manager-role` ends in `demo-manager-role`, `manager-role` and `role`. */
function endsOf(name: string): string[] {
  const words = name.split(/[-.]/);
  return words.map((_, index) => words.slice(index).join('-'));
}

function withoutNames(object: KubernetesObject): JsonValue {
  const { metadata: _metadata, apiVersion: _apiVersion, kind: _kind, ...rest } = object;
  return rest as JsonValue;
}

/** A value with every name of another object, and of a namespace, replaced by what it names. */
function masked(value: JsonValue, spans: readonly Span[], label: (node: number) => string): JsonValue {
  if (spans.length === 0) return value;
  const texts = new Map<string, Span[]>();
  for (const span of spans) {
    const key = span.path.join('\0');
    texts.set(key, [...(texts.get(key) ?? []), span]);
  }
  const visit = (item: JsonValue, path: string): JsonValue => {
    if (typeof item === 'string') return mask(item, texts.get(path) ?? [], label);
    if (Array.isArray(item)) return item.map((element, index) => visit(element, `${path}\0${index}`));
    if (!isObject(item)) return item;
    const entries = Object.entries(item);
    return Object.fromEntries(
      entries.map(([key, element]) => [key, visit(element, path === '' ? key : `${path}\0${key}`)]),
    );
  };
  return visit(value, '');
}

function mask(text: string, spans: readonly Span[], label: (node: number) => string): string {
  const fromEnd = [...spans].sort((a, b) => b.start - a.start);
  return fromEnd.reduce((result, { start, end, target }) => {
    const name = 'node' in target ? label(target.node) : 'Namespace';
    return `${result.slice(0, start)}<${name}>${result.slice(end)}`;
  }, text);
}
