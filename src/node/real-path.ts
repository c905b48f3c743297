import { realpathSync } from 'node:fs';

/** Where a path of the disk leads when all links on it are followed; undefined where it leads nowhere. */
export function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
