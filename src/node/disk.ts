import {
  type Dirent,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import * as promises from 'node:fs/promises';
import { compareCodeUnits } from '../core/compare.ts';

/** What reading and writing ask of a disk. */
export interface Disk {
  /** What stands in a directory, in the order of names. */
  list(path: string): Promise<readonly Listed[]>;
  link(from: string, to: string): Promise<void>;
  lstat(path: string): Promise<Stats>;
  mkdir(path: string): Promise<unknown>;
  mkdtemp(prefix: string): Promise<string>;
  readFile(path: string): Promise<Buffer>;
  readdir(path: string): Promise<string[]>;
  readlink(path: string): Promise<string>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { recursive?: true; force: true }): Promise<void>;
  rmdir(path: string): Promise<void>;
  writeFile(path: string, content: string | Uint8Array, options: { mode: number }): Promise<void>;
}

/** An entry of a directory. */
export interface Listed {
  readonly name: string;
  /** Whether the name is UTF-8, and so what stands on the disk; else it has U+FFFD in it, and leads nowhere. */
  readonly isExact: boolean;
  readonly entry: Pick<Dirent, 'isDirectory' | 'isFile' | 'isSymbolicLink'>;
}

/** A disk that others can wait beside. */
export const DISK: Disk = {
  ...promises,
  list: async (path) => {
    const entries = await promises.readdir(path, { withFileTypes: true });
    return listed(entries, hasDoubtful(entries) ? await promises.readdir(path, 'buffer') : []);
  },
};

/**
 * A disk whose calls are done when they return: for a process that has nothing else to do. With the small files of a
 * project that takes less time than handing them to other threads, and than loading what hands them over.
 */
export const DISK_AT_ONCE: Disk = {
  list: async (path) => {
    const entries = readdirSync(path, { withFileTypes: true });
    return listed(entries, hasDoubtful(entries) ? readdirSync(path, 'buffer') : []);
  },
  link: async (from, to) => linkSync(from, to),
  lstat: async (path) => lstatSync(path),
  mkdir: async (path) => mkdirSync(path),
  mkdtemp: async (prefix) => mkdtempSync(prefix),
  readFile: async (path) => readFileSync(path),
  readdir: async (path) => readdirSync(path),
  readlink: async (path) => readlinkSync(path),
  realpath: async (path) => realpathSync(path),
  rename: async (from, to) => renameSync(from, to),
  rm: async (path, options) => rmSync(path, options),
  rmdir: async (path) => rmdirSync(path),
  writeFile: async (path, content, options) => writeFileSync(path, content, options),
};

/** Whether a name has the character that stands for bytes which are no UTF-8. It may also be that character. */
function hasDoubtful(entries: readonly Dirent[]): boolean {
  return entries.some(({ name }) => name.includes(DOUBT));
}

const DOUBT = '\ufffd';

/** @param bytes the names as they are on the disk, where one is doubtful; with file types Bun does not give them */
function listed(entries: readonly Dirent[], bytes: readonly Buffer[]): readonly Listed[] {
  const exact = new Set(bytes.map((name) => name.toString('hex')));
  return entries
    .map((entry) => {
      const { name } = entry;
      return { name, isExact: !name.includes(DOUBT) || exact.has(Buffer.from(name).toString('hex')), entry };
    })
    .sort((a, b) => compareCodeUnits(a.name, b.name));
}
