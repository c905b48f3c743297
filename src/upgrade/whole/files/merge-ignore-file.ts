import { linesOf } from '../../../merge/chunks.ts';
import type { FileMerge } from '../model.ts';
import { isScaffoldComment } from './known-entries.ts';
import { withLineEnds } from './line-ends.ts';
import { type Entry, mergeEntries } from './merge-entries.ts';
import { Settled } from './settled.ts';

/**
 * Merges a .gitignore or a .dockerignore by pattern. What the target adds stands where it has it, which decides: the
 * last pattern that fits wins. Nothing in it can be changed by both sides, so there are no conflicts.
 */
export const mergeIgnoreFile: FileMerge = (versions, choose) => {
  const [base, yours, theirs] = [versions.base, versions.yours, versions.theirs].map(readPatterns) as [
    Entry[],
    Entry[],
    Entry[],
  ];
  const text = mergeEntries(
    { base, yours, theirs },
    {
      combine: (_, entry) => entry.raw,
      isRemoved: () => true,
      added: ({ raw }) => withLineEnds(raw, versions.yours),
      isScaffoldProse: (raw) => isScaffoldComment(raw, versions.base),
    },
  );
  return new Settled(choose).result(text);
};

/** @see https://git-scm.com/docs/gitignore: spaces at the end of a pattern mean nothing unless a backslash is before them */
function readPatterns(text: string): Entry[] {
  const seen = new Set<string>();
  return linesOf(text).map((raw, index) => {
    const line = raw.replace(/\r?\n$/, '');
    const trimmed = line.trimEnd();
    const pattern = trimmed.endsWith('\\') ? line : trimmed;
    const isPattern = pattern !== '' && !pattern.startsWith('#') && !seen.has(pattern);
    if (isPattern) seen.add(pattern);
    // A pattern that stands twice stays twice.
    return {
      key: isPattern
        ? `pattern ${pattern}`
        : pattern.startsWith('#') || pattern === ''
          ? ''
          : `again ${pattern} ${index}`,
      raw,
      line: index + 1,
    };
  });
}
