import { describe, expect, it } from 'vitest';
import type { Issue } from '../../src/core/errors.ts';
import { DEFAULT_LIMITS } from '../../src/core/limits.ts';
import * as api from '../../src/index.ts';
import * as node from '../../src/node/index.ts';

/** How many arguments stand before the one with `limits`, in every function that is exported. */
const BEFORE: Readonly<Record<Exclude<FunctionOf<typeof api> | FunctionOf<typeof node>, Exempt>, number>> = {
  applyObjectChanges: 2,
  applyPlan: 3,
  auditTree: 1,
  buildChart: 2,
  buildScaffold: 1,
  commentCode: 3,
  definePlugin: 1,
  detectBase: 1,
  diffProject: 1,
  diffScaffolds: 2,
  diffTrees: 2,
  filterDiff: 2,
  formatAuditMarkdown: 1,
  formatGithub: 1,
  formatJson: 1,
  formatMarkdown: 1,
  formatMermaid: 1,
  formatPatch: 1,
  formatPlanMarkdown: 1,
  formatPlanTerminal: 2,
  formatSarif: 1,
  ignoredProjectKeys: 1,
  optionsFromProject: 2,
  planUpgrade: 2,
  readFeatures: 1,
  readTree: 1,
  renderManifests: 2,
  renderObjects: 2,
  renderYaml: 2,
  resolvePreset: 1,
  reverseDiff: 1,
  runPlugin: 2,
  setFeature: 3,
  summarizeDiff: 1,
  uncommentCode: 3,
  updateChart: 3,
  validateOptions: 1,
  writeTree: 2,
};

/** Reads nothing of anybody; holds what it is given and reads none of it. */
type Exempt = 'listPresets' | 'FileTree' | 'ChartTree' | 'ScaffoldError';
/** Lists of ours. */
const DATA = ['ISSUE_CODES', 'RULE_IDS'];
type FunctionOf<Module> = {
  [Name in keyof Module]: Module[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof Module];
const EXEMPT: readonly Exempt[] = ['listPresets', 'FileTree', 'ChartTree', 'ScaffoldError'];

const exported = { ...api, ...node } as unknown as Record<string, (...args: unknown[]) => unknown>;

describe('limits', () => {
  it('are a matter of every function that is exported', () => {
    expect(Object.keys(exported).sort()).toEqual([...Object.keys(BEFORE), ...EXEMPT, ...DATA].sort());
  });

  it.each(Object.entries(BEFORE))('are read by %s', async (name, before) => {
    for (const [limits, code] of [
      [{ issues: 'x' }, 'invalid-value'],
      [{ issue: 1 }, 'unknown-option'],
    ] as const) {
      const told = await issuesOf(() => exported[name]!(...Array(before).fill(undefined), { limits }));
      expect(told).toContain(code);
    }
  });

  it('have names that the documents list with their defaults', async () => {
    const { readFileSync } = await import('node:fs');
    const rows = [...readFileSync('docs/limits.md', 'utf8').matchAll(/^\| `(\w+)` \|.*\| (\d+) \|$/gm)];
    expect(Object.fromEntries(rows.map(([, name, value]) => [name, Number(value)]))).toEqual(DEFAULT_LIMITS);
  });
});

/** The codes of what is thrown, or given back. */
async function issuesOf(act: () => unknown): Promise<string> {
  try {
    return JSON.stringify(await act());
  } catch (error) {
    return JSON.stringify((error as { issues?: readonly Issue[] }).issues);
  }
}
