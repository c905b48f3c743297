import { packTar } from 'modern-tar';
import type { FileTree } from '../core/file-tree.ts';

/** A tree as a tar: in its order, with its modes and links, and without a time, so that the same tree is the same bytes. */
export function tarOf(tree: FileTree): Promise<Uint8Array> {
  const mtime = new Date(0);
  const entries = [...tree.inputs()].map(([name, input]) => {
    if (typeof input === 'object' && 'link' in input) {
      return { header: { name, size: 0, type: 'symlink' as const, linkname: input.link, mode: 0o777, mtime } };
    }
    const { content, executable = false } =
      typeof input === 'string' || input instanceof Uint8Array ? { content: input } : input;
    const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return { header: { name, size: body.length, mode: executable ? 0o755 : 0o644, mtime }, body };
  });
  return packTar(entries);
}
