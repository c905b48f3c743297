import { dirname, sep } from 'node:path';
import { type Issue, ScaffoldError } from '../core/errors.ts';
import { directoryOf } from '../core/paths.ts';
import type { Disk } from './disk.ts';
import { inBatches } from './in-batches.ts';
import { makeStaging } from './staging.ts';
import { below, blocked, inTheWay, issuesOf, rejections, undefinedIfMissing } from './write-issues.ts';

export interface WrittenFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly executable: boolean;
}

/** File systems that have no second name for a file say one of these. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * Writes files aside, then puts them into place: first those that are new, each only where still nothing stands, then
 * those that replace others. What fails before anything is replaced leaves nothing behind, no directory either.
 *
 * @param created which of them are new
 * @throws ScaffoldError `file-unwritable`, `path-conflict`; `file-exists` where somebody else has written meanwhile
 */
export async function putInPlace(
  disk: Disk,
  entries: readonly WrittenFile[],
  created: ReadonlySet<string>,
  directory: string,
): Promise<void> {
  const made: string[] = [];
  let staging: string | undefined;
  try {
    await makeDirectories(disk, directory, made);
    const aside = await makeStaging(disk, directory).catch(rethrow('.'));
    staging = aside;
    await all(entries, ({ content, executable }, index) =>
      disk.writeFile(below(aside, String(index)), content, { mode: executable ? 0o777 : 0o666 }),
    );
    const root = await disk.realpath(directory);
    for (const parent of new Set(entries.map(({ path }) => directoryOf(path)))) {
      if (parent === '.') continue;
      await makeDirectories(disk, below(directory, parent), made).catch(rethrow(parent));
      // Whatever has been put in the way since this was looked at.
      const real = await disk.realpath(below(directory, parent)).catch(rethrow(parent));
      if (!real.startsWith(`${root}${sep}`)) {
        throw new ScaffoldError(blocked(parent, 'a link out of the directory stands there'));
      }
    }
    await addNew(disk, entries, created, directory, aside);
    await replaceOld(disk, entries, created, directory, aside);
  } catch (error) {
    if (staging !== undefined) await disk.rm(staging, { recursive: true, force: true });
    staging = undefined;
    // Only what is empty goes: somebody may have put something there.
    for (const path of made.reverse()) await disk.rmdir(path).catch(() => undefined);
    throw new ScaffoldError(issuesOf(error, '.'));
  } finally {
    if (staging !== undefined) await disk.rm(staging, { recursive: true, force: true });
  }
}

/** All or none. A second name for the staged file, which is not given where a file has that name already. */
async function addNew(
  disk: Disk,
  entries: readonly WrittenFile[],
  created: ReadonlySet<string>,
  directory: string,
  staging: string,
): Promise<void> {
  const added: [staged: string, target: string][] = [];
  try {
    await all(entries, async ({ path }, index) => {
      if (!created.has(path)) return;
      const [staged, target] = [below(staging, String(index)), below(directory, path)];
      await disk.link(staged, target).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') throw new ScaffoldError(inTheWay(path));
        if (!NO_LINKS.has(error.code ?? '')) throw error;
        if ((await disk.lstat(target).catch(undefinedIfMissing)) !== undefined) throw new ScaffoldError(inTheWay(path));
        await disk.rename(staged, target);
      });
      added.push([staged, target]);
    });
  } catch (error) {
    for (const [staged, target] of added) {
      const [one, other] = await Promise.all(
        [disk.lstat(staged), disk.lstat(target)].map((it) => it.catch(() => undefined)),
      );
      // Still the file that was put there.
      if (one === undefined || one.ino === other?.ino) await disk.rm(target, { force: true });
    }
    throw error;
  }
}

/** Says what has been replaced and what has not where one cannot be. */
async function replaceOld(
  disk: Disk,
  entries: readonly WrittenFile[],
  created: ReadonlySet<string>,
  directory: string,
  staging: string,
): Promise<void> {
  const old = entries.map((entry, index) => ({ ...entry, index })).filter(({ path }) => !created.has(path));
  const results = await inBatches(old, ({ path, index }) =>
    disk.rename(below(staging, String(index)), below(directory, path)),
  );
  const paths = old.map(({ path }) => path);
  const issues: Issue[] = [...rejections(results, paths)].flatMap(([, found]) => found);
  if (issues.length === 0) return;
  const hint = `${entries.length - issues.length} of ${entries.length} files have been written, all but those named here`;
  throw new ScaffoldError(issues.map((issue) => ({ ...issue, hint })));
}

/** One level at a time: Node's own way down never ends where a level is refused as one that is missing. */
async function makeDirectories(disk: Disk, path: string, made: string[]): Promise<void> {
  const missing: string[] = [];
  for (let at = path; (await disk.lstat(at).catch(undefinedIfMissing)) === undefined; at = dirname(at)) {
    missing.push(at);
    if (dirname(at) === at) break;
  }
  for (const level of missing.reverse()) {
    try {
      await disk.mkdir(level);
      made.push(level);
    } catch (error) {
      // Another writer was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function rethrow(path: string): (error: unknown) => never {
  return (error) => {
    throw new ScaffoldError(issuesOf(error, path));
  };
}

async function all(entries: readonly WrittenFile[], act: (entry: WrittenFile, index: number) => Promise<void>) {
  const results = await inBatches(entries, act);
  const paths = entries.map((entry) => entry.path);
  const issues = [...rejections(results, paths)].flatMap(([, found]) => found);
  if (issues.length > 0) throw new ScaffoldError(issues);
}
