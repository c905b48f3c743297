import { visible, visibleLines } from '../../core/visible.ts';
import type { TreeDiff } from '../model.ts';

/**
 * A diff for people to read: no file, name or value in it can move the cursor, paint the screen, begin a line or turn
 * round the text of who looks at it. Contents of files and values of objects keep their lines.
 */
export function withoutControls<T extends TreeDiff>(diff: T): T {
  return cleaned(diff, false, '') as T;
}

/** Where texts of several lines stand: in what was read, not in what names it. */
function keepsLines(key: string, parent: string): boolean {
  return key === 'object' || key === 'hunks' || (parent === 'fields' && (key === 'from' || key === 'to'));
}

function cleaned(value: unknown, lines: boolean, parent: string): unknown {
  if (typeof value === 'string') return lines ? visibleLines(value) : visible(value);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, lines, parent));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    visible(key),
    cleaned(item, lines || keepsLines(key, parent), key),
  ]);
  return Object.fromEntries(entries);
}
