import type { FileTree } from '../../core/file-tree.ts';
import { nameOf, valueAt } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import type { YamlEntry, YamlNode } from '../../yaml/node.ts';
import type { RenderedRoot } from './render-root.ts';

/** A place in a file of a tree. */
export interface Place {
  readonly file: string;
  /** 1-based; absent for the file as a whole. */
  readonly line?: number;
}

/** A line that a node was read from, and what has to stand there. */
interface Trace {
  readonly line: number;
  readonly words: readonly Word[];
}

interface Word {
  readonly text: string;
  readonly isKey: boolean;
}

const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/**
 * Tells where in a user's files a field of a rendered object was written: in the object's own file, or in the patch that
 * set it. Nodes keep their line through a build; which file it is a line of is told by what stands there.
 */
export class Places {
  readonly #tree: FileTree;
  readonly #lines = new Map<string, readonly string[]>();
  readonly #names = new Map<string, readonly string[]>();

  constructor(tree: FileTree) {
    this.#tree = tree;
  }

  /**
   * The place of a field, or of the nearest thing around it that was written by somebody.
   *
   * @param path in the object; an empty one is the object itself
   */
  of(root: RenderedRoot, object: KubernetesObject, path: Path = []): Place {
    const source = root.sources.get(object);
    if (source === undefined) return { file: root.directory };
    const { origin, node } = source;
    if (origin.generated) return this.#generated(root, object, path) ?? { file: origin.file };
    if (path[0] === 'metadata' && path[1] === 'annotations') {
      const place = this.#byText(root, object, origin.file, path);
      if (place !== undefined) return place;
    }
    for (const trace of traces(node, path)) {
      for (const file of this.#candidates(root, object, origin.file)) {
        if (this.#stands(file, trace)) return { file, line: trace.line };
      }
      const inline = this.#inline(root, trace);
      if (inline !== undefined) return inline;
    }
    return origin.line > 0 ? { file: origin.file, line: origin.line } : { file: origin.file };
  }

  /** Annotations are made anew at the end of a build, and values that replacements fill in have no line of their own. */
  #byText(root: RenderedRoot, object: KubernetesObject, own: string, path: Path): Place | undefined {
    const key = path.at(-1);
    if (typeof key !== 'string') return undefined;
    const value = valueAt(object, ...path.map(String));
    const words = [keyOf(key), ...(typeof value === 'string' ? [textOf(value)] : [])];
    for (const wanted of [words, words.slice(0, 1)]) {
      for (const file of this.#candidates(root, object, own)) {
        const index = this.lines(file).findIndex((line) => wanted.every((word) => holds(line, word)));
        if (index !== -1) return { file, line: index + 1 };
      }
    }
    return undefined;
  }

  /** The lines of a file; none where the tree has no such text. */
  lines(file: string): readonly string[] {
    const known = this.#lines.get(file);
    if (known !== undefined) return known;
    const lines = this.#tree.get(file)?.split('\n') ?? [];
    this.#lines.set(file, lines);
    return lines;
  }

  /** The first line of a file that holds a text. */
  find(file: string, text: string): Place {
    const index = this.lines(file).findIndex((line) => line.includes(text));
    return index === -1 ? { file } : { file, line: index + 1 };
  }

