import type { FileTree } from '../../core/file-tree.ts';
import { YOURS } from '../../merge/merge-text.ts';
import { KEPT } from '../../merge/merge-values.ts';

/** A template that makes Helm refuse a chart while a conflict of an update is left in one of its files. */
export const GUARD_PATH = 'templates/unresolved-conflicts.yaml';

/** The chart with the guard where a conflict's markers are left in it, and without where none are. */
export function guarded(chart: FileTree): FileTree {
  const files = unresolved(chart);
  if (files.length === 0) return chart.without(GUARD_PATH);
  const sentence =
    `unresolved conflicts of an update in ${files.join(', ')}: search for <<<<<<<, choose what stays, ` +
    `and remove the markers and ${GUARD_PATH}`;
  return chart.with({ [GUARD_PATH]: `{{- fail ${JSON.stringify(sentence)} }}\n` });
}

/** What only people read: an old sentence in it breaks no release. */
export function isProse(path: string): boolean {
  return path.endsWith('.md') || path.endsWith('.md.gotmpl') || path === 'templates/NOTES.txt';
}

/** The files in which a conflict's markers are left. */
export function unresolved(chart: FileTree): string[] {
  return [...chart].filter(({ path, content }) => !isProse(path) && hasMarkers(content)).map(({ path }) => path);
}

function hasMarkers(content: string): boolean {
  if (!content.includes('<<<<<<< yours')) return false;
  return content.split(/\r?\n/).some((line) => line === YOURS || line.trimStart() === KEPT);
}
