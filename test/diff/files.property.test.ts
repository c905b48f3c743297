import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { diffFiles } from '../../src/diff/files/diff-files.ts';
import { formatMarkdown } from '../../src/diff/format/format-markdown.ts';
import type { TreeDiff } from '../../src/diff/model.ts';
import { formatPatch } from '../../src/diff/patch/format-patch.ts';
import { reverseDiff } from '../../src/diff/reverse-diff.ts';
import { toHunks } from '../../src/diff/text/hunks.ts';
import { lineEdits } from '../../src/diff/text/line-edits.ts';
import { anyTrees, content, tree } from './random-trees.ts';

const runs = { numRuns: 300 };

function diffOf(from: FileTree, to: FileTree): TreeDiff {
  const files = diffFiles(from, to).map((change) => ({ ...change, reasons: [] }));
  return { version: 1, kind: 'trees', files, objects: [], reasons: [], notes: [] };
}

describe('line edits', () => {
  it('keep every line of both texts in order', () => {
    fc.assert(
      fc.property(content, content, (from, to) => {
        const { edits } = lineEdits(from, to);
        const side = (gone: string) => edits.filter((edit) => edit.kind !== gone).flatMap((edit) => edit.lines);
        expect(side('added').join('')).toBe(from);
        expect(side('removed').join('')).toBe(to);
      }),
      runs,
    );
  });

  const sizes = (edits: readonly { kind: string; lines: readonly string[] }[]) =>
    edits.map((edit) => [edit.kind, edit.lines.length]);

  it('of long texts without a line in common are found at once', () => {
    const lines = (word: string) => Array.from({ length: 50_000 }, (_, index) => `${word} ${index}\n`).join('');
    const { edits, coarse } = lineEdits(`same\n${lines('old')}end\n`, `same\n${lines('new')}end\n`);
    expect(coarse).toBe(false);
    expect(sizes(edits)).toEqual([
      ['same', 1],
      ['removed', 50_000],
      ['added', 50_000],
      ['same', 1],
    ]);
  });

  it('give up on long texts with their lines in another order, and say so', () => {
    const lines = (step: number) =>
      Array.from({ length: 50_000 }, (_, index) => `${(index * step) % 50_021}\n`).join('');
    const { edits, coarse } = lineEdits(`same\n${lines(1)}end\n`, `same\n${lines(20_011)}end\n`);
    expect(coarse).toBe(true);
    expect(sizes(edits)).toEqual([
      ['same', 2],
      ['removed', 49_999],
      ['added', 49_999],
      ['same', 1],
    ]);
    expect(toHunks(edits)).toHaveLength(1);
  });
});

describe('files of any size', () => {
  const numbered = (count: number, word: string) =>
    Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join('');

  it('are printed and turned round, with more lines than a call takes arguments', () => {
    const diff = diffOf(
      FileTree.from({ a: numbered(200_000, 'old'), b: '' }),
      FileTree.from({ a: numbered(200_000, 'new'), b: '`x` '.repeat(200_000) }),
    );
    expect(formatPatch(diff).split('\n').length).toBeGreaterThan(400_000);
    expect(formatMarkdown(diff)).toContain('+200000 −200000');
    expect(reverseDiff(reverseDiff(diff))).toEqual(diff);
  });

  it('are found under their new names, with work that grows with the files and not with their pairs', () => {
    const tree = (prefix: string) =>
      FileTree.from(
        Array.from(
          { length: 100 },
          (_, index) => [`${prefix}${index}`, `${numbered(4000, `file ${index}`)}${prefix}\n`] as const,
        ),
      );
    // Of this process alone: a machine may have more to do.
    const start = process.cpuUsage();
    expect(diffFiles(tree('old'), tree('new')).map(({ kind, additions }) => `${kind} ${additions}`)).toEqual(
      Array.from({ length: 100 }, () => 'renamed 1'),
    );
    expect(process.cpuUsage(start).user).toBeLessThan(4_000_000);
  });

  it('of equal content are renamed in order, however many there are', () => {
    const tree = (prefix: string) =>
      FileTree.from(Array.from({ length: 3000 }, (_, index) => [`${prefix}/${index}`, 'same\n'] as const));
    const moves = diffFiles(tree('old'), tree('new')).map(({ oldPath, path }) => [oldPath, path]);
    expect(moves).toHaveLength(3000);
    expect(moves).toContainEqual(['old/7', 'new/7']);
  });
});

describe('file changes', () => {
  it('are none between a tree and itself', () => {
    fc.assert(
      fc.property(tree, (files) => {
        expect(diffFiles(files, files)).toEqual([]);
      }),
      runs,
    );
  });

  it('mirror each other', () => {
    fc.assert(
      fc.property(anyTrees, ([from, to]) => {
        expect(reverseDiff(diffOf(from, to))).toEqual(diffOf(to, from));
      }),
      runs,
    );
  });
});
