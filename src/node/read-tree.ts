import { lstat, readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ScaffoldError } from '../core/errors.ts';
import { type FileInput, FileTree } from '../core/file-tree.ts';
import { fileIssue } from './file-issue.ts';
import { inBatches } from './in-batches.ts';
import { DEFAULT_IGNORE, DEFAULT_MAX_BYTES } from './limits.ts';
import { linkTo } from './link-to.ts';
import { toInput } from './to-input.ts';

/** A file that stands on the disk and not among the texts of the tree. */
export interface SkippedFile {
  /** Relative to the directory that was read. */
  readonly path: string;
  readonly reason: 'not-utf-8' | 'too-large' | 'link-out-of-directory' | 'link-to-directory' | 'not-a-file';
}

export interface ReadTreeOptions {
  /** Names of directories that are passed over wherever they stand. Default: `.git`, `node_modules`. */
  readonly ignore?: readonly string[];
  /** Larger files are left out. Default: 8 MiB. */
  readonly maxBytes?: number;
  /** Told of each file that is no text of the tree, in the order of the directory. Default: nobody is told. */
  readonly onSkip?: (file: SkippedFile) => void;
}

/**
 * The files below a directory.
 *
 * A symbolic link to a file in the same directory is read as that file; where other links lead is noted, and they are
 * not followed. Files that are no text stand aside, as bytes. Very large ones are left out.
 *
 * @throws ScaffoldError `file-unreadable` with every path that could not be read
 */
export async function readTree(directory: string, options: ReadTreeOptions = {}): Promise<FileTree> {
  const ignored = new Set(options.ignore ?? DEFAULT_IGNORE);
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const root = await attempt('.', () => realpath(directory));
  const paths: string[] = [];
  await list('');
  const files: [string, FileInput][] = [];
  const issues = [];
  for (const result of await inBatches(paths, read)) {
    if (result.status === 'rejected') issues.push(...issuesOf(result.reason));
    else {
      const { path, inputs, reason } = result.value;
      for (const input of inputs) files.push([path, input]);
      if (reason !== undefined) options.onSkip?.({ path, reason });
    }
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  return FileTree.from(files);

  async function list(path: string): Promise<void> {
    const entries = await attempt(path === '' ? '.' : path, () => readdir(join(root, path), { withFileTypes: true }));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (!entry.isDirectory()) paths.push(inner);
      else if (!ignored.has(entry.name)) await list(inner);
    }
  }

  function read(path: string): Promise<ReadFile> {
    const file = join(root, path);
    return attempt(path, async () => {
      const target = await realpath(file).catch(() => undefined);
      const written = target === file ? undefined : await readlink(file).catch(() => undefined);
      if (target === undefined) {
        return { path, inputs: written === undefined ? [] : [{ link: written }], reason: 'link-out-of-directory' };
      }
      const links = target === file ? [] : [linkTo(file, target, written)];
      if (!`${target}${sep}`.startsWith(`${root}${sep}`))
        return { path, inputs: links, reason: 'link-out-of-directory' };
      const status = await lstat(target);
      if (status.isDirectory()) return { path, inputs: links, reason: 'link-to-directory' };
      if (!status.isFile()) return { path, inputs: [], reason: 'not-a-file' };
      if (status.size > maxBytes) return { path, inputs: [], reason: 'too-large' };
      const input = toInput(await readFile(target), (status.mode & 0o100) !== 0);
      const reason = input instanceof Uint8Array ? 'not-utf-8' : undefined;
      return { path, inputs: [input, ...links], reason };
    });
  }
}

interface ReadFile {
  readonly path: string;
  /** What stands at the path, the last one above the others. */
  readonly inputs: readonly FileInput[];
  readonly reason: SkippedFile['reason'] | undefined;
}

async function attempt<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new ScaffoldError(fileIssue('file-unreadable', path, error));
  }
}

function issuesOf(error: unknown) {
  if (error instanceof ScaffoldError) return error.issues;
  throw error;
}
