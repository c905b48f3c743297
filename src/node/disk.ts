import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';

/** What writing asks of a disk; `node:fs/promises` is one. */
export interface Disk {
  lstat(path: string): Promise<Stats>;
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  mkdtemp(prefix: string): Promise<string>;
  readFile(path: string): Promise<Buffer>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { recursive?: true; force: true }): Promise<void>;
  writeFile(path: string, content: string | Uint8Array, options: { mode: number }): Promise<void>;
}

/**
 * A disk whose calls are done when they return: for a process that has nothing else to do. With the small files of a
 * project that takes less time than handing them to other threads, and than loading what hands them over.
 */
export const DISK_AT_ONCE: Disk = {
  lstat: async (path) => lstatSync(path),
  mkdir: async (path, options) => mkdirSync(path, options),
  mkdtemp: async (prefix) => mkdtempSync(prefix),
  readFile: async (path) => readFileSync(path),
  realpath: async (path) => realpathSync(path),
  rename: async (from, to) => renameSync(from, to),
  rm: async (path, options) => rmSync(path, options),
  writeFile: async (path, content, options) => writeFileSync(path, content, options),
};
