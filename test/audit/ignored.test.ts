import { describe, expect, it } from 'vitest';
import { isIgnored } from '../../src/audit/input/ignored.ts';
import { FileTree } from '../../src/core/file-tree.ts';

/** Each as `git check-ignore` of git 2.39 has it. */
describe.each([
  ['bin', ['bin', 'a/bin', 'bin/a'], ['bins']],
  ['/bin', ['bin', 'bin/a'], ['a/bin']],
  ['bin/', ['bin/a', 'a/bin/b'], ['bin']],
  ['a/*_patch.yaml', ['a/b_patch.yaml', 'a/_patch.yaml/c'], ['b/a/b_patch.yaml', 'a/b/c_patch.yaml']],
  ['a/**/c', ['a/c', 'a/b/c', 'a/b/b/c'], ['b/a/c', 'ac']],
  ['**/a/?', ['a/b', 'c/a/b'], ['a', 'c/a']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a/c']],
  ['/**', ['a', 'a/b'], []],
  ['*.yaml\n!b.yaml', ['a.yaml', 'c/a.yaml'], ['b.yaml', 'c/b.yaml']],
  ['a\n!a/b', ['a/b', 'a'], ['b']],
  ['# bin\n\n', [], ['bin', '# bin']],
])('.gitignore with %j', (text, ignored, kept) => {
  const tree = FileTree.from({ '.gitignore': `${text}\n`, 'below/.gitignore': '/only\n!bin\n' });

  it('leaves out what git leaves out', () => {
    expect([...ignored, ...kept].filter((path) => isIgnored(tree, path))).toEqual(ignored);
    expect(isIgnored(tree, 'below/only') && !isIgnored(tree, 'below/z/only')).toBe(text !== '/**');
  });
});

it('takes time in proportion to pattern and path', () => {
  const tree = FileTree.from({ '.gitignore': `${'**/'.repeat(200)}x\n${'*a'.repeat(200)}b\n` });
  const start = performance.now();
  expect(isIgnored(tree, `${'a'.repeat(2000)}/${'a/'.repeat(200)}y`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(3000);
});
