import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';

/** What writing asks of a disk; `node:fs/promises` is one. */
export interface Disk {
  link(from: string, to: string): Promise<void>;
  lstat(path: string): Promise<Stats>;
  mkdir(path: string): Promise<unknown>;
  mkdtemp(prefix: string): Promise<string>;
  readFile(path: string): Promise<Buffer>;
  readdir(path: string): Promise<string[]>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { recursive?: true; force: true }): Promise<void>;
  rmdir(path: string): Promise<void>;
  writeFile(path: string, content: string | Uint8Array, options: { mode: number }): Promise<void>;
}

/**
 * A disk whose calls are done when they return: for a process that has nothing else to do. With the small files of a
 * project that takes less time than handing them to other threads, and than loading what hands them over.
 */
export const DISK_AT_ONCE: Disk = {
  link: async (from, to) => linkSync(from, to),
  lstat: async (path) => lstatSync(path),
  mkdir: async (path) => mkdirSync(path),
  mkdtemp: async (prefix) => mkdtempSync(prefix),
  readFile: async (path) => readFileSync(path),
  readdir: async (path) => readdirSync(path),
  realpath: async (path) => realpathSync(path),
  rename: async (from, to) => renameSync(from, to),
  rm: async (path, options) => rmSync(path, options),
  rmdir: async (path) => rmdirSync(path),
  writeFile: async (path, content, options) => writeFileSync(path, content, options),
};
