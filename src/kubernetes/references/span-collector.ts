import type { Path } from '../paths.ts';
import type { Found } from './dns-names.ts';
import type { NodeIndex } from './node-index.ts';
import type { GraphNode, Span } from './reference.ts';

/** Gathers the references of one object. What a text means is settled by whoever says it first. */
export class SpanCollector {
  readonly spans: Span[] = [];
  readonly #byPath = new Map<string, Span[]>();
  readonly #index: NodeIndex;

  constructor(index: NodeIndex) {
    this.#index = index;
  }

  /** The text of a field, from `start` to `end`, is the name of a node; nothing where there is no such node. */
  name(path: Path, text: string, node: GraphNode | undefined, rule: string, start = 0, end = text.length): void {
    if (node !== undefined) this.#add({ path, start, end, target: { node: node.id }, rule });
  }

  /** The text of a field, from `start` to `end`, is a namespace, if the input knows it. */
  namespace(path: Path, text: string, rule: string, start = 0, end = text.length): void {
    const namespace = text.slice(start, end);
    if (this.#index.hasNamespace(namespace)) this.#add({ path, start, end, target: { namespace }, rule });
  }

  /** The same, where nothing but the name says whose it is. */
  ownNamespace(path: Path, text: string, rule: string): void {
    if (this.#index.isOwnNamespace(text)) this.namespace(path, text, rule);
  }

  /** @param path may be that of a walk */
  found(path: Path, found: readonly Found[], rule: string): void {
    for (const { start, end, target } of found) this.#add({ path: [...path], start, end, target, rule });
  }

  #add(span: Span): void {
    const key = span.path.join('\0');
    const others = this.#byPath.get(key);
    if (span.start === span.end) return;
    if (others?.some((other) => span.start < other.end && other.start < span.end)) return;
    if (others === undefined) this.#byPath.set(key, [span]);
    else others.push(span);
    this.spans.push(span);
  }
}
