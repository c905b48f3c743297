import { append } from './append.ts';
import { cutIssues } from './call.ts';
import { compareCodeUnits } from './compare.ts';
import { decodeText } from './decode-text.ts';
import { type Issue, ScaffoldError } from './errors.ts';
import { isInstance } from './same-class.ts';

/** A file of a {@link FileTree}. */
export interface FileEntry {
  readonly path: string;
  readonly content: string;
  /** Whether the file carries the executable bit, as git knows it (100755 against 100644). */
  readonly executable: boolean;
}

/** A text, or a text with its executable bit. */
export type TextInput = string | { readonly content: string; readonly executable?: boolean };

/** What a tree is made of. Bytes that are UTF-8 without a NUL are text as any other. */
export type FileInput = TextInput | Uint8Array | { readonly content: Uint8Array; readonly executable?: boolean } | Link;

/** A symbolic link: the path that it leads to, relative to the directory that it stands in. */
export interface Link {
  readonly link: string;
}

const MARK = Symbol.for('operator-scaffold.FileTree');

const NOTHING: ReadonlyMap<string, Uint8Array | Link> = new Map();

/** More links on the way to one file are taken for a circle, as Linux takes them. */
const MAX_LINKS = 40;

/**
 * An immutable tree of text files, ordered by path in code units. A link to one is that file under another path.
 *
 * Files that are no text, and links as such, stand aside in {@link others}: who goes through a tree does not meet them.
 *
 * Paths are relative, POSIX, without `.` or `..` or empty segments; no path is both a file and a directory.
 * Every method that changes something returns a new tree.
 */
export class FileTree implements Iterable<FileEntry> {
  /** The tree without files. */
  static readonly empty: FileTree = new FileTree(new Map());

  /** True for trees of another copy of the package, too. */
  static [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass inherits this, and is asked for itself
    return isInstance(value, this, FileTree, MARK);
  }

  readonly #files: ReadonlyMap<string, FileEntry>;
  /**
   * Every link; every file that is no text; and the bytes of a text that holds U+FFFD, where bytes were given, which
   * say that the character was there from the beginning. Not in order.
   */
  readonly others: ReadonlyMap<string, Uint8Array | Link>;

  protected constructor(
    files: ReadonlyMap<string, FileEntry> | FileTree,
    others: ReadonlyMap<string, Uint8Array | Link> = NOTHING,
  ) {
    const copied = #files in files;
    this.#files = copied ? files.#files : files;
    this.others = copied ? files.others : others;
  }

  /**
   * A tree of a plain object, a map, or any iterable of `[path, content]` pairs (so a memfs `vol.toJSON()` and a
   * `Map` are each one call).
   *
   * @throws ScaffoldError `invalid-path`, `path-conflict` or `invalid-type`, all of them at once
   */
  static from(files: Readonly<Record<string, FileInput>> | Iterable<readonly [string, FileInput]>): FileTree {
    return new FileTree(...readFiles(files));
  }

  get [MARK](): true {
    return true;
  }

  get size(): number {
    return this.#files.size;
  }

