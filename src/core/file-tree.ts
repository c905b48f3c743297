import { compareCodeUnits } from './compare.ts';
import { describeValue, type Issue, ScaffoldError } from './errors.ts';

/** A file of a {@link FileTree}. */
export interface FileEntry {
  readonly path: string;
  readonly content: string;
  /** Whether the file carries the executable bit, as git knows it (100755 against 100644). */
  readonly executable: boolean;
}

/** What a tree is made of: a content, or a content with its executable bit. */
export type FileInput = string | { readonly content: string; readonly executable?: boolean };

/**
 * An immutable tree of text files, ordered by path in code units.
 *
 * Paths are relative, POSIX, without `.` or `..` or empty segments; no path is both a file and a directory.
 * Every method that changes something returns a new tree.
 */
export class FileTree implements Iterable<FileEntry> {
  /** The tree without files. */
  static readonly empty: FileTree = new FileTree(new Map());

  readonly #files: ReadonlyMap<string, FileEntry>;

  protected constructor(files: ReadonlyMap<string, FileEntry> | FileTree) {
    this.#files = files instanceof FileTree ? files.#files : files;
  }

  /**
   * A tree of a plain object, a map, or any iterable of `[path, content]` pairs (so a memfs `vol.toJSON()` and a
   * `Map` are each one call).
   *
   * @throws ScaffoldError `invalid-path`, `path-conflict` or `invalid-type`, all of them at once
   */
  static from(files: Readonly<Record<string, FileInput>> | Iterable<readonly [string, FileInput]>): FileTree {
    const pairs = Symbol.iterator in files ? files : Object.entries(files);
    const issues: Issue[] = [];
    const entries: FileEntry[] = [];
    for (const [path, input] of pairs as Iterable<readonly [string, FileInput]>) {
      const entry = toEntry(path, input, issues);
      if (entry !== undefined) entries.push(entry);
    }
    const map = sorted(entries);
    findPathConflicts(map, issues);
    if (issues.length > 0) throw new ScaffoldError(issues);
    return new FileTree(map);
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

  [Symbol.iterator](): IterableIterator<FileEntry> {
    return this.#files.values();
  }

  /** This tree with some files written; a path that exists is replaced. */
  with(files: Readonly<Record<string, FileInput>> | Iterable<readonly [string, FileInput]> | FileTree): FileTree {
    const pairs: Iterable<readonly [string, FileInput]> =
      files instanceof FileTree
        ? [...files].map((entry) => [entry.path, entry] as const)
        : Symbol.iterator in files
          ? (files as Iterable<readonly [string, FileInput]>)
          : Object.entries(files as Readonly<Record<string, FileInput>>);
    return FileTree.from([...[...this].map((entry) => [entry.path, entry] as const), ...pairs]);
  }

  /** This tree less some files; a path that does not exist is passed over. */
  without(...paths: readonly string[]): FileTree {
    const gone = new Set(paths);
    return this.filter((entry) => !gone.has(entry.path));
  }

  filter(keep: (entry: FileEntry) => boolean): FileTree {
    return new FileTree(new Map([...this.#files].filter(([, entry]) => keep(entry))));
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
    return new FileTree(files);
  }

  /** This tree moved below a directory. */
  under(directory: string): FileTree {
    if (directory === '.' || directory === '') return this;
    return FileTree.from([...this].map((entry) => [`${directory}/${entry.path}`, entry] as const));
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

  equals(other: FileTree): boolean {
    if (this.size !== other.size) return false;
    for (const entry of this) {
      const twin = other.entry(entry.path);
      if (twin === undefined || twin.content !== entry.content || twin.executable !== entry.executable) return false;
    }
    return true;
  }
}

function toEntry(path: string, input: FileInput, issues: Issue[]): FileEntry | undefined {
  const problem = pathProblem(path);
  if (problem !== undefined) {
    issues.push({
      code: 'invalid-path',
      path: String(path),
      message: `not a path of a file tree: ${problem}`,
      expected: 'a relative POSIX path such as config/manager/manager.yaml',
      received: describeValue(path),
    });
    return undefined;
  }
  const content = typeof input === 'string' ? input : input?.content;
  if (typeof content !== 'string') {
    issues.push({
      code: 'invalid-type',
      path,
      message: 'the content of a file is text',
      expected: 'a string, or {content, executable}',
      received: describeValue(input),
    });
    return undefined;
  }
  return { path, content, executable: typeof input === 'object' && input.executable === true };
}

/** Nearly every path: what follows is for saying what is wrong with the others. */
const PLAIN_PATH = /^(?!\.{0,2}(?:\/|$)|[A-Za-z]:)[^/\\\0]+(?:\/(?!\.{0,2}(?:\/|$))[^/\\\0]+)*$/;

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

function sorted(entries: readonly FileEntry[]): Map<string, FileEntry> {
  const latest = new Map(entries.map((entry) => [entry.path, entry]));
  return new Map([...latest].sort(([a], [b]) => compareCodeUnits(a, b)));
}

/** A file cannot stand where another file needs a directory. */
function findPathConflicts(files: ReadonlyMap<string, FileEntry>, issues: Issue[]): void {
  for (const path of files.keys()) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      const parent = path.slice(0, slash);
      if (files.has(parent)) {
        issues.push({
          code: 'path-conflict',
          path,
          message: `${parent} is a file, so nothing can lie below it`,
          expected: 'paths that are files or directories, not both',
          received: describeValue(path),
        });
      }
    }
  }
}
