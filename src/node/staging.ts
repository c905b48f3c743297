import type { Disk } from './disk.ts';
import { below } from './write-issues.ts';

const PREFIX = '.operator-scaffold-';
const NAME = /^\.operator-scaffold-(\d+)-[A-Za-z0-9]{6}$/;

/** A directory beside the files, in which they are written first. Its name has the number of the process. */
export function makeStaging(disk: Disk, directory: string): Promise<string> {
  return disk.mkdtemp(below(directory, `${PREFIX}${process.pid}-`));
}

/**
 * Removes what runs that were killed have left in a directory, so that no chart or commit takes it along.
 *
 * @returns the names of what was removed: of processes that are gone, and with nothing but staged files in them
 */
export async function sweepStaging(disk: Disk, directory: string): Promise<readonly string[]> {
  const swept: string[] = [];
  const names = await disk.readdir(directory).catch(() => []);
  for (const name of names) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const path = below(directory, name);
    const inside = await disk.readdir(path).catch(() => ['?']);
    if (!inside.every((file) => /^\d+$/.test(file))) continue;
    await disk.rm(path, { recursive: true, force: true });
    swept.push(name);
  }
  return swept;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
