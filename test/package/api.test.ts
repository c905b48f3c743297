import { describe, expect, it } from 'vitest';
import * as main from '../../src/index.ts';
import * as node from '../../src/node/index.ts';

/** Types leave no trace here; the build's d.ts has them. Whoever adds a name adds it to this list too. */
describe('the public API', () => {
  it('of operator-scaffold has these values', () => {
    expect(Object.keys(main).sort()).toEqual([
      'ChartTree',
      'FileTree',
      'ISSUE_CODES',
      'RULE_IDS',
      'ScaffoldError',
      'applyObjectChanges',
      'applyPlan',
      'auditTree',
      'buildChart',
      'buildScaffold',
      'commentCode',
      'definePlugin',
      'detectBase',
      'diffProject',
      'diffScaffolds',
      'diffTrees',
      'filterDiff',
      'formatAuditMarkdown',
      'formatGithub',
      'formatJson',
      'formatMarkdown',
      'formatMermaid',
      'formatPatch',
      'formatPlanMarkdown',
      'formatPlanTerminal',
      'formatSarif',
      'ignoredProjectKeys',
      'listPresets',
      'optionsFromProject',
      'planUpgrade',
      'readFeatures',
      'renderManifests',
      'renderObjects',
      'renderYaml',
      'resolvePreset',
      'reverseDiff',
      'runPlugin',
      'setFeature',
      'summarizeDiff',
      'uncommentCode',
      'updateChart',
      'validateOptions',
    ]);
  });

  it('of operator-scaffold/node has these values', () => {
    expect(Object.keys(node).sort()).toEqual(['readTree', 'writeTree']);
  });
});
