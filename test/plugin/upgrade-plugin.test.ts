import { expect, it } from 'vitest';
import { definePlugin } from '../../src/plugin/define-plugin.ts';
import { upgradePlugin } from '../../src/plugin/plugins/upgrade-plugin.ts';
import { upgradeProject } from '../../src/plugin/plugins/upgrade-project.ts';
import { runPlugin } from '../../src/plugin/run-plugin.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';

const { name, version, flags = [] } = upgradePlugin;
const plugin = definePlugin({ name, version, flags, edit: upgradeProject });

it('upgrade.operator-scaffold/v1 leaves the sidecar, and tells the plan', () => {
  const tree = buildScaffold({ projectName: 'demo', domain: 'example.com', preset: 'kubebuilder@3.14.2' });
  const edit = (...args: readonly string[]) =>
    runPlugin(plugin, { apiVersion: 'v1alpha1', command: 'edit', args, universe: tree.toRecord() });
  const plan = edit('--upgrade-plan');
  expect(plan).toMatchObject({ error: false, universe: {} });
  expect(plan.notes.join('\n')).toContain('https-metrics');
  const done = edit();
  expect(done.errorMsgs).toEqual([]);
  const files = Object.entries(tree.with(done.universe).toRecord()).filter(([path]) => path.startsWith('config/'));
  expect(files.filter(([, text]) => text.includes('name: kube-rbac-proxy'))).toEqual([]);
  expect(edit('--upgrade-to=nowhere').errorMsgs).toEqual([expect.stringContaining('[unknown-preset]')]);
});
