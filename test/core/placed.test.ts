import { describe, expect, it } from 'vitest';
import { buildScaffold, diffScaffolds, FileTree, type Issue, renderManifests, ScaffoldError } from '../../src/index.ts';

function issuesOf(act: () => unknown): readonly Issue[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ScaffoldError) return error.issues;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const tree = (files: Record<string, string>) => () => renderManifests(FileTree.from(files), '.');

describe('the place of an issue as data', () => {
  it('is the keys and indexes of an option', () => {
    const resources = [{ group: 'web', version: 'v1', kind: 'cart' }];
    const [issue] = issuesOf(() => buildScaffold({ projectName: 'shop', resources }));
    expect(issue).toMatchObject({ path: 'resources[0].kind', option: ['resources', 0, 'kind'] });
  });

  it('keeps a key with points in one piece', () => {
    const options = { projectName: 'shop', 'a.b[0]': true } as never;
    expect(issuesOf(() => buildScaffold(options))[0]!.option).toEqual(['a.b[0]']);
  });

  it('begins with the side of a comparison', () => {
    const good = { projectName: 'shop' };
    const [issue] = issuesOf(() => diffScaffolds(good, { ...good, preset: 'nothing' }));
    expect(issue).toMatchObject({ path: 'to.preset', option: ['to', 'preset'] });
  });

  it('is the line and column of a file that does not parse', () => {
    const files = { 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': 'kind: A\nb: [\n' };
    const [issue] = issuesOf(tree(files));
    expect(issue!.at).toEqual({ file: 'a.yaml', line: expect.any(Number), column: expect.any(Number) });
    expect(issue!.path).toBe(`a.yaml:${issue!.at!.line}:${issue!.at!.column}`);
  });

  it('is the line of an entry, also where the fault is in text that stands there', () => {
    const files = { 'kustomization.yaml': 'namePrefix: a-\npatches:\n- patch: |\n    kind: [\n' };
    const [issue] = issuesOf(tree(files));
    expect(issue).toMatchObject({ path: 'kustomization.yaml:3', at: { file: 'kustomization.yaml', line: 3 } });
  });

  it('is the file alone where no line is known, whatever its name', () => {
    const [issue] = issuesOf(() => FileTree.from({ 'a:12': '', 'a:12/b': '' }));
    expect(issue).toMatchObject({ path: 'a:12/b', at: { file: 'a:12/b' } });
    const [missing] = issuesOf(tree({ 'x/kustomization.yaml': '' }));
    expect(missing!.at).toEqual({ file: missing!.path });
  });
});
