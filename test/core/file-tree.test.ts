import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';

const bytes = new Uint8Array([0xff, 0]);

describe('a tree with more than text', () => {
  const tree = FileTree.from({
    'a/text': new TextEncoder().encode('ä'),
    'a/run': { content: new TextEncoder().encode('\ufffd'), executable: true },
    'a/binary': bytes,
    'a/link': { link: '../b/file' },
    'a/up': { link: '../b' },
    'b/file': { content: 'x', executable: true },
    'b/over': { link: '../../c' },
  });

  it('shows text to who goes through it, a link to a file as that file', () => {
    expect([...tree]).toEqual([
      { path: 'a/link', content: 'x', executable: true },
      { path: 'a/run', content: '\ufffd', executable: true },
      { path: 'a/text', content: 'ä', executable: false },
      { path: 'b/file', content: 'x', executable: true },
    ]);
    expect([...tree.binaries()]).toEqual([['a/binary', bytes]]);
  });

  it.each([
    ['a/link', 'b/file'],
    ['a/up/file', 'b/file'],
    ['a/up/none', 'b/none'],
    ['b/file', 'b/file'],
    ['b/over', undefined],
    ['a/up/over/x', undefined],
  ])('follows links on the way: %s', (path, real) => {
    expect(tree.realPath(path)).toBe(real);
  });

  it('stays as it is when it is moved, changed and cut', () => {
    expect(tree.under('z').subtree('z').others).toEqual(tree.others);
    expect([...tree.under('z').subtree('z')]).toEqual([...tree]);
    expect(tree.under('z').realPath('z/b/over')).toBe('c');
    expect(tree.with({ 'b/file': 'y' }).get('a/link')).toBe('y');
    expect(tree.with({ 'a/link': 'y' }).realPath('a/link')).toBe('a/link');
    expect(tree.with({ 'a/text': bytes }).has('a/text')).toBe(false);
    expect(tree.without('a/binary', 'a/link').others.size).toBe(tree.others.size - 2);
    expect(tree.filter(({ path }) => path !== 'a/link').others.has('a/link')).toBe(false);
    expect(FileTree.empty.with(tree).others).toEqual(tree.others);
    // What a link leads to may be cut off; the link still reads as it did.
    expect(tree.subtree('a').with({ more: '' }).get('link')).toBe('x');
  });

  it('is another where bytes are others', () => {
    expect(tree.equals(tree.with({}))).toBe(true);
    expect(tree.equals(tree.with({ 'a/binary': new Uint8Array([0xff, 1]) }))).toBe(false);
    expect(tree.equals(tree.without('a/binary'))).toBe(false);
    expect(tree.without('a/binary').equals(tree)).toBe(false);
  });

  it('ends a circle where it began', () => {
    expect(FileTree.from({ a: { link: 'b' }, b: { link: './a' } }).realPath('a/x')).toBe('a/x');
  });

  it('has nothing below bytes', () => {
    expect(() => FileTree.from({ a: bytes, 'a/b': '' })).toThrow(expect.objectContaining({ code: 'path-conflict' }));
  });

  it.each([[1], [null], [{ content: 1 }], [{ link: 1 }], [['x']]])('refuses %j as a file', (input) => {
    expect(() => FileTree.from({ a: input as never })).toThrow(expect.objectContaining({ code: 'invalid-type' }));
  });
});
