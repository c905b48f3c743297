import { packTar, type TarEntry } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { tarOf, treeOfTar } from '../../src/cli/tar.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import { renderYaml } from '../../src/kustomize/render-yaml.ts';
import { cli } from '../support/fake-io.ts';

const TREE = FileTree.from({
  'base/kustomization.yaml': `resources: [cm.yaml]
configMapGenerator:
- name: logo
  files: [logo.png]
`,
  'base/cm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n',
  'base/logo.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0]),
  'config/default/kustomization.yaml': 'resources: [linked]\nnamePrefix: x-\n',
  'config/default/linked': { link: '../../base' },
  'run.sh': { content: '#!/bin/sh\n', executable: true },
});

function file(name: string, body: string): TarEntry {
  const bytes = new TextEncoder().encode(body);
  return { header: { name, size: bytes.length }, body: bytes };
}

const special = (name: string, type: 'link' | 'symlink' | 'directory' | 'fifo', linkname?: string): TarEntry => ({
  header: { name, size: 0, type, ...(linkname === undefined ? {} : { linkname }) },
});

describe('render -', () => {
  it('prints what the tree of a tar renders to', async () => {
    const stdin = await tarOf(TREE);
    const inner = await cli(['render', '-', 'base'], { stdin });
    expect(inner).toEqual({ code: 0, stdout: renderYaml(TREE, 'base'), stderr: '' });
    expect(await cli(['render', '-'], { stdin })).toMatchObject({ stdout: renderYaml(TREE, 'config/default') });
    const json = await cli(['render', '-', './config/../base/', '--json'], { stdin });
    expect(JSON.parse(json.stdout)).toHaveLength(2);
  });

  it('takes a scaffold that was printed as a tar', async () => {
    const { stdout } = await cli(['init', '--project-name', 'shop', '--domain', 'example.com', '--output', '-']);
    const { code, stdout: manifests } = await cli(['render', '-'], { stdin: Buffer.from(stdout, 'latin1') });
    expect(code).toBe(0);
    expect(manifests).toContain('name: shop-controller-manager');
  });

  it.each([
    ['no tar', 'kind: A\n', /^error standard input: cannot be read: it is no tar/],
    ['nothing', '', /\[file-unreadable\]/],
  ])('refuses %s', async (_, stdin, message) => {
    const { code, stderr } = await cli(['render', '-'], { stdin });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('refuses a tar that is cut off, directories outside of it, and two directories', async () => {
    const stdin = await tarOf(TREE);
    expect((await cli(['render', '-'], { stdin: stdin.slice(0, 1000) })).stderr).toContain('not the whole of one');
    expect((await cli(['render', '-', '../base'], { stdin })).stderr).toContain('leads out of the tar');
    expect((await cli(['render', '-', '/base'], { stdin })).stderr).toContain('leads out of the tar');
    expect((await cli(['render', '-', 'none'], { stdin })).stderr).toContain('[kustomization-missing]');
    expect((await cli(['render', 'base', 'base'])).stderr).toContain('one argument too many');
  });
});

describe('the tree of a tar', () => {
  it('is that which was packed', async () => {
    const tree = await treeOfTar(await tarOf(TREE), 'tar');
    expect(tree.inputs()).toEqual(TREE.inputs());
  });

  it('has hard links as files, the last of two entries, and no devices or ignored directories', async () => {
    const tar = await packTar([
      special('./', 'directory'),
      file('./a//b.txt', 'one'),
      special('./c.txt', 'link', './a/b.txt'),
      special('a/d.txt', 'symlink', 'b.txt'),
      file('./.git/config', 'x'),
      file('web/node_modules/x.js', 'x'),
      special('pipe', 'fifo'),
      file('e.txt', 'old'),
      special('e.txt', 'symlink', 'nowhere'),
      file(`long/${'n'.repeat(150)}.txt`, 'é'),
    ]);
    const tree = await treeOfTar(tar, 'tar');
    expect(tree.toRecord()).toEqual({
      'a/b.txt': 'one',
      'a/d.txt': 'one',
      'c.txt': 'one',
      [`long/${'n'.repeat(150)}.txt`]: 'é',
    });
    expect([...tree.others]).toEqual([
      ['a/d.txt', { link: 'b.txt' }],
      ['e.txt', { link: 'nowhere' }],
    ]);
  });

  it.each([
    ['a path that leads out', file('../a', ''), 'invalid-path'],
    ['an absolute path', file('/a', ''), 'invalid-path'],
    ['a hard link to nothing', special('a', 'link', 'b'), 'file-unreadable'],
  ])('does not have %s', async (_, entry, code) => {
    await expect(treeOfTar(await packTar([entry]), 'tar')).rejects.toMatchObject({ code });
  });
});
