import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ScaffoldError } from '../core/errors.ts';
import { type FileInput, FileTree } from '../core/file-tree.ts';
import { fileIssue } from './file-issue.ts';
import { inBatches } from './in-batches.ts';

/** A file that stands on the disk and not in the tree. */
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
  /** Told of each file that is left out, in the order of the directory. Default: nobody is told. */
  readonly onSkip?: (file: SkippedFile) => void;
}

export const DEFAULT_IGNORE: readonly string[] = ['.git', 'node_modules'];
export const DEFAULT_MAX_BYTES = 8 << 20;

/**
 * The text files below a directory.
 *
 * A symbolic link to a file in the same directory is read as that file; other links, files that are no UTF-8 and
 * very large ones are left out, because a tree has no place for them.
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
    else if (Array.isArray(result.value)) files.push(result.value as [string, FileInput]);
    else options.onSkip?.(result.value as SkippedFile);
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

  async function read(path: string): Promise<readonly [string, FileInput] | SkippedFile> {
    const file = join(root, path);
    return attempt(path, async () => {
      const target = await realpath(file).catch(() => undefined);
      if (target === undefined || !`${target}${sep}`.startsWith(`${root}${sep}`)) {
        return { path, reason: 'link-out-of-directory' };
      }
      const status = await lstat(target);
      if (status.isDirectory()) return { path, reason: 'link-to-directory' };
      if (!status.isFile()) return { path, reason: 'not-a-file' };
      if (status.size > maxBytes) return { path, reason: 'too-large' };
      const content = decodeText(await readFile(target));
      if (content === undefined) return { path, reason: 'not-utf-8' };
      return [path, { content, executable: (status.mode & 0o100) !== 0 }];
    });
  }
}

/** The text of bytes, a byte order mark included; undefined where they are no UTF-8 or hold a NUL, as binaries do. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
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
