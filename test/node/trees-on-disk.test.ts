import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import { DISK_AT_ONCE } from '../../src/node/disk.ts';
import { readTree, type SkippedFile } from '../../src/node/read-tree.ts';
import { readWith } from '../../src/node/read-with.ts';
import { type WriteTreeOptions, writeTree } from '../../src/node/write-tree.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();
const atOnce = (path: string) => readWith(DISK_AT_ONCE, path, {});
const tree = FileTree.from({
  'config/a.yaml': 'a: 1\n',
  'config/nested/b.yaml': 'text: "ä €\u{1f600}"\r\n',
  'hack/run.sh': { content: '#!/bin/sh\n', executable: true },
  empty: '',
  bom: '\ufeffx',
  replacement: 'a \ufffd of its own',
});

describe('writeTree and readTree', () => {
  it('give back what was written, executable bits included', async () => {
    const target = join(directory(), 'not/yet/there');
    const report = await writeTree(tree, target);
    expect(report).toEqual({ created: tree.paths(), replaced: [], unchanged: [], removed: [] });
    const read = await readTree(target);
    expect(read.equals(tree)).toBe(true);
    expect(statSync(join(target, 'hack/run.sh')).mode & 0o111).not.toBe(0);
    expect(readdirSync(target).sort()).toEqual(['bom', 'config', 'empty', 'hack', 'replacement']);
  });

  it('write the same tree twice without a word, and leave other files alone', async () => {
    const target = directory();
    await writeTree(tree, target);
    writeFileSync(join(target, 'own.txt'), 'mine');
    expect(await writeTree(tree, target)).toMatchObject({ created: [], unchanged: tree.paths() });
    expect(readFileSync(join(target, 'own.txt'), 'utf8')).toBe('mine');
  });
});

describe('writeTree', () => {
  it('names every file that is in the way, and writes none', async () => {
    const target = directory();
    mkdirSync(join(target, 'config'));
    writeFileSync(join(target, 'config/a.yaml'), 'edited');
    writeFileSync(join(target, 'empty'), 'edited');
    expect(await codes(tree, target)).toEqual(['file-exists config/a.yaml', 'file-exists empty']);
    expect(existsSync(join(target, 'hack'))).toBe(false);
    expect(await writeTree(tree, target, { force: true })).toMatchObject({ replaced: ['config/a.yaml', 'empty'] });
    expect((await readTree(target)).equals(tree)).toBe(true);
  });

  it('takes a lost executable bit as a difference', async () => {
    const target = directory();
    await writeTree(tree, target);
    chmodSync(join(target, 'hack/run.sh'), 0o644);
    expect(await codes(tree, target)).toEqual(['file-exists hack/run.sh']);
  });

  it('says with dryRun what it would do, and does nothing', async () => {
    const target = join(directory(), 'new');
    expect(await writeTree(tree, target, { dryRun: true })).toMatchObject({ created: tree.paths() });
    expect(existsSync(target)).toBe(false);
  });

  it('refuses a directory that stands where a file belongs, with force too', async () => {
    const target = directory();
    mkdirSync(join(target, 'empty'));
    expect(await codes(tree, target, { force: true })).toEqual(['path-conflict empty']);
  });

  it('refuses a file that stands where a directory belongs', async () => {
    const target = directory();
    writeFileSync(join(target, 'config'), '');
    expect(await codes(tree, target)).toEqual([
      'file-unwritable config/a.yaml',
      'file-unwritable config/nested/b.yaml',
    ]);
  });

  it('does not write through links that lead out of the directory', async () => {
    const target = directory();
    const elsewhere = directory();
    writeFileSync(join(elsewhere, 'file'), 'theirs');
    symlinkSync(elsewhere, join(target, 'config'));
    symlinkSync(join(elsewhere, 'file'), join(target, 'empty'));
    expect(await codes(tree, target, { force: true })).toEqual(['path-conflict config']);
    await writeTree(FileTree.from({ empty: '' }), target, { force: true });
    expect(readFileSync(join(elsewhere, 'file'), 'utf8')).toBe('theirs');
    expect(lstatSync(join(target, 'empty')).isSymbolicLink()).toBe(false);
  });

  it('removes what it is told to remove, and no more', async () => {
    const target = directory();
    await writeTree(tree, target);
    const smaller = tree.without('config/a.yaml', 'bom');
    const report = await writeTree(smaller, target, { remove: ['config/a.yaml', 'empty', 'nowhere'] });
    expect(report.removed).toEqual(['config/a.yaml']);
    expect((await readTree(target)).equals(tree.without('config/a.yaml'))).toBe(true);
  });

  it('removes directories that are empty then', async () => {
    const target = directory();
    await writeTree(FileTree.from({ 'a/b/c/d': '1', 'a/e': '2' }), target);
    await writeTree(FileTree.empty, target, { remove: ['a/b/c/d'] });
    expect([existsSync(join(target, 'a/b')), existsSync(join(target, 'a/e'))]).toEqual([false, true]);
  });
});

