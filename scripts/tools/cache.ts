import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where built tools are kept between runs: outside the work tree, named by tool and version. */
export function cacheDirectory(): string {
  const base = process.env.OPERATOR_SCAFFOLD_CACHE;
  if (base !== undefined && base !== '') return base;
  const xdg = process.env.XDG_CACHE_HOME;
  return join(xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.cache'), 'operator-scaffold');
}

/**
 * The directory `tools/<key>` of the cache, filled by `make` at the first call and kept.
 *
 * Built aside and renamed, so that an interrupted build leaves nothing that looks finished. A lock makes a second
 * process wait instead of doing the same work; should the lock fail, the rename still lets only one of them win.
 */
export async function buildOnce(key: string, make: (directory: string) => Promise<void>): Promise<string> {
  const target = join(cacheDirectory(), 'tools', key);
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  const release = await lock(target);
  try {
    if (existsSync(target)) return target;
    const aside = mkdtempSync(join(dirname(target), '.build-'));
    try {
      await make(aside);
      renameSync(aside, target);
    } catch (error) {
      if (!existsSync(target)) throw error;
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
    return target;
  } finally {
    release();
  }
}

async function lock(target: string): Promise<() => void> {
  const file = join(dirname(target), `.${basename(target)}.lock`);
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (;;) {
      try {
        linkSync(mine, file); // atomic, and the process id is in it from the start
        return () => rmSync(file, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (ownerIsGone(file)) rmSync(file, { force: true });
      else await sleep(500);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function ownerIsGone(file: string): boolean {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    if (owner === process.pid) return false;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
