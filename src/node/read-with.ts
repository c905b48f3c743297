import { join, sep } from 'node:path';
import { append } from '../core/append.ts';
import { cutIssues, limitExceeded, limitsOfCall } from '../core/call.ts';
import { type Issue, ScaffoldError } from '../core/errors.ts';
import { type FileInput, FileTree, isTreePath } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import type { Disk } from './disk.ts';
import { fileIssue } from './file-issue.ts';
import { inBatches } from './in-batches.ts';
import { linkTo } from './link-to.ts';
import { toInput } from './to-input.ts';

/** A file that stands on the disk and not among the texts of the tree. */
export interface SkippedFile {
  /** Relative to the directory that was read; where its name is no UTF-8, with U+FFFD in place of what is none. */
  readonly path: string;
  /** `odd-name`: a name that no path of a tree has: it is no UTF-8, or holds a backslash. */
  readonly reason:
    | 'not-utf-8'
    | 'too-large'
    | 'link-out-of-directory'
    | 'link-to-directory'
    | 'not-a-file'
    | 'odd-name';
}

/** `limits.bytes` bounds all files together. */
export interface ReadTreeOptions extends CallOptions {
  /** Names of directories that are passed over wherever they stand. Default: `.git`, `node_modules`. */
  readonly ignore?: readonly string[];
  /** Larger files are left out. Default: 8 MiB. */
  readonly maxBytes?: number;
  /** Told of each file that is no text of the tree, in the order of the directory. Default: nobody is told. */
  readonly onSkip?: (file: SkippedFile) => void;
}

export const DEFAULT_IGNORE: readonly string[] = ['.git', 'node_modules'];
const DEFAULT_MAX_BYTES = 8 << 20;

/** What stands at a path, the last one above the others, and why it is no text where it is none. */
interface ReadFile {
  readonly path: string;
  readonly inputs: readonly FileInput[];
  readonly reason?: SkippedFile['reason'] | undefined;
}

/** Reads a tree as readTree says, with calls that may wait for the disk or may not. */
export async function readWith(disk: Disk, directory: string, options: ReadTreeOptions): Promise<FileTree> {
  const most = limitsOfCall(options).bytes;
  const ignored = new Set(options.ignore ?? DEFAULT_IGNORE);
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const root = await attempt('.', () => disk.realpath(directory));
  /** By the place without links: many links to one file are one content. */
  const contents = new Map<string, Promise<FileInput>>();
  let bytes = 0;
  const found: [path: string, isLink: boolean, isFile: boolean][] = [];
  const odd = new Set<string>();
  await list('');

  const files: [string, FileInput][] = [];
  const issues: Issue[] = [];
  for (const result of await inBatches(found, ([path, isLink, isFile]) =>
    attempt(path, () => read(path, isLink, isFile)),
  )) {
    if (result.status === 'rejected') {
      if (!(result.reason instanceof ScaffoldError)) throw result.reason;
      append(issues, result.reason.issues);
      continue;
    }
    const { path, inputs, reason } = result.value;
    for (const input of inputs) files.push([path, input]);
    if (reason !== undefined) options.onSkip?.({ path, reason });
  }
  const [first] = issues;
  if (first?.code === 'limit-exceeded') throw new ScaffoldError(first); // each file behind it says the same
  if (issues.length > 0) throw new ScaffoldError(cutIssues(issues, limitsOfCall(options).issues));
  return FileTree.from(files);

  async function list(path: string): Promise<void> {
    const entries = await attempt(path === '' ? '.' : path, () => disk.list(join(root, path)));
    for (const { name, entry, isExact } of entries) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (!isExact || !isTreePath(name)) {
        // A directory of such a name is no path either, nor is anything below it.
        odd.add(inner);
        found.push([inner, false, false]);
      } else if (!entry.isDirectory()) found.push([inner, entry.isSymbolicLink(), entry.isFile()]);
      else if (!ignored.has(name)) await list(inner);
    }
  }

  async function read(path: string, isLink: boolean, isFile: boolean): Promise<ReadFile> {
    if (odd.has(path)) return { path, inputs: [], reason: 'odd-name' };
    if (!isLink && !isFile) return { path, inputs: [], reason: 'not-a-file' };
    const file = join(root, path);
    if (!isLink) return readAt(path, file, []);
    const target = await disk.realpath(file).catch(() => undefined);
    const written = await disk.readlink(file);
    if (target === undefined) return { path, inputs: [{ link: written }], reason: 'link-out-of-directory' };
    // What leads out of the tree is as it is written: /etc/hostname means the same wherever the tree lies.
    if (target !== root && !target.startsWith(`${root}${sep}`)) {
      return { path, inputs: [{ link: written }], reason: 'link-out-of-directory' };
    }
    const links = [linkTo(file, target, written)];
    return target === root ? { path, inputs: links, reason: 'link-to-directory' } : readAt(path, target, links);
  }

  /** @param links what stands at the path itself, where that is a link */
  async function readAt(path: string, file: string, links: readonly FileInput[]): Promise<ReadFile> {
    const status = await disk.lstat(file);
    if (status.isDirectory()) return { path, inputs: links, reason: 'link-to-directory' };
    if (!status.isFile()) return { path, inputs: [], reason: 'not-a-file' };
    if (status.size > maxBytes) return { path, inputs: [], reason: 'too-large' };
    const known = contents.get(file);
    if (known === undefined) {
      bytes += status.size;
      if (bytes > most) throw limitExceeded('bytes', path, most);
    }
    const reading = known ?? disk.readFile(file).then((content) => toInput(content, (status.mode & 0o100) !== 0));
    contents.set(file, reading);
    const input = await reading;
    return { path, inputs: [input, ...links], reason: input instanceof Uint8Array ? 'not-utf-8' : undefined };
  }
}

async function attempt<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof ScaffoldError ? error : new ScaffoldError(fileIssue('file-unreadable', path, error));
  }
}