describe('readTree', () => {
  it('leaves out what is no text, and says so', async () => {
    const target = directory();
    await writeTree(tree, target);
    mkdirSync(join(target, '.git'));
    writeFileSync(join(target, '.git/HEAD'), 'ref');
    mkdirSync(join(target, 'node_modules/x'), { recursive: true });
    writeFileSync(join(target, 'node_modules/x/index.js'), '');
    writeFileSync(join(target, 'latin1.txt'), Buffer.from([0x61, 0xe4]));
    writeFileSync(join(target, 'binary'), Buffer.from([0, 1, 2]));
    writeFileSync(join(target, 'large'), 'x'.repeat(2000));
    symlinkSync('config', join(target, 'link-to-directory'));
    symlinkSync('/etc/hostname', join(target, 'link-out'));
    symlinkSync('nowhere', join(target, 'link-to-nothing'));
    symlinkSync('config/a.yaml', join(target, 'link-to-file'));
    execFileSync('mkfifo', [join(target, 'pipe')]);
    const skipped: SkippedFile[] = [];
    const read = await readTree(target, { maxBytes: 1000, onSkip: (file) => skipped.push(file) });
    expect(read.paths()).toEqual([...tree.paths(), 'link-to-file'].sort());
    expect(read.get('link-to-file')).toBe('a: 1\n');
    expect(skipped.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      'binary: not-utf-8',
      'large: too-large',
      'latin1.txt: not-utf-8',
      'link-out: link-out-of-directory',
      'link-to-directory: link-to-directory',
      'link-to-nothing: link-out-of-directory',
      'pipe: not-a-file',
    ]);
    expect((await atOnce(target)).toRecord()).toEqual((await readTree(target)).toRecord());
    expect((await atOnce(target)).equals(await readTree(target))).toBe(true);
  });

  it('notes bytes that are no text, and links', async () => {
    const target = directory();
    await writeTree(FileTree.from({ 'in/a.yaml': 'a: 1\n', 'in/character': 'a \ufffd of its own' }), target);
    writeFileSync(join(target, 'in/latin1.txt'), Buffer.from([0x61, 0xe4]));
    symlinkSync('..', join(target, 'in/up'));
    symlinkSync('a.yaml', join(target, 'in/file'));
    symlinkSync('file', join(target, 'in/again'));
    symlinkSync(join(target, 'in/a.yaml'), join(target, 'absolute'));
    symlinkSync('/etc/hostname', join(target, 'system'));
    symlinkSync('../elsewhere', join(target, 'in/nowhere'));
    symlinkSync('../../..', join(target, 'in/out'));
    for (const read of [await readTree(target), await atOnce(target)]) {
      expect(Object.fromEntries(read.others)).toEqual({
        absolute: { link: 'in/a.yaml' },
        system: { link: '/etc/hostname' },
        'in/again': { link: 'a.yaml' },
        'in/character': Buffer.from('a \ufffd of its own'),
        'in/file': { link: 'a.yaml' },
        'in/latin1.txt': Buffer.from([0x61, 0xe4]),
        'in/nowhere': { link: '../elsewhere' },
        'in/out': { link: expect.stringMatching(/^(\.\.\/)+\.\.$/) },
        'in/up': { link: '..' },
      });
      expect(read.paths()).toEqual(['absolute', 'in/a.yaml', 'in/again', 'in/character', 'in/file']);
      const copy = directory();
      const report = await writeTree(read, copy);
      expect(report.created).toEqual([...read.paths(), 'in/latin1.txt']);
      expect((await readTree(copy)).equals(read)).toBe(true);
      expect((await writeTree(read, copy)).created).toEqual([]);
    }
  });

  it('reads what many links lead to once, and no more than the limit in all', async () => {
    const target = directory();
    writeFileSync(join(target, 'a'), 'x'.repeat(1000));
    for (let index = 0; index < 20; index += 1) symlinkSync('a', join(target, `link${index}`));
    expect((await readTree(target, { limits: { bytes: 1000 } })).size).toBe(21);
    writeFileSync(join(target, 'b'), 'x');
    await expect(readTree(target, { limits: { bytes: 1000 } })).rejects.toMatchObject({ code: 'limit-exceeded' });
    await expect(readTree(target, { limits: { byte: 1 } as never })).rejects.toMatchObject({ code: 'unknown-option' });
  });

  it('passes over names that no path has, and says so', async () => {
    const target = directory();
    for (const name of ['back\\slash', 'line\nbreak', '\u202ebidi', 'mark \ufffd'])
      writeFileSync(join(target, name), name);
    writeFileSync(Buffer.concat([Buffer.from(`${target}/latin`), Buffer.from([0xe4])]), 'ä');
    const skipped: SkippedFile[] = [];
    const read = await readTree(target, { onSkip: (file) => skipped.push(file) });
    expect(read.paths()).toEqual(['line\nbreak', 'mark \ufffd', '\u202ebidi']);
    expect(skipped).toEqual([
      { path: 'back\\slash', reason: 'odd-name' },
      { path: 'latin\ufffd', reason: 'odd-name' },
    ]);
  });

  it('says what it cannot read', async () => {
    const target = join(directory(), 'missing');
    await expect(readTree(target)).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(atOnce(target)).rejects.toMatchObject({ code: 'file-unreadable' });
    writeFileSync(target, '');
    await expect(readTree(target)).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(atOnce(target)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

async function codes(files: FileTree, target: string, options?: WriteTreeOptions): Promise<string[]> {
  try {
    await writeTree(files, target, options);
  } catch (error) {
    if (error instanceof ScaffoldError) return error.issues.map((issue) => `${issue.code} ${issue.path}`);
    throw error;
  }
  return [];
}

describe('two writers, and writes that fail', () => {
  it('never overwrite each other without being told to', async () => {
    for (let round = 0; round < 5; round += 1) {
      const target = directory();
      const trees = ['one', 'two'].map((name) =>
        FileTree.from(
          Array.from({ length: 40 }, (_, index) => [`d${index % 4}/f${index}`, `${name} ${index}`] as const),
        ),
      );
      const results = await Promise.allSettled(trees.map((each) => writeTree(each, target)));
      const done = results.flatMap((result, index) => (result.status === 'fulfilled' ? [trees[index]!] : []));
      const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      for (const failure of failures) expect(failure).toMatchObject({ name: 'ScaffoldError' });
      expect(done.length).toBeLessThan(2);
      const standing = await readTree(target);
      if (done.length === 1) expect(standing.equals(done[0]!)).toBe(true);
      else expect(standing.size).toBe(0);
      expect(readdirSync(target).filter((name) => name.startsWith('.'))).toEqual([]);
    }
  });

  it('leave no directory behind', async () => {
    const target = directory();
    symlinkSync('nowhere', join(target, 'link'));
    const given = FileTree.from({ 'a/b/c': '1', 'link/d': '2' });
    await expect(writeTree(given, join(target, 'x/y/../y'))).resolves.toBeDefined();
    await expect(writeTree(given, target)).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: 'link' })],
    });
    expect(readdirSync(target).sort()).toEqual(['link', 'x']);
  });

  it('sweep up what a killed run has left, and nothing else', async () => {
    const target = directory();
    const gone = '.operator-scaffold-999999999-abcdef';
    const own = '.operator-scaffold-999999999-owners';
    for (const name of [gone, own]) mkdirSync(join(target, name));
    writeFileSync(join(target, gone, '0'), 'staged');
    writeFileSync(join(target, own, 'notes.txt'), 'mine');
    expect(await writeTree(tree, target)).toMatchObject({ swept: [gone] });
    expect(readdirSync(target).filter((name) => name.startsWith('.'))).toEqual([own]);
  });
});