  /** The object's own file, then those that speak of an object of its name, then the others: patches by kind alone. */
  #candidates({ reached }: RenderedRoot, object: KubernetesObject, own: string): string[] {
    const name = nameOf(object);
    const others = [...reached.files].filter((file) => file !== own && !KUSTOMIZATION.test(file));
    const speaks = (file: string) => this.#namesIn(file).some((each) => name.endsWith(each));
    return [own, ...others.filter(speaks), ...others.filter((file) => !speaks(file))];
  }

  #namesIn(file: string): readonly string[] {
    const known = this.#names.get(file);
    if (known !== undefined) return known;
    const names = this.lines(file).flatMap((line) => /^ {1,4}name: *["']?([\w.-]+)/.exec(line)?.[1] ?? []);
    this.#names.set(file, names);
    return names;
  }

  #stands(file: string, { line, words }: Trace): boolean {
    const text = this.lines(file)[line - 1];
    return text !== undefined && words.every((word) => holds(text, word));
  }

  /** A patch that is written out in a kustomization counts its lines from its own beginning. */
  #inline({ reached }: RenderedRoot, { words }: Trace): Place | undefined {
    const word = words.at(-1);
    if (word === undefined || word.isKey || word.text.length < 4) return undefined;
    for (const file of reached.files) {
      if (!KUSTOMIZATION.test(file)) continue;
      const lines = this.lines(file);
      const start = lines.findIndex((line) => /^\s*(?:- )?patch: *[|>"'[]|^\s*- *[|>]/.test(line));
      if (start === -1) continue;
      const index = lines.findIndex((line, at) => at > start && holds(line, word));
      if (index !== -1) return { file, line: index + 1 };
    }
    return undefined;
  }

  /** The text of a generated ConfigMap is a file as a whole. */
  #generated({ reached }: RenderedRoot, object: KubernetesObject, path: Path): Place | undefined {
    const key = path[0] === 'data' ? path[1] : undefined;
    const data = object.data;
    if (typeof key !== 'string' || typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
    const text = (data as Readonly<Record<string, unknown>>)[key];
    const file = [...reached.files].find((each) => this.#tree.get(each) === text);
    return file === undefined ? undefined : { file, line: 1 };
  }
}

/** From the field outwards: its value, its key, then what is around it. */
function traces(root: YamlNode, path: Path): Trace[] {
  const found: Trace[] = traceOf(root, undefined);
  let node: YamlNode = root;
  for (const part of path) {
    if (node.kind === 'map') {
      const entry: YamlEntry | undefined = node.entries.find(({ key }) => key.value === part);
      if (entry === undefined) break;
      found.unshift(...traceOf(entry.value, entry.key.value), ...lineOf(entry.key.line, [keyOf(entry.key.value)]));
      node = entry.value;
    } else {
      const item: YamlNode | undefined = node.kind === 'seq' && typeof part === 'number' ? node.items[part] : undefined;
      if (item === undefined) break;
      found.unshift(...traceOf(item, undefined));
      node = item;
    }
  }
  return found;
}

function traceOf(node: YamlNode, key: string | undefined): Trace[] {
  if (node.kind === 'scalar') {
    const first = textOf(node.value.split('\n', 1)[0] ?? '');
    // A key may stand on the same line, which tells more than a short value alone.
    return [...(key === undefined ? [] : lineOf(node.line, [keyOf(key), first])), ...lineOf(node.line, [first])];
  }
  if (node.kind === 'map') {
    const first = node.unread === undefined ? node.entries[0] : undefined;
    if (first === undefined) return [];
    const value = first.value.kind === 'scalar' ? [textOf(first.value.value)] : [];
    const { line } = first.key;
    return [...lineOf(line, [keyOf(first.key.value), ...value]), ...lineOf(line, [keyOf(first.key.value)])];
  }
  const item = node.items[0];
  return item === undefined ? [] : traceOf(item, undefined);
}

function keyOf(text: string): Word {
  return { text, isKey: true };
}

function textOf(text: string): Word {
  return { text, isKey: false };
}

function lineOf(line: number, words: readonly Word[]): Trace[] {
  const told = words.filter(({ text }) => text !== '');
  return line > 0 && told.length > 0 ? [{ line, words: told }] : [];
}

/** Whether a line holds a key or a text as a whole. */
function holds(line: string, { text, isKey }: Word): boolean {
  for (let at = line.indexOf(text); at !== -1; at = line.indexOf(text, at + 1)) {
    const before = line[at - 1] ?? ' ';
    const after = line[at + text.length] ?? ' ';
    if (/[\w-]/.test(before) && /\w/.test(text[0] ?? '')) continue;
    if (isKey ? /^["']? *:/.test(line.slice(at + text.length)) : !/\w/.test(after)) return true;
  }
  return false;
}
