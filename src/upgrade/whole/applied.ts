import type { FileInput, FileTree } from '../../core/file-tree.ts';

/** A tree with texts by path; undefined takes a file away. */
export function applied(tree: FileTree, changes: ReadonlyMap<string, FileInput | undefined>): FileTree {
  const written = [...changes].filter((change): change is [string, FileInput] => change[1] !== undefined);
  const gone = [...changes].filter(([, input]) => input === undefined).map(([path]) => path);
  const next = gone.length === 0 ? tree : tree.without(...gone);
  return written.length === 0 ? next : next.with(written);
}
