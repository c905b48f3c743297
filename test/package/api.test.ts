import { describe, expect, it } from 'vitest';
import * as main from '../../src/index.ts';
import * as node from '../../src/node/index.ts';

/** Types leave no trace here; the build's d.ts has them. Whoever adds a name adds it to this list too. */
describe('the public API', () => {
  it('of operator-scaffold has these values', () => {
    expect(Object.keys(main).sort()).toEqual([
      'ChartTree',
      'FileTree',
      'ScaffoldError',
      'applyObjectChanges',
      'buildChart',
      'buildScaffold',
      'diffScaffolds',
      'diffTrees',
      'filterDiff',
      'formatJson',
      'formatMarkdown',
      'formatPatch',
      'ignoredProjectKeys',
      'listPresets',
      'optionsFromProject',
      'readFeatures',
      'renderManifests',
      'renderObjects',
      'renderYaml',
      'resolvePreset',
      'reverseDiff',
      'setFeature',
      'summarizeDiff',
      'updateChart',
      'validateOptions',
    ]);
  });

  it('of operator-scaffold/node has these values', () => {
    expect(Object.keys(node).sort()).toEqual(['readTree', 'writeTree']);
  });
});
