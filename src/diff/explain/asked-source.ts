import type { PathKind, Source } from '../../kustomize/files/source.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseDocuments } from '../../yaml/parse-documents.ts';

type Content = string | Uint8Array | undefined;

/** A source that notes what a build asks of it: a build that gets the same answers has the same result. */
export class AskedSource implements Source {
  readonly #source: Source;
  readonly #kinds = new Map<string, PathKind>();
  readonly #contents = new Map<string, Content>();

  constructor(source: Source) {
    this.#source = source;
  }

  realPath(path: string): string | undefined {
    return this.#source.realPath(path);
  }

  kindOf(path: string): PathKind {
    const kind = this.#source.kindOf(path);
    this.#kinds.set(path, kind);
    return kind;
  }

  contentOf(path: string): Content {
    const content = this.#source.contentOf(path);
    this.#contents.set(path, content);
    return content;
  }

  hasBytes(path: string): boolean {
    return this.#source.hasBytes(path);
  }

  /** Whether another source gives the same answers to all that was asked, as far as a build reads them. */
  isAnsweredBy(other: Source): boolean {
    for (const [path, kind] of this.#kinds) if (other.kindOf(path) !== kind) return false;
    for (const [path, content] of this.#contents) if (!sameContent(content, other.contentOf(path), path)) return false;
    return true;
  }
}

/** kustomize (kyaml 5.8.2) takes a comment that is a JSON object for a schema. It reads no other. */
const SCHEMA_COMMENT = /#[ \t]*\{/;

/** Whether two contents differ in no more than comments: those of kustomizations change in many releases. */
function sameContent(a: Content, b: Content, path: string): boolean {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string' || SCHEMA_COMMENT.test(a) || SCHEMA_COMMENT.test(b)) return false;
  return sameNodes(parseDocuments(a, path), parseDocuments(b, path));
}

function sameNodes(a: readonly YamlNode[], b: readonly YamlNode[]): boolean {
  return a.length === b.length && a.every((node, index) => sameNode(node, b[index]!));
}

/** Whether two nodes are written alike, but for comments and lines. */
function sameNode(a: YamlNode, b: YamlNode): boolean {
  if (a.tag !== b.tag || a.tagged !== b.tagged) return false;
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.value === b.value && a.style === b.style;
  if (a.kind === 'seq') return b.kind === 'seq' && a.flow === b.flow && sameNodes(a.items, b.items);
  if (b.kind !== 'map' || a.flow !== b.flow) return false;
  if (a.unread !== undefined && a.unread.text === b.unread?.text) return a.unread.indent === b.unread.indent;
  const [left, right] = [a.entries, b.entries];
  return (
    left.length === right.length &&
    left.every(({ key, value }, index) => sameNode(key, right[index]!.key) && sameNode(value, right[index]!.value))
  );
}
