import { realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { decodeUtf8 } from '../core/decode-text.ts';
import type { PathKind, Source } from '../kustomize/read/source.ts';
import { readBounded } from './read-file.ts';

/**
 * A directory of the disk, of which a build reads what it needs when it needs it. What nobody names costs nothing, however
 * much of it there is and whatever it is called. Devices and pipes are looked at and never opened.
 *
 * @param root without links
 */
export function diskSource(root: string): Source {
  const contents = new Map<string, string | Uint8Array>();
  return {
    realPath(path) {
      const real = realPathOfAny(path === '' ? root : join(root, path));
      if (real === undefined || real === root) return real === undefined ? path : '';
      const start = root === sep ? sep : `${root}${sep}`;
      return real.startsWith(start) ? relative(root, real).split(sep).join('/') : undefined;
    },
    beyond: (directory, path) =>
      relative(root, resolve(root, directory, path))
        .split(sep)
        .join('/'),
    kindOf: (path) => kindOfPath(join(root, path)),
    contentOf(path) {
      const known = contents.get(path);
      if (known !== undefined) return known;
      const bytes = readBounded(join(root, path), path);
      const content = decodeUtf8(bytes) ?? bytes;
      contents.set(path, content);
      return content;
    },
    hasBytes: () => true,
  };
}

/** What stands at a path of the disk, links followed. */
export function kindOfPath(path: string): PathKind {
  const status = statusOf(path);
  if (status === undefined) return undefined;
  return status.isFile() ? 'file' : status.isDirectory() ? 'directory' : 'other';
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** As the real path, for what is not there too: of as much of it as there is. Undefined for links in a circle. */
function realPathOfAny(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') return undefined;
    const parent = dirname(path);
    if (parent === path) return path;
    const real = realPathOfAny(parent);
    return real === undefined ? undefined : join(real, path.slice(parent.length));
  }
}
