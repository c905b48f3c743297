import { describe, expect, it } from 'vitest';
import { answerPlugin } from '../../src/cli/answer-plugin.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import type { PluginResponse } from '../../src/plugin/protocol.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';

const project = buildScaffold({ projectName: 'weather', domain: 'example.com' });
const edit = async (tree: FileTree, ...args: readonly string[]): Promise<PluginResponse> => {
  const request = { apiVersion: 'v1alpha1', command: 'edit', args, universe: tree.toRecord() };
  const { response } = await answerPlugin('chart.operator-scaffold/v1', JSON.stringify(request));
  return JSON.parse(response);
};

describe('chart.operator-scaffold/v1', () => {
  it('writes a chart of the project, once', async () => {
    const response = await edit(project, '--chart-version', '1.2.3', '--project-name', 'x');
    expect(response.errorMsgs).toEqual([]);
    expect(response.universe['dist/chart/Chart.yaml']).toContain('version: 1.2.3');
    expect(Object.keys(response.universe).filter((path) => !path.startsWith('dist/chart/'))).toEqual([]);
    const again = await edit(project.with(response.universe), '--chart-version=1.2.3');
    expect(again).toMatchObject({ error: false, universe: {} });
  });

  it('keeps what was edited in the chart', async () => {
    const first = project.with((await edit(project)).universe);
    const values = first.get('dist/chart/values.yaml')!;
    const edited = first.with({ 'dist/chart/values.yaml': `# Ours.\n${values}` });
    expect((await edit(edited)).universe).toEqual({});
    expect((await edit(edited, '--chart-force')).universe['dist/chart/values.yaml']).toBe(values);
  });

  it('replaces no chart of another tool unasked', async () => {
    const theirs = project.with({ 'dist/chart/Chart.yaml': 'name: theirs\n' });
    const response = await edit(theirs);
    expect(response.error).toBe(true);
    expect(response.errorMsgs).toEqual([expect.stringMatching(/^dist\/chart: .*--chart-output.*\[file-exists\]$/)]);
    expect((await edit(theirs, '--chart-output=charts/weather/')).error).toBe(false);
  });

  it('says what is wrong with the project', async () => {
    const broken = FileTree.from({ 'config/default/kustomization.yaml': 'resources: [../gone]\n' });
    expect((await edit(broken)).errorMsgs[0]).toMatch(/config\/default/);
  });
});

describe('answerPlugin', () => {
  it('names the plugins where there is none of that name', async () => {
    const { response } = await answerPlugin('cart/v1', '{}');
    expect(JSON.parse(response)).toMatchObject({
      error: true,
      errorMsgs: [expect.stringContaining('chart.operator-scaffold/v1')],
    });
  });
});
