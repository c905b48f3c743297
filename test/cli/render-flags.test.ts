import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { renderObjects } from '../../src/kustomize/render-objects.ts';
import { renderYaml } from '../../src/kustomize/render-yaml.ts';
import { writeTree } from '../../src/node/write-tree.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();

const TREE = FileTree.from({
  'base/kustomization.yaml': `resources: [all.yaml, ../shared.yaml]
configMapGenerator:
- name: settings
  files: [../settings.txt]
`,
  'settings.txt': 'hello\n',
  'shared.yaml': `apiVersion: v1
kind: Namespace
metadata:
  name: App
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: app:reader
`,
  'base/all.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
  namespace: One
  labels:
    note: >
      one
        two
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
  namespace: two
data:
  big: 9007199254740993
  when: 2020-01-01
  k: >
    one
      two
`,
  'prod/kustomization.yaml': 'resources: [../base]\nnameSuffix: -x\n',
  'small/kustomization.yaml': 'resources: [a.yaml]\n',
  'small/a.yaml': 'kind: A\nmetadata: {name: x}\n---\napiVersion: apps/v1\nkind: B\nmetadata: {name: Y}\n',
  'same/kustomization.yaml': 'resources: [a.yaml]\n',
  'same/a.yaml': 'kind: A\nmetadata: {name: y}\n---\nkind: A\nmetadata: {name: Y}\n',
});

/** What kustomize 5.8.2 writes with `--output` and LoadRestrictionsNone into a directory. */
const FILES: Readonly<Record<string, string>> = {
  'default_v1_configmap_settings-x-htd7bgm7kb.yaml': `apiVersion: v1
data:
  settings.txt: |
    hello
kind: ConfigMap
metadata:
  name: settings-x-htd7bgm7kb
`,
  'one_apps_v1_deployment_app-x.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    note: |
      one
        two
  name: app-x
  namespace: One
`,
  'rbac.authorization.k8s.io_v1_clusterrole_app:reader-x.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: app:reader-x
`,
  'two_v1_configmap_app-x.yaml': `apiVersion: v1
data:
  big: 9007199254740993
  k: |
    one
      two
  when: "2020-01-01T00:00:00Z"
kind: ConfigMap
metadata:
  name: app-x
  namespace: two
`,
  'v1_namespace_app.yaml': `apiVersion: v1
kind: Namespace
metadata:
  name: App
`,
};

/** What it prints with LoadRestrictionsNone and the label. */
const LABELLED = `apiVersion: v1
kind: Namespace
metadata:
  labels:
    app.kubernetes.io/managed-by: kustomize-v5.8.2
  name: App
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  labels:
    app.kubernetes.io/managed-by: kustomize-v5.8.2
  name: app:reader-x
---
apiVersion: v1
data:
  big: 9007199254740993
  k: |
    one

      two
  when: "2020-01-01T00:00:00Z"
kind: ConfigMap
metadata:
  labels:
    app.kubernetes.io/managed-by: kustomize-v5.8.2
  name: app-x
  namespace: two
---
apiVersion: v1
data:
  settings.txt: |
    hello
kind: ConfigMap
metadata:
  labels:
    app.kubernetes.io/managed-by: kustomize-v5.8.2
  name: settings-x-htd7bgm7kb
---
apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app.kubernetes.io/managed-by: kustomize-v5.8.2
    note: |
      one

        two
  name: app-x
  namespace: One
`;

async function project(): Promise<string> {
  const cwd = directory();
  await writeTree(TREE, cwd);
  return cwd;
}

const contents = (path: string) =>
  Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]));

const NONE = ['--load-restrictor', 'LoadRestrictionsNone'];

describe('render with flags of kustomize build', () => {
  it('reads files outside a directory only where it may', async () => {
    const cwd = await project();
    const refused = await cli(['render', 'prod'], { cwd });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('kustomize-outside-root')]);
    const { stdout, stderr } = await cli(['render', 'prod', ...NONE, '--enable-managedby-label'], { cwd });
    expect([stdout, stderr]).toEqual([LABELLED, '']);
  });

  it('takes the label from the environment, as kustomize does', async () => {
    const env = { KUSTOMIZE_ENABLE_MANAGEDBY_LABEL: 'on' };
    const { stdout } = await cli(['render', 'prod', ...NONE], { cwd: await project(), env });
    expect(stdout).toBe(LABELLED);
  });

  it('reads absolute paths, and files that nothing but a transformer names', async () => {
    const cwd = await project();
    const far = directory();
    await writeTree(FileTree.from({ 'p.yaml': 'kind: A\nmetadata: {name: x}\nspec: 1\n', 'k.txt': 'far' }), far);
    await writeTree(
      FileTree.from({
        'own/kustomization.yaml': `resources: [../small/a.yaml]\ntransformers: [t.yaml]\nconfigMapGenerator:\n- name: c\n  files: [${far}/k.txt]\n`,
        'own/t.yaml': `apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: t}\npath: ${'../'.repeat(20)}${far.slice(1)}/p.yaml\n`,
      }),
      cwd,
    );
    const { stdout, stderr } = await cli(['render', 'own', ...NONE], { cwd });
    expect(stderr).toBe('');
    expect(stdout).toContain('kind: A\nmetadata:\n  name: x\nspec: 1\n');
    expect(stdout).toContain('k.txt: far');
  });

  it('writes a file for each object into a directory, and one elsewhere', async () => {
    const cwd = await project();
    await writeTree(FileTree.from({ 'mine.txt': 'mine' }), join(cwd, 'out'));
    const { code, stderr } = await cli(['render', 'prod', ...NONE, '-o', 'out'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(contents(join(cwd, 'out'))).toEqual({ ...FILES, 'mine.txt': 'mine' });

    await cli(['render', 'prod', ...NONE, '--enable-managedby-label', '--output', 'all.yaml'], { cwd });
    expect(readFileSync(join(cwd, 'all.yaml'), 'utf8')).toBe(LABELLED);
    const again = await cli(['render', 'small', '--output', 'all.yaml'], { cwd });
    expect([again.code, readFileSync(join(cwd, 'all.yaml'), 'utf8')]).toEqual([2, LABELLED]);
    await cli(['render', 'small', '--output', 'all.yaml', '--force'], { cwd });
    expect(readFileSync(join(cwd, 'all.yaml'), 'utf8')).toContain('kind: B');
  });

  it('names files without a namespace where there is one at most', async () => {
    const cwd = await project();
    await writeTree(FileTree.from({ 'keep.txt': '' }), join(cwd, 'out'));
    await cli(['render', 'small', '-o', 'out'], { cwd });
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['a_x.yaml', 'apps_v1_b_y.yaml', 'keep.txt']);
  });

  it('refuses two objects whose files have one name, of which kustomize keeps one', async () => {
    const cwd = await project();
    const { code, stderr } = await cli(['render', 'same', '-o', '.'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('another object has a file of this name')]);
  });

  it('writes through a device', async () => {
    const { code, stdout } = await cli(['render', 'small', '-o', '/dev/null'], { cwd: await project() });
    expect([code, stdout]).toEqual([0, '']);
  });

  it.each([
    [
      ['--enable-helm', '--helm-command', 'helm3'],
      ['--enable-helm', '--helm-command', 'helm template'],
    ],
    [
      ['--enable-alpha-plugins', '--network', '-e', 'A=b'],
      ['--enable-alpha-plugins', '--network', '-e'],
    ],
    [
      ['--reorder', 'none'],
      ['--reorder', 'sortOptions: {order: fifo}'],
    ],
    [['--load-restrictor', 'none'], ['LoadRestrictionsNone']],
    [['--output', 'nowhere/'], ['mkdir -p']],
  ])('refuses %j by name', async (flags, told) => {
    const { code, stderr } = await cli(['render', 'small', ...flags], { cwd: await project() });
    expect(code).toBe(2);
    for (const text of told) expect(stderr).toContain(text);
    expect(stderr).not.toContain('one argument too many');
  });
});

describe('options of a build', () => {
  it('are those of the flags', () => {
    const options = { loadRestrictor: 'LoadRestrictionsNone', managedByLabel: true } as const;
    expect(renderYaml(TREE, 'prod', options)).toBe(LABELLED);
    expect(renderObjects(TREE, 'prod', options)[0]?.object.metadata?.labels).toEqual({
      'app.kubernetes.io/managed-by': 'kustomize-v5.8.2',
    });
  });

  it.each([{ loadRestrictor: 'none' }, { managedByLabel: 'yes' }, { loadRestriction: true }])(
    'refuse %j',
    (options) => {
      expect(() => renderYaml(TREE, 'small', options as never)).toThrow(/options\./);
    },
  );
});
