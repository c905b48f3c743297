import { sep } from 'node:path';
import { append } from '../core/append.ts';
import { cutIssues, limitsOfCall } from '../core/call.ts';
import { compareCodeUnits } from '../core/compare.ts';
import { ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import { directoryOf } from '../core/paths.ts';
import type { Disk } from './disk.ts';
import { inBatches } from './in-batches.ts';
import { putInPlace, type WrittenFile } from './put-in-place.ts';
import { sweepStaging } from './staging.ts';
import { below, blocked, inTheWay, rejections, settled, undefinedIfMissing } from './write-issues.ts';

/** Of the limits, `issues` counts here. */
export interface WriteTreeOptions extends CallOptions {
  /** Replace files that stand there with other contents. Default: false. */
  readonly force?: boolean;
  /** Check everything and write nothing. Default: false. */
  readonly dryRun?: boolean;
  /** Files to remove, where they stand: what an update has dropped; a directory that they leave empty goes, too. Default: none. */
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
  /** What a run that was killed had left beside the files, and is gone now; absent where there was nothing. */
  readonly swept?: readonly string[];
}

type Standing = 'nothing' | 'same' | 'other';

/** Writes a tree as writeTree says, with calls that may wait for the disk or may not. */
export async function writeWith(
  disk: Disk,
  tree: FileTree,
  directory: string,
  options: WriteTreeOptions,
): Promise<WriteReport> {
  const most = limitsOfCall(options).issues;
  const target = new Target(disk, directory);
  const binaries = [...tree.binaries()].map(([path, content]) => ({ path, content, executable: false }));
  const entries: WrittenFile[] = [...tree, ...binaries].sort((a, b) => compareCodeUnits(a.path, b.path));
  const written = new Set(entries.map((entry) => entry.path));
  const dropped = (options.remove ?? []).filter((path) => !written.has(path));
  const standing = await inBatches(entries, (entry) => target.inspect(entry));
  const leaving = await inBatches(dropped, (path) => target.isFile(path));
  const inspected = [...entries.map((entry) => entry.path), ...dropped];
  const issues = [...new Map(rejections([...standing, ...leaving], inspected))].flatMap(([, found]) => found);
  if (!options.force) append(issues, paths('other').map(inTheWay));
  if (issues.length > 0) throw new ScaffoldError(cutIssues(issues, most));
  const report = {
    created: paths('nothing'),
    replaced: paths('other'),
    unchanged: paths('same'),
    removed: dropped.filter((_, index) => settled(leaving[index])),
  };
  if (!options.dryRun) {
    const missing = entries.filter((_, index) => settled(standing[index]) !== 'same');
    if (missing.length > 0) await putInPlace(disk, missing, new Set(report.created), directory);
    for (const path of report.removed) await disk.rm(below(directory, path), { force: true });
    await removeEmptied(disk, report.removed, directory);
    const swept = await sweepStaging(disk, directory);
    if (swept.length > 0) return { ...report, swept };
  }
  return report;

  function paths(wanted: Standing): string[] {
    return entries.filter((_, index) => settled(standing[index]) === wanted).map((entry) => entry.path);
  }
}

/** Directories that held nothing but what was removed: git knows none that are empty. */
async function removeEmptied(disk: Disk, removed: readonly string[], directory: string): Promise<void> {
  for (const path of removed) {
    for (let parent = directoryOf(path); parent !== '.'; parent = directoryOf(parent)) {
      const isEmpty = await disk.rmdir(below(directory, parent)).then(
        () => true,
        () => false,
      );
      if (!isEmpty) break;
    }
  }
}

/** What stands in a directory already. */
class Target {
  readonly #disk: Disk;
  readonly #directory: string;
  /** The directory itself without links; undefined where it is missing. */
  readonly #root: Promise<string | undefined>;
  /** Directories in it, and whether each is there; rejected where a link leads out. */
  readonly #parents = new Map<string, Promise<boolean>>();

  constructor(disk: Disk, directory: string) {
    this.#disk = disk;
    this.#directory = directory;
    this.#root = disk.realpath(directory).catch(undefinedIfMissing);
    this.#root.catch(() => undefined); // whoever asks gets the failure
  }

  async inspect(entry: WrittenFile): Promise<Standing> {
    const status = await this.#status(entry.path);
    if (status === undefined) return 'nothing';
    if (status.isDirectory()) throw new ScaffoldError(blocked(entry.path, 'a directory stands there'));
    // A link is replaced as a link, never written through.
    if (!status.isFile() || ((status.mode & 0o100) !== 0) !== entry.executable) return 'other';
    const content = Buffer.from(entry.content as string);
    // What stands there may be of any size.
    if (status.size !== content.length) return 'other';
    return content.equals(await this.#disk.readFile(below(this.#directory, entry.path))) ? 'same' : 'other';
  }

  async isFile(path: string): Promise<boolean> {
    return (await this.#status(path))?.isFile() ?? false;
  }

  async #status(path: string) {
    if (!(await this.#isThere(directoryOf(path)))) return undefined;
    return this.#disk.lstat(below(this.#directory, path)).catch(undefinedIfMissing);
  }

  /** Whether a directory is there. A link on the way to a file could lead anywhere, so it must stay inside. */
  #isThere(parent: string): Promise<boolean> {
    const known = this.#parents.get(parent);
    if (known !== undefined) return known;
    const found = this.#look(parent);
    this.#parents.set(parent, found);
    return found;
  }

  async #look(parent: string): Promise<boolean> {
    const root = await this.#root;
    if (root === undefined) return false;
    if (parent === '.') return true;
    if (!(await this.#isThere(directoryOf(parent)))) return false;
    const real = await this.#disk.realpath(below(this.#directory, parent)).catch(undefinedIfMissing);
    if (real === undefined || real === root || real.startsWith(`${root}${sep}`)) return real !== undefined;
    throw new ScaffoldError(blocked(parent, 'a link out of the directory stands there'));
  }
}
