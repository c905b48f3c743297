import type { FileTree } from '../../core/file-tree.ts';
import type { FileMode } from '../model.ts';

/** A file as a diff sees it: a link is the path that it leads to, as in git. */
export interface TreeFile {
  readonly path: string;
  /** Empty for what is no text. */
  readonly content: string;
  /** Absent for what is no text: a tree does not know its mode. */
  readonly mode?: FileMode;
  /** What is no text. */
  readonly bytes?: Uint8Array;
}

/** All that a tree holds, by path: texts, links as such, and what is neither. */
export function treeFiles(tree: FileTree): Map<string, TreeFile> {
  const files = new Map<string, TreeFile>();
  for (const { path, content, executable } of tree) {
    files.set(path, { path, content, mode: executable ? '100755' : '100644' });
  }
  for (const [path, other] of tree.others) {
    if (!(other instanceof Uint8Array)) files.set(path, { path, content: other.link, mode: '120000' });
    else if (!files.has(path)) files.set(path, { path, content: '', bytes: other });
  }
  return files;
}

export function sameFile(a: TreeFile, b: TreeFile): boolean {
  return a.mode === b.mode && a.content === b.content && sameBytes(a.bytes, b.bytes);
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function isLink({ mode }: TreeFile): boolean {
  return mode === '120000';
}
