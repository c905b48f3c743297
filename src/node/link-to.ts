import { dirname, relative, resolve, sep } from 'node:path';
import type { Link } from '../core/file-tree.ts';

/**
 * A link of a tree that leads from one path of the disk to another.
 *
 * @param written what stands in the link: kept, so that a patch finds it, where it leads there by itself
 */
export function linkTo(from: string, target: string, written?: string): Link {
  if (written !== undefined && !written.startsWith('/') && resolve(dirname(from), written) === target) {
    return { link: written };
  }
  return { link: relative(dirname(from), target).split(sep).join('/') || '.' };
}
