import type { FileChange, TreeDiff } from '../model.ts';
import { quotePath } from '../patch/quote-path.ts';
import { count } from './count.ts';

/** How wide the bars of a line may be. */
const WIDTH = 40;

/** A line for each file with how much of it changes, and a total: what `git diff --stat` shows. */
export function formatStat({ files }: Pick<TreeDiff, 'files'>): string {
  if (files.length === 0) return '';
  const names = files.map(nameOf);
  const width = names.reduce((longest, name) => Math.max(longest, name.length), 0);
  const most = files.reduce((largest, change) => Math.max(largest, sizeOf(change)), 0);
  const digits = String(most).length;
  const lines = files.map((change, index) => {
    const scale = most <= WIDTH ? 1 : WIDTH / most;
    const bar = '+'.repeat(share(change.additions, scale)) + '-'.repeat(share(change.deletions, scale));
    const size = change.binary ? 'no text' : String(sizeOf(change)).padStart(digits);
    return ` ${names[index]!.padEnd(width)} | ${size} ${bar}`.trimEnd();
  });
  const total = (key: 'additions' | 'deletions') => files.reduce((sum, change) => sum + change[key], 0);
  const changed = `${count(files.length, 'file')} changed`;
  return `${lines.join('\n')}\n ${changed}, ${count(total('additions'), 'line')} added, ${count(total('deletions'), 'line')} removed\n`;
}

/** The paths alone, one a line: of a renamed file the new one. */
export function formatNames({ files }: Pick<TreeDiff, 'files'>): string {
  return [...new Set(files.map((change) => `${quotePath(change.path)}\n`))].join('');
}

function nameOf({ kind, path, oldPath }: FileChange): string {
  if (kind === 'renamed') return `${quotePath(oldPath ?? path)} => ${quotePath(path)}`;
  return kind === 'changed' ? quotePath(path) : `${quotePath(path)} (${kind})`;
}

function sizeOf(change: FileChange): number {
  return change.additions + change.deletions;
}

function share(lines: number, scale: number): number {
  return lines === 0 ? 0 : Math.max(1, Math.round(lines * scale));
}