  /** The paths, in order. */
  paths(): string[] {
    return [...this.#files.keys()];
  }

  /** The content of a file, or undefined where the tree has none at that path. */
  get(path: string): string | undefined {
    return this.#files.get(path)?.content;
  }

  entry(path: string): FileEntry | undefined {
    return this.#files.get(path);
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** The files that are no text. */
  *binaries(): Generator<readonly [string, Uint8Array]> {
    for (const [path, other] of this.others) {
      if (other instanceof Uint8Array && !this.#files.has(path)) yield [path, other];
    }
  }

  /**
   * Where a path leads when all links on it are followed, whether or not anything is there; the path itself where they
   * lead in a circle, undefined where they lead out of the tree.
   */
  realPath(path: string): string | undefined {
    return this.others.size === 0 ? path : realPath(path, this.others);
  }

  [Symbol.iterator](): IterableIterator<FileEntry> {
    return this.#files.values();
  }

  /** This tree with some files written; a path that exists is replaced. */
  with(files: Readonly<Record<string, FileInput>> | Iterable<readonly [string, FileInput]> | FileTree): FileTree {
    return guarded(() => {
      const written = [...(files instanceof FileTree ? files.inputs() : pairsOf(files))];
      return this.#replacing(written) ?? FileTree.from([...this.inputs(), ...written]);
    });
  }

  /** With other texts for files that are there: of their paths nothing has to be checked. Undefined for anything else. */
  #replacing(written: readonly (readonly [string, FileInput])[]): FileTree | undefined {
    if (this.others.size > 0) return undefined;
    const files = new Map(this.#files);
    for (const pair of written) {
      if (!Array.isArray(pair)) return undefined;
      const [path, input] = pair as readonly [string, FileInput];
      const entry = files.has(path) ? checked(path, input, []) : undefined;
      if (entry?.entry === undefined || entry.other !== undefined) return undefined;
      files.set(path, entry.entry);
    }
    return new FileTree(files);
  }

  /** This tree less some files; a path that does not exist is passed over. */
  without(...paths: readonly string[]): FileTree {
    const gone = new Set(paths);
    return new FileTree(
      select(this.#files, (path) => !gone.has(path)),
      select(this.others, (path) => !gone.has(path)),
    );
  }

  /** Some of the text files. What is no text stays. */
  filter(keep: (entry: FileEntry) => boolean): FileTree {
    const files = select(this.#files, (_, entry) => keep(entry));
    return new FileTree(
      files,
      select(this.others, (path) => files.has(path) || !this.#files.has(path)),
    );
  }

  /** The files below a directory, with paths relative to it. `.` or an empty string is the tree itself. */
  subtree(directory: string): FileTree {
    if (directory === '.' || directory === '') return this;
    const prefix = `${directory}/`;
    const files = new Map<string, FileEntry>();
    for (const entry of this) {
      if (!entry.path.startsWith(prefix)) continue;
      const path = entry.path.slice(prefix.length);
      files.set(path, { ...entry, path });
    }
    const others = new Map<string, Uint8Array | Link>();
    for (const [path, other] of this.others) if (path.startsWith(prefix)) others.set(path.slice(prefix.length), other);
    return new FileTree(files, others);
  }

  /** This tree moved below a directory. */
  under(directory: string): FileTree {
    if (directory === '.' || directory === '') return this;
    return FileTree.from(this.inputs().map(([path, input]) => [`${directory}/${path}`, input] as const));
  }

  /** `{path: content}`, a plain object of its own: for memfs, mem-fs, an Nx `Tree`, a zip. Executable bits are left out. */
  toRecord(): Record<string, string> {
    // Null prototype while filling: `__proto__` is a legal file name.
    const record: Record<string, string> = Object.create(null);
    for (const entry of this) record[entry.path] = entry.content;
    return record;
  }

  toJSON(): Record<string, string> {
    return this.toRecord();
  }

  /** Whether the files are the same; links count as what they lead to. */
  equals(other: FileTree): boolean {
    if (this.size !== other.size) return false;
    for (const entry of this) {
      const twin = other.entry(entry.path);
      if (twin === undefined || twin.content !== entry.content || twin.executable !== entry.executable) return false;
    }
    const binaries = new Map(other.binaries());
    for (const [path, bytes] of this.binaries()) {
      if (!sameBytes(bytes, binaries.get(path))) return false;
      binaries.delete(path);
    }
    return binaries.size === 0;
  }

  /** What makes this tree again, or a part of another. */
  inputs(): (readonly [string, FileInput])[] {
    const others = [...this.others].map(([path, other]) => {
      const text = other instanceof Uint8Array ? this.#files.get(path) : undefined;
      return [path, text === undefined ? other : { ...text, content: other as Uint8Array }] as const;
    });
    return [...this.#files, ...others];
  }
}

function select<T>(map: ReadonlyMap<string, T>, keep: (path: string, value: T) => boolean): ReadonlyMap<string, T> {
  return map.size === 0 ? map : new Map([...map].filter(([path, value]) => keep(path, value)));
}

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return a.length === b?.length && a.every((byte, index) => byte === b[index]);
}

function realPath(path: string, others: ReadonlyMap<string, Uint8Array | Link>): string | undefined {
  const ahead = path.split('/').reverse();
  const real: string[] = [];
  let links = 0;
  for (let part = ahead.pop(); part !== undefined; part = ahead.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (real.pop() === undefined) return undefined;
      continue;
    }
    real.push(part);
    const other = others.get(real.join('/'));
    if (other === undefined || other instanceof Uint8Array) continue;
    links += 1;
    if (links > MAX_LINKS) return path;
    if (other.link.startsWith('/')) return undefined;
    real.pop();
    append(ahead, other.link.split('/').reverse());
  }
  return real.join('/');
}

type Files = Readonly<Record<string, FileInput>> | Iterable<readonly [string, FileInput]>;

/** What the caller gave is looked at in here alone; where that throws, it was no such thing. */
function readFiles(files: Files): [ReadonlyMap<string, FileEntry>, ReadonlyMap<string, Uint8Array | Link>] {
  return guarded(() => collected(files));
}

function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ScaffoldError) throw error;
    throw notFiles(undefined, error);
  }
}

function collected(files: Files): [ReadonlyMap<string, FileEntry>, ReadonlyMap<string, Uint8Array | Link>] {
  const issues: Issue[] = [];
  const entries = new Map<string, FileEntry>();
  const others = new Map<string, Uint8Array | Link>();
  for (const pair of pairsOf(files)) {
    if (!Array.isArray(pair)) throw notFiles(pair);
    const [path, input] = pair as readonly [string, FileInput];
    const file = checked(path, input, issues);
    if (file === undefined) continue;
    const { entry, other } = file;
    if (entry !== undefined) entries.set(path, entry);
    else if (other instanceof Uint8Array) entries.delete(path);
    if (other !== undefined) others.set(path, other);
    else others.delete(path);
  }
  for (const [path, other] of others) {
    if (other instanceof Uint8Array) continue;
    const target = entries.get(realPath(path, others) ?? '');
    if (target !== undefined) entries.set(path, { ...target, path });
  }
  const map = new Map([...entries].sort(([a], [b]) => compareCodeUnits(a, b)));
  findPathConflicts(map, others, issues);
  if (issues.length > 0) throw new ScaffoldError(cutIssues(issues));
  return [map, others.size === 0 ? NOTHING : others];
}

function pairsOf(files: Files): Iterable<readonly [string, FileInput]> {
  if (typeof files !== 'object' || files === null) throw notFiles(files);
  return (Symbol.iterator in files ? files : Object.entries(files)) as Iterable<readonly [string, FileInput]>;
}

function notFiles(received: unknown, cause?: unknown): ScaffoldError {
  const issue: Issue = {
    code: 'invalid-type',
    path: 'files',
    message: 'not the files of a tree',
    expected: 'an object {path: content}, or pairs [path, content]',
    received: typeof received === 'object' && received !== null ? 'an object' : shown(received),
  };
  return new ScaffoldError(issue, cause === undefined ? {} : { cause });
}

/** Text, which may have its bytes beside it, or something else. */
interface Checked {
  readonly entry?: FileEntry;
  readonly other?: Uint8Array | Link;
}

function checked(path: string, input: FileInput, issues: Issue[]): Checked | undefined {
  const problem = pathProblem(path);
  if (problem !== undefined) {
    issues.push({
      code: 'invalid-path',
      ...(typeof path === 'string' ? { path, at: { file: path } } : { path: '' }),
      message: `not a path of a file tree: ${problem}`,
      expected: 'a relative POSIX path such as config/manager/manager.yaml',
      received: shown(path),
    });
    return undefined;
  }
  if (typeof input === 'object' && input !== null && 'link' in input && typeof input.link === 'string') {
    return { other: { link: input.link } };
  }
  const isContent = typeof input !== 'object' || input === null || input instanceof Uint8Array;
  const { content, executable: bit }: { content?: unknown; executable?: unknown } = isContent
    ? { content: input }
    : (input as object);
  const executable = bit === true;
  if (content instanceof Uint8Array) {
    const text = decodeText(content);
    if (text === undefined) return { other: content };
    const entry = { path, content: text, executable };
    return text.includes('\ufffd') ? { entry, other: content } : { entry };
  }
  if (typeof content !== 'string') {
    issues.push({
      code: 'invalid-type',
      path,
      message: 'the content of a file is text',
      expected: 'a string, bytes, {content, executable} or {link}',
      received: shown(input),
    });
    return undefined;
  }
  return { entry: { path, content, executable } };
}

/** A text in short, of all else its type: whoever wants the tree alone need not load what can show any value. */
function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 120)) : value === null ? 'null' : typeof value;
}

