import { buildScaffold, type FileTree, renderManifests, runPlugin } from 'operator-scaffold';
import { describe, expect, it } from 'vitest';
import { plugin } from './plugin.ts';

const project = buildScaffold({ projectName: 'weather', domain: 'example.com' });
const edit = (tree: FileTree, ...args: readonly string[]) => {
  const response = runPlugin(plugin, { apiVersion: 'v1alpha1', command: 'edit', args, universe: tree.toRecord() });
  expect(response.errorMsgs).toEqual([]);
  return response;
};
const args = (tree: FileTree) => JSON.stringify(renderManifests(tree).find(({ kind }) => kind === 'Deployment'));

describe('the plugin of the example', () => {
  it('patches the manager, once, and takes that back', () => {
    const on = project.with(edit(project, '--pprof-port', '6061').universe);
    expect(args(on)).toContain('--pprof-bind-address=127.0.0.1:6061');
    expect(edit(on, '--pprof-port', '6061').universe).toEqual({});
    const off = on.with(edit(on, '--pprof-port', '6061', '--pprof-off').universe);
    expect(args(off)).toBe(args(project));
  });

  it('tells Kubebuilder its flags', () => {
    const { flags } = runPlugin(plugin, { apiVersion: 'v1alpha1', command: 'flags', args: ['--edit'] });
    expect(flags.map(({ name }) => name)).toEqual(['pprof-port', 'pprof-off']);
  });
});
