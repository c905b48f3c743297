import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type * as Library from '../../src/index.ts';

// Names in variables, so that the types are checked before there is a build.
const built = { esm: '../../dist/index.js', cjs: '../../dist/index.cjs' };
const esm: typeof Library = await import(built.esm);
const cjs: typeof Library = createRequire(import.meta.url)(built.cjs);

/** Run after the build, as `npm test` does. */
describe('the package as ES modules and as CommonJS in one process', () => {
  it('exports the same names', () => {
    expect(Object.keys(cjs).sort()).toEqual(Object.keys(esm).sort());
  });

  it('has two classes, of which each recognises what the other made', () => {
    expect(cjs.FileTree).not.toBe(esm.FileTree);
    const tree = cjs.buildScaffold({ projectName: 'demo' });
    expect(tree instanceof esm.FileTree).toBe(true);
    expect(esm.renderManifests(tree)).toEqual(cjs.renderManifests(tree));
    expect(esm.FileTree.empty.with(tree).equals(tree)).toBe(true);
    const error = attempt(() => cjs.buildScaffold({ projectName: 'Demo' }));
    expect(error instanceof esm.ScaffoldError).toBe(true);
    expect(error instanceof cjs.ScaffoldError).toBe(true);
  });

  it('takes nothing else for its own', () => {
    expect(new Error('no') instanceof esm.ScaffoldError).toBe(false);
    for (const value of [undefined, null, {}, new Map(), 'tree'])
      expect((value as object) instanceof esm.FileTree).toBe(false);
    expect(esm.FileTree.empty instanceof esm.ChartTree).toBe(false);
    expect(
      esm.buildChart(esm.renderManifests(esm.buildScaffold({ projectName: 'demo' }))) instanceof esm.ChartTree,
    ).toBe(true);
  });
});

function attempt(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