/** Nearly every path: what follows is for saying what is wrong with the others. */
const PLAIN_PATH = /^(?!\.{0,2}(?:\/|$)|[A-Za-z]:)[^/\\\0]+(?:\/(?!\.{0,2}(?:\/|$))[^/\\\0]+)*$/;

/** Whether a tree can hold something under a name. */
export function isTreePath(path: string): boolean {
  return pathProblem(path) === undefined;
}

function pathProblem(path: unknown): string | undefined {
  if (typeof path !== 'string') return 'it is not a string';
  if (PLAIN_PATH.test(path)) return undefined;
  if (path === '') return 'it is empty';
  if (path.startsWith('/')) return 'it is absolute';
  if (/^[A-Za-z]:[\\/]/.test(path)) return 'it is absolute';
  if (path.includes('\\')) return 'it holds a backslash';
  if (path.includes('\0')) return 'it holds a NUL';
  for (const segment of path.split('/')) {
    if (segment === '') return 'it has an empty segment';
    if (segment === '.' || segment === '..') return `it has a segment ${segment}`;
  }
  return undefined;
}

/** A file cannot stand where another file needs a directory. */
function findPathConflicts(
  files: ReadonlyMap<string, FileEntry>,
  others: ReadonlyMap<string, Uint8Array | Link>,
  issues: Issue[],
): void {
  const isFile = (path: string) => files.has(path) || others.get(path) instanceof Uint8Array;
  for (const path of others.size === 0 ? files.keys() : new Set([...files.keys(), ...others.keys()])) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      const parent = path.slice(0, slash);
      if (isFile(parent)) {
        issues.push({
          code: 'path-conflict',
          path,
          at: { file: path },
          message: `${parent} is a file, so nothing can lie below it`,
          expected: 'paths that are files or directories, not both',
          received: shown(path),
        });
      }
    }
  }
}
