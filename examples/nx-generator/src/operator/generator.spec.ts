import { readProjectConfiguration, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { buildScaffold, FileTree, ScaffoldError } from 'operator-scaffold';
import { operatorGenerator } from './generator';

describe('the operator generator', () => {
  let tree: Tree;

  beforeEach(() => {
    tree = createTreeWithEmptyWorkspace();
  });

  it('writes the scaffold below operators/', () => {
    operatorGenerator(tree, { name: 'guestbook', domain: 'example.com' });
    const scaffold = buildScaffold({ projectName: 'guestbook', domain: 'example.com' });
    for (const { path, content } of scaffold) expect(tree.read(`operators/guestbook/${path}`, 'utf-8')).toBe(content);
  });

  it('adds a project to the workspace', () => {
    operatorGenerator(tree, { name: 'guestbook', directory: 'apps/guestbook' });
    expect(readProjectConfiguration(tree, 'guestbook').root).toBe('apps/guestbook');
  });

  it('refuses a name that Kubernetes would refuse, and writes nothing', () => {
    expect(() => operatorGenerator(tree, { name: 'Guest Book' })).toThrow(ScaffoldError);
    expect(tree.exists('operators')).toBe(false);
  });

  it('can start from what the workspace holds', () => {
    operatorGenerator(tree, { name: 'guestbook' });
    const files = tree.listChanges().map(({ path, content }): [string, string] => [path, `${content}`]);
    expect(FileTree.from(files).subtree('operators/guestbook').has('PROJECT')).toBe(true);
  });
});
