import { ScaffoldError } from '../../core/errors.ts';
import { resolvePath } from '../../core/paths.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseDocuments } from '../../yaml/parse-documents.ts';
import { Refusal } from '../errors/refusal.ts';
import { isRemoteDirectory, isRemoteFile } from './remote.ts';
import type { Source } from './source.ts';

/** Reads files for one kustomization: nothing outside its directory, unless that is allowed. */
export class Loader {
  /** Path of the directory in the tree; empty for the tree itself. */
  readonly root: string;
  readonly #source: Source;
  readonly #referrer: Loader | undefined;
  readonly #restricted: boolean;
  /** What was wrong with the directories of this build that could not be built: each is tried once. */
  readonly failures: Map<string, unknown>;

  constructor(source: Source, root: string, restricted: boolean, referrer?: Loader) {
    this.#source = source;
    this.root = root;
    this.#referrer = referrer;
    this.#restricted = restricted;
    this.failures = referrer?.failures ?? new Map();
  }

  /** Whether there is a file of that path in or below the directory. */
  has(path: string): boolean {
    const full = this.#findFile(path);
    return full !== undefined && this.#allows(full) && this.#source.kindOf(full) === 'file';
  }

  /** The path in the tree of a name in this directory, with links as they are. */
  resolve(path: string): string {
    return clean(this.root, path) ?? path;
  }

  /**
   * The text of a file in or below the directory.
   *
   * @throws Refusal `kustomize-needs-network`, `kustomize-outside-root` or `file-unreadable`
   */
  load(path: string): string {
    const content = this.loadContent(path);
    if (typeof content === 'string') return content;
    throw new Refusal('file-unreadable', `${path} is not text`, { expected: 'a text file in UTF-8', received: path });
  }

  /** The YAML documents of a file in or below the directory, for one who may change them. */
  loadDocuments(path: string): YamlNode[] {
    const text = this.load(path);
    const name = this.resolve(path);
    return this.#source.shared?.parse(text, name) ?? parseDocuments(text, name);
  }

  /** As {@link load}, for a place where bytes are as good. Those that are UTF-8 are text. */
  loadContent(path: string): string | Uint8Array {
    if (isRemoteFile(path)) throw needsNetwork(path);
    const full = this.#findFile(path);
    if (full === undefined) throw outOfTree(path);
    const kind = this.#source.kindOf(full);
    // What lies outside is refused without being read.
    const content = kind === 'file' && this.#allows(full) ? this.#source.contentOf(full) : undefined;
    if (content !== undefined) return content;
    if (kind !== 'file') {
      if (kind === 'directory') {
        throw new Refusal('file-unreadable', `${path} is a directory`, {
          expected: 'the path of a file',
          received: path,
        });
      }
      if (!this.#allows(full)) throw outside(path, this.root);
      const what = kind === 'other' ? `${path} is neither a file nor a directory` : `there is no file ${path}`;
      throw new Refusal('file-unreadable', what, {
        expected: `a file in or below ${this.root === '' ? '.' : this.root}`,
        received: path,
      });
    }
    throw outside(path, this.root);
  }

  /** Whether the tree holds the bytes of a file, and not only what somebody has read as text. */
  hasBytes(path: string): boolean {
    const full = this.#findFile(path);
    return full !== undefined && this.#source.hasBytes(full);
  }

  /** Whether there is a file of that path, wherever it may be. */
  isFile(path: string): boolean {
    const full = this.#findFile(path);
    return full !== undefined && this.#source.kindOf(full) === 'file';
  }

  /**
   * A loader for another directory that this kustomization names.
   *
   * @throws Refusal `kustomize-needs-network`, `kustomize-outside-root`, `kustomize-cycle`, `file-unreadable` or
   *   `kustomization-invalid`
   */
  open(path: string): Loader {
    if (path === '') throw new Refusal('kustomization-invalid', 'an empty path', { expected: 'a file or directory' });
    if (isRemoteDirectory(path)) throw needsNetwork(path);
    const full = this.#find(path);
    if (full === undefined) throw outOfTree(path);
    const odd = path.split('/').find((part) => part !== '..' && part.includes('..'));
    if (odd !== undefined) {
      throw new Refusal('kustomization-invalid', `the path has a part with two points in it: ${odd}`, {
        expected: 'a path; two list entries may have become one by their indentation',
        received: path,
      });
    }
    const kind = this.#source.kindOf(full);
    if (kind !== 'directory') {
      const what = { file: `${path} is a file`, other: `${path} is neither a file nor a directory` };
      const isThere = kind !== undefined;
      throw new Refusal('file-unreadable', isThere ? what[kind] : `there is no ${path}`, {
        expected: isThere ? 'a directory with a kustomization file' : 'a file or a directory with a kustomization file',
        received: path,
      });
    }
    for (let visited: Loader | undefined = this; visited !== undefined; visited = visited.#referrer) {
      if (!isInside(visited.root, full)) continue;
      throw new Refusal('kustomize-cycle', `${path} leads back to ${visited.root === '' ? '.' : visited.root}`, {
        expected: 'a directory that does not hold this kustomization or one that refers to it',
        received: path,
      });
    }
    return new Loader(this.#source, full, this.#restricted, this);
  }

  #allows(full: string): boolean {
    return !this.#restricted || isInside(full, this.root);
  }

  /** Without the restriction a disk has files beside the directories that it was read for, too. */
  #findFile(path: string): string | undefined {
    return this.#find(path) ?? (this.#restricted ? undefined : this.#source.beyond?.(this.root, path));
  }

  /** Points are taken away before links are followed, as kustomize has it. Undefined: out of the tree. */
  #find(path: string): string | undefined {
    const full = path.startsWith('/') ? undefined : clean(this.root, path);
    return full === undefined ? undefined : this.#source.realPath(full);
  }
}

/** The loader of the directory that a build starts with. */
export function rootLoader(source: Source, directory: string, restricted: boolean): Loader {
  const path = directory.startsWith('/') ? undefined : clean('', directory);
  const full = path === undefined ? undefined : source.realPath(path);
  if (full === undefined || source.kindOf(full) !== 'directory') {
    throw new ScaffoldError({
      code: 'kustomization-missing',
      path: directory,
      message: 'there is no such directory in the tree',
      expected: 'a directory with a kustomization file',
      received: directory,
    });
  }
  return new Loader(source, full, restricted);
}

/** As resolvePath; the tree itself is the empty path here. */
function clean(directory: string, path: string): string | undefined {
  const full = resolvePath(directory, path);
  return full === '.' ? '' : full;
}

function isInside(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}

function outside(path: string, root: string): Refusal {
  return new Refusal('kustomize-outside-root', `${path} is outside the kustomization's directory`, {
    expected: `a file in or below ${root === '' ? '.' : root}; a directory with a kustomization of its own may lie anywhere in the tree`,
    received: path,
  });
}

function outOfTree(path: string): Refusal {
  return new Refusal('kustomize-outside-root', `${path} leads out of the tree`, {
    expected: 'a path in the tree: read a directory that holds both',
    received: path,
  });
}

function needsNetwork(path: string): Refusal {
  return new Refusal('kustomize-needs-network', `${path} has to be downloaded`, {
    expected: 'a path in the tree: put a copy of what it names there and refer to that',
    received: path,
  });
}
