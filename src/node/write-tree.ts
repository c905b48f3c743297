import { lstat, mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { type Issue, ScaffoldError } from '../core/errors.ts';
import type { FileEntry, FileTree } from '../core/file-tree.ts';
import { fileIssue } from './file-issue.ts';

export interface WriteTreeOptions {
  /** Replace files that stand there with other contents. Default: false. */
  readonly force?: boolean;
  /** Check everything and write nothing. Default: false. */
  readonly dryRun?: boolean;
  /** Files to remove, where they stand: what an update has dropped. Default: none. */
  readonly remove?: readonly string[];
}

/** What was done, or with `dryRun` would be, each path once and in order. */
export interface WriteReport {
  readonly created: readonly string[];
  /** Only with `force`. */
  readonly replaced: readonly string[];
  /** Stood there with the same content already. */
  readonly unchanged: readonly string[];
  /** Only with `remove`. */
  readonly removed: readonly string[];
}

type Standing = 'nothing' | 'same' | 'other';

/**
 * Writes a tree below a directory, which is made where it is missing. Other files in it stay as they are.
 *
 * All files are written aside first and then renamed into place, so that an interruption leaves no half-written file,
 * and a conflict or a full disk leaves nothing at all.
 *
 * @throws ScaffoldError `file-exists` with every path that stands there with another content (unless `force`),
 *   `path-conflict` where a directory or a link out of the directory is in the way, `file-unwritable`
 */
export async function writeTree(
  tree: FileTree,
  directory: string,
  options: WriteTreeOptions = {},
): Promise<WriteReport> {
  const standing = new Map<FileEntry, Standing>();
  const issues: Issue[] = [];
  for (const entry of tree) {
    try {
      standing.set(entry, await inspect(entry, directory));
    } catch (error) {
      issues.push(...issuesOf(error, entry.path));
    }
  }
  if (!options.force) {
    for (const [{ path }, found] of standing) {
      if (found !== 'other') continue;
      issues.push({
        code: 'file-exists',
        path,
        message: 'stands there with another content',
        expected: 'no file, the same content, or force',
      });
    }
  }
  const removed: string[] = [];
  for (const path of options.remove ?? []) {
    if (tree.has(path)) continue;
    await refuseWayOut(path, directory);
    if ((await lstat(join(directory, path)).catch(undefinedIfMissing))?.isFile()) removed.push(path);
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  const missing = [...standing].filter(([, found]) => found !== 'same').map(([entry]) => entry);
  if (!options.dryRun) {
    if (missing.length > 0) await write(missing, directory);
    for (const path of removed) await rm(join(directory, path), { force: true });
  }
  return { created: paths('nothing'), replaced: paths('other'), unchanged: paths('same'), removed };

  function paths(wanted: Standing): string[] {
    return [...standing].filter(([, found]) => found === wanted).map(([entry]) => entry.path);
  }
}

async function inspect(entry: FileEntry, directory: string): Promise<Standing> {
  const file = join(directory, entry.path);
  await refuseWayOut(entry.path, directory);
  const status = await lstat(file).catch(undefinedIfMissing);
  if (status === undefined) return 'nothing';
  if (status.isDirectory()) throw new ScaffoldError(blocked(entry.path, 'a directory stands there'));
  // A link is replaced as a link, never written through.
  if (!status.isFile() || ((status.mode & 0o100) !== 0) !== entry.executable) return 'other';
  return (await readFile(file, 'utf8')) === entry.content ? 'same' : 'other';
}

/** A link on the way to a file could lead anywhere. */
async function refuseWayOut(path: string, directory: string): Promise<void> {
  const root = await realpath(directory).catch(undefinedIfMissing);
  if (root === undefined) return;
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    const real = await realpath(join(directory, parent)).catch(undefinedIfMissing);
    if (real === undefined) continue;
    if (real === root || real.startsWith(`${root}${sep}`)) return;
    throw new ScaffoldError(blocked(path, `${parent} is a link out of the directory`));
  }
}

async function write(entries: readonly FileEntry[], directory: string): Promise<void> {
  let path = '.';
  let aside: string | undefined;
  try {
    await mkdir(directory, { recursive: true });
    aside = await mkdtemp(join(directory, '.operator-scaffold-'));
    for (const [index, entry] of entries.entries()) {
      path = entry.path;
      await writeFile(join(aside, String(index)), entry.content, { mode: entry.executable ? 0o777 : 0o666 });
    }
    for (const [index, entry] of entries.entries()) {
      path = entry.path;
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await rename(join(aside, String(index)), join(directory, path));
    }
  } catch (error) {
    throw new ScaffoldError(fileIssue('file-unwritable', path, error));
  } finally {
    if (aside !== undefined) await rm(aside, { recursive: true, force: true });
  }
}

function blocked(path: string, message: string): Issue {
  return { code: 'path-conflict', path, message, expected: 'a place for a file' };
}

function undefinedIfMissing(error: unknown): undefined {
  if ((error as { code?: unknown } | null)?.code === 'ENOENT') return undefined;
  throw error;
}

function issuesOf(error: unknown, path: string): readonly Issue[] {
  return error instanceof ScaffoldError ? error.issues : [fileIssue('file-unwritable', path, error)];
}
