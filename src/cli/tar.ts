import { packTar, unpackTar } from 'modern-tar';
import { ScaffoldError } from '../core/errors.ts';
import { type FileInput, FileTree } from '../core/file-tree.ts';
import { DEFAULT_IGNORE } from '../node/read-with.ts';
import { toInput } from '../node/to-input.ts';

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

/**
 * The tree of a tar. Of several entries of one path the last counts, as for who unpacks it. Like `readTree`, it leaves out
 * `.git` and `node_modules`, and devices and pipes.
 *
 * @param name what issues call the tar
 * @throws ScaffoldError `file-unreadable` for what is no tar, or one that is cut off; `invalid-path` for a path that leads
 *   out of it
 */
export async function treeOfTar(bytes: Uint8Array, name: string): Promise<FileTree> {
  const inputs = new Map<string, FileInput>();
  for (const { header, data } of await entriesOf(bytes, name)) {
    const path = plainPath(header.name);
    if (path.split('/').some((part) => DEFAULT_IGNORE.includes(part))) continue;
    if (header.type === 'symlink') inputs.set(path, { link: header.linkname ?? '' });
    else if (header.type === 'link') inputs.set(path, linked(inputs, header.linkname ?? '', path));
    else if (header.type === 'file') {
      inputs.set(path, toInput(data ?? new Uint8Array(), ((header.mode ?? 0) & 0o100) !== 0));
    }
  }
  return FileTree.from(inputs);
}

async function entriesOf(bytes: Uint8Array, name: string) {
  try {
    return await unpackTar(bytes, { strict: true });
  } catch (error) {
    const issue = {
      code: 'file-unreadable',
      path: name,
      message: 'cannot be read: it is no tar, or not the whole of one',
      expected: 'a tar that is not compressed, as tar -c writes it',
    } as const;
    throw new ScaffoldError(issue, { cause: error });
  }
}

/** `./a//b/` is `a/b`. What else is no path of a tree stays as it is, for the tree to refuse. */
function plainPath(name: string): string {
  const isAbsolute = name.startsWith('/');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return `${isAbsolute ? '/' : ''}${parts.join('/')}`;
}

/** A file that stands in the tar already, under another name. */
function linked(inputs: ReadonlyMap<string, FileInput>, target: string, path: string): FileInput {
  const input = inputs.get(plainPath(target));
  if (input !== undefined) return input;
  throw new ScaffoldError({
    code: 'file-unreadable',
    path,
    message: 'a hard link to what does not stand before it in the tar',
    expected: 'a tar with the file that the link is to',
    received: target,
  });
}
