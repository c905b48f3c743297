import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileTree } from '../../../src/core/file-tree.ts';

/** Writes a tree below a directory of the test's own. */
export function writeFiles(directory: string, tree: FileTree): void {
  for (const { path, content } of tree) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** The name of a case as that of a file. */
export function fileNameOf(name: string): string {
  return name.replace(/[^a-z0-9.]+/gi, '-');
}
