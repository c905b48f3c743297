import type { JsonValue } from '../../kubernetes/object.ts';
import type { PathKind, Source } from '../../kustomize/read/source.ts';
import { sameJson } from '../../objects/compare/json.ts';
import { parseYaml11 } from '../../yaml/parse-yaml11.ts';
import { toJs } from '../../yaml/to-js.ts';

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

/** Whether a build reads the same from two contents. Of a kustomization it reads no comments, and most releases change some. */
function sameContent(a: Content, b: Content, path: string): boolean {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string' || !path.endsWith('/kustomization.yaml')) return false;
  return sameJson(dataOf(a, path), dataOf(b, path));
}

function dataOf(text: string, path: string): JsonValue {
  const node = parseYaml11(text, path);
  return node === undefined ? null : toJs(node, path);
}
