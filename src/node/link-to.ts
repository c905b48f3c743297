import { dirname, relative, sep } from 'node:path';
import type { Link } from '../core/file-tree.ts';

/** A link of a tree that leads from one path of the disk to another. */
export function linkTo(from: string, target: string): Link {
  return { link: relative(dirname(from), target).split(sep).join('/') || '.' };
}
