import type { FileTree } from '../../../core/file-tree.ts';
import { grouped } from '../../../core/grouped.ts';
import { directoryOf } from '../../../core/paths.ts';
import { type GoNames, goNames } from './go-names.ts';

/** A changed Go file that does not compile with what the user has beside it. */
export interface UnfitFile {
  readonly path: string;
  /** Why. */
  readonly text: string;
}

type Version = 'before' | 'after' | 'theirs';

/**
 * Finds Go files that were changed or added, and then miss a name, declare one twice, or no longer offer what a file of
 * the user's asks of them: a helper that a test of theirs calls, or one that it calls otherwise.
 *
 * It goes by names, not by types: what it finds does not compile, and what it does not find may not compile either.
 */
export class GoPackages {
  readonly #module: string;
  readonly #before: FileTree;
  readonly #theirs: FileTree;
  readonly #read = new Map<string, GoNames | undefined>();

  constructor(before: FileTree, theirs: FileTree) {
    this.#before = before;
    this.#theirs = theirs;
    this.#module = /^module[ \t]+(\S+)/m.exec(before.get('go.mod') ?? '')?.[1] ?? '';
  }

  /** @param changed paths that are other in `after` than before */
  unfit(after: FileTree, changed: ReadonlySet<string>): UnfitFile | undefined {
    const trees = { before: this.#before, after, theirs: this.#theirs };
    const directories = new Set([...changed].filter((path) => path.endsWith('.go')).map(directoryOf));
    for (const directory of directories) {
      const files = [...new Set([...pathsIn(this.#before, directory), ...pathsIn(after, directory)])];
      for (const path of files.filter((each) => changed.has(each) && after.has(each))) {
        const text = this.#misses(trees, directory, path) ?? this.#repeats(trees, directory, path);
        if (text !== undefined) return { path, text };
      }
      for (const path of files.filter((each) => changed.has(each) && this.#before.has(each))) {
        const text = this.#fails(trees, directory, path, changed);
        if (text !== undefined) return { path, text };
      }
    }
    return undefined;
  }

  /** A name that the release's package has, or had, and this one has not. */
  #misses(trees: Trees, directory: string, path: string): string | undefined {
    const names = this.#of(trees.after, path);
    if (names === undefined) return undefined;
    const offered = this.#offered(trees.after, directory, names.package);
    const known = ['before', 'theirs'].flatMap((version) => [
      ...this.#offered(trees[version as Version], directory, names.package),
    ]);
    const missing = new Set(known.filter((name) => names.uses.has(name) && !offered.has(name)));
    for (const name of missing) return `it needs ${name}, which is not there`;
    for (const [target, members] of names.qualified) {
      const other = this.#directory(target);
      if (other === undefined) continue;
      if (pathsIn(trees.after, other).length === 0) {
        if (pathsIn(trees.theirs, other).length > 0) return `it needs the package ${other}, which is not there`;
        continue;
      }
      const [now, theirs] = [this.#signatures(trees.after, other), this.#signatures(trees.theirs, other)];
      const declared = this.#offered(trees.after, other);
      const wanted = this.#offered(trees.theirs, other);
      for (const name of members) {
        if (wanted.has(name) && !declared.has(name)) return `it needs ${name} of ${other}, which is not there`;
        const [own, their] = [now.get(name), theirs.get(name)];
        const isTheirs = trees.theirs.get(path) === trees.after.get(path);
        if (isTheirs && own !== undefined && their !== undefined && own !== their) {
          return `it calls ${name} of ${other} otherwise`;
        }
      }
    }
    return undefined;
  }

  /** A name that another file of the package declares as well. */
  #repeats(trees: Trees, directory: string, path: string): string | undefined {
    const names = this.#of(trees.after, path);
    if (names === undefined || names.isConstrained) return undefined;
    const before = this.#before.has(path) ? this.#of(this.#before, path) : undefined;
    for (const other of pathsIn(trees.after, directory)) {
      const its = other === path ? undefined : this.#of(trees.after, other);
      if (its === undefined || its.isConstrained || its.package !== names.package) continue;
      for (const name of names.declares) {
        if (its.declares.has(name) && before?.declares.has(name) !== true) return `${other} declares ${name} as well`;
      }
    }
    return undefined;
  }

  /** What a file that is the user's asks of it, and it no longer offers. */
  #fails(trees: Trees, directory: string, path: string, changed: ReadonlySet<string>): string | undefined {
    const old = this.#of(trees.before, path);
    const now = trees.after.has(path) ? this.#of(trees.after, path) : undefined;
    if (old === undefined || (trees.after.has(path) && now === undefined)) return undefined;
    const offered = this.#offered(trees.after, directory, old.package);
    const other = [...old.declares].filter((name) => {
      const [was, is] = [old.signatures.get(name), now?.signatures.get(name)];
      return !offered.has(name) || (was !== undefined && is !== undefined && was !== is);
    });
    if (other.length === 0) return undefined;
    const target = this.#module === '' ? undefined : `${this.#module}/${directory}`.replace(/\/\.$/, '');
    for (const { path: user, content } of trees.after) {
      if (user === path || !user.endsWith('.go') || `/${user}`.includes('/vendor/')) continue;
      // What became the release's goes with the release's.
      if (changed.has(user) && content === trees.theirs.get(user)) continue;
      const isNear = directoryOf(user) === directory;
      if (!isNear && (target === undefined || !content.includes(`"${target}"`))) continue;
      const names = this.#of(trees.after, user);
      if (names === undefined) continue;
      const asked = isNear && names.package === old.package ? names.uses : names.qualified.get(target ?? '');
      const name = other.find((each) => asked?.has(each) === true);
      if (name !== undefined) return `${user} needs ${name} as it is here`;
    }
    return undefined;
  }

  #offered(tree: FileTree, directory: string, clause?: string): Set<string> {
    const files = pathsIn(tree, directory).flatMap((path) => this.#of(tree, path) ?? []);
    return new Set(
      files.flatMap((file) => (clause === undefined || file.package === clause ? [...file.declares] : [])),
    );
  }

  #signatures(tree: FileTree, directory: string): Map<string, string> {
    return new Map(pathsIn(tree, directory).flatMap((path) => [...(this.#of(tree, path)?.signatures ?? [])]));
  }

  /** The directory of a package of this module. */
  #directory(target: string): string | undefined {
    if (this.#module === '' || !target.startsWith(`${this.#module}/`)) return undefined;
    return target.slice(this.#module.length + 1);
  }

  #of(tree: FileTree, path: string): GoNames | undefined {
    const text = tree.get(path);
    if (text === undefined) return undefined;
    if (!this.#read.has(text)) this.#read.set(text, goNames(path, text));
    return this.#read.get(text);
  }
}

type Trees = Readonly<Record<Version, FileTree>>;

const DIRECTORIES = new WeakMap<FileTree, ReadonlyMap<string, readonly string[]>>();

/** The Go files of a directory. */
function pathsIn(tree: FileTree, directory: string): readonly string[] {
  let directories = DIRECTORIES.get(tree);
  if (directories === undefined) {
    directories = grouped(
      tree.paths().filter((path) => path.endsWith('.go')),
      directoryOf,
    );
    DIRECTORIES.set(tree, directories);
  }
  return directories.get(directory) ?? [];
}
