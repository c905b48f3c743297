import { expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { diffTrees } from '../../src/diff/diff-trees.ts';

const many = (count: number, path: (index: number) => string, text: string) =>
  FileTree.from(Object.fromEntries(Array.from({ length: count }, (_, index) => [path(index), text])));

it('names a few of the directories that could be built, and counts the rest', () => {
  const tree = many(70, (index) => `d${index}/kustomization.yaml`, 'resources: []\n');
  const notes = diffTrees(tree, FileTree.from({})).notes;
  expect(notes.map(({ message }) => message)).toEqual([
    'There is more than one directory to build: d0, d1, d10, d11, d12 and 65 more. Name one. Only files are compared.',
  ]);
});

it('tells of ten files that could not be read, and counts the rest', () => {
  const broken = (count: number) =>
    diffTrees(
      many(count, (index) => `f${index}.yaml`, 'a: [\n'),
      FileTree.from({}),
    ).notes;
  expect(broken(10)).toHaveLength(10);
  expect(broken(10).at(-1)!.message).toContain('Only the file is compared.');
  expect(broken(30)).toHaveLength(10);
  expect(broken(30).at(-1)!.message).toBe('Neither this nor 20 more could be read. Only their files are compared.');
});
