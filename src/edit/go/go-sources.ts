import type { FileTree } from '../../core/file-tree.ts';
import { type GoModule, readGoMod } from './go-mod.ts';
import { importsOf } from './imports.ts';
import { type GoFile, parseGo } from './parse.ts';

/** A text that a declaration other than an import begins with ends the part of a file that has imports. */
const BEHIND_IMPORTS = /^(?:func|var|type|const)\b/m;

/** The Go of a tree: modules, packages and files, each read when it is asked for and once. */
export class GoSources {
  readonly #tree: FileTree;
  readonly #files = new Map<string, GoFile | undefined>();
  readonly #packages = new Map<string, string[]>();
  readonly modules: readonly GoModule[];

  constructor(tree: FileTree) {
    this.#tree = tree;
    const modules: GoModule[] = [];
    for (const { path, content } of tree) {
      const directory = directoryOf(path);
      if (isForeign(path)) continue;
      if (path.endsWith('.go') && !path.endsWith('_test.go')) {
        const files = this.#packages.get(directory) ?? [];
        files.push(path);
        this.#packages.set(directory, files);
      } else if (path === 'go.mod' || path.endsWith('/go.mod')) {
        const module = readGoMod(directory, content);
        if (module !== undefined) modules.push(module);
      }
    }
    this.modules = modules;
  }

  /** The directories that hold Go, in order. */
  directories(): IterableIterator<string> {
    return this.#packages.keys();
  }

  /** The files of a directory, tests aside. */
  filesIn(directory: string): readonly string[] {
    return this.#packages.get(directory) ?? [];
  }

  text(path: string): string {
    return this.#tree.get(path) ?? '';
  }

  file(path: string): GoFile | undefined {
    if (!this.#files.has(path)) this.#files.set(path, parseGo(path, this.text(path)));
    return this.#files.get(path);
  }

  /** The module that a directory belongs to: that of the nearest go.mod above. */
  moduleOf(directory: string): GoModule | undefined {
    return this.modules
      .filter((module) => isWithin(directory, module.directory))
      .sort((a, b) => b.directory.length - a.directory.length)[0];
  }

  /** The directories of a program: its own, and those of the tree that it imports, however far. */
  reachable(directory: string): string[] {
    const found = new Set([directory]);
    for (const next of found) {
      for (const path of this.filesIn(next)) {
        for (const imported of this.#importPaths(path)) {
          const target = this.#directoryOf(imported);
          if (target !== undefined) found.add(target);
        }
      }
    }
    return [...found];
  }

  #importPaths(path: string): string[] {
    const text = this.text(path);
    const end = BEHIND_IMPORTS.exec(text)?.index ?? text.length;
    // A comment that holds such a line makes the head no Go; the whole file is.
    const file = parseGo(path, text.slice(0, end)) ?? this.file(path);
    return file === undefined ? [] : importsOf(file).map((spec) => spec.path);
  }

  #directoryOf(importPath: string): string | undefined {
    for (const module of this.modules) {
      if (importPath !== module.path && !importPath.startsWith(`${module.path}/`)) continue;
      const below = importPath.slice(module.path.length + 1);
      const directory = [module.directory, below].filter((part) => part !== '').join('/');
      if (this.#packages.has(directory)) return directory;
    }
    return undefined;
  }
}

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

export function isWithin(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}

/** What is in the tree, but not of this project; the go command passes over the latter two as well. */
function isForeign(path: string): boolean {
  return /(?:^|\/)(?:vendor|testdata|node_modules|[._][^/]*)\//.test(path);
}
