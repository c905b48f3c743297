import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildChart } from '../../src/chart/build-chart.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import { renderYaml } from '../../src/kustomize/render-yaml.ts';
import { readTree } from '../../src/node/read-tree.ts';
import { writeTree } from '../../src/node/write-tree.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();
const tree = buildScaffold({
  projectName: 'shop',
  resources: [{ group: 'store', version: 'v1', kind: 'Order', webhooks: { validation: true } }],
});
const manifests = renderYaml(tree, 'config/default');

async function project(): Promise<string> {
  const cwd = directory();
  await writeTree(tree, join(cwd, 'shop'));
  return cwd;
}

describe('render', () => {
  it.each([
    ['a project', 'shop', ''],
    ['a directory with a kustomization that refers to its siblings', 'shop/config/default', ''],
    ['a directory behind dots and slashes', './shop/../shop/config/default/', ''],
    ['the current directory', undefined, 'shop'],
  ])('prints what %s builds to', async (_, path, within) => {
    const cwd = join(await project(), within);
    const { code, stdout, stderr } = await cli(path === undefined ? ['render'] : ['render', path], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(manifests);
  });

  it.each([
    ['./../base', 'base'],
    ['in/../../base', 'base'],
    ['to-base', 'base'],
    ['to-far', 'far'],
    ['../to-base', 'base'],
    ['behind/base', 'base'],
  ])('finds %s, whatever dots and links are on the way', async (reference, name) => {
    const root = directory();
    const object = (of: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${of}\n`;
    await writeTree(
      FileTree.from({
        'repo/overlay/kustomization.yaml': `resources: [${reference}]\n`,
        'repo/base/kustomization.yaml': 'resources: [../inner]\n',
        'repo/inner/kustomization.yaml': 'resources: [cm.yaml]\n',
        'repo/inner/cm.yaml': object('base'),
        'far/kustomization.yaml': 'resources: [cm.yaml]\n',
        'far/cm.yaml': object('far'),
      }),
      root,
    );
    symlinkSync('../base', join(root, 'repo/overlay/to-base'));
    symlinkSync('../../far', join(root, 'repo/overlay/to-far'));
    symlinkSync('..', join(root, 'repo/overlay/behind'));
    symlinkSync('base', join(root, 'repo/to-base'));
    symlinkSync('repo', join(root, 'linked'));
    for (const path of ['repo/overlay', 'linked/overlay']) {
      const { stdout, stderr } = await cli(['render', path], { cwd: root });
      expect([stdout, stderr]).toEqual([object(name), '']);
    }
  });

  it.each(['link', '../../../../../../../../../../../../dev/zero'])('reads no device: %s', async (reference) => {
    const cwd = directory();
    await writeTree(FileTree.from({ 'kustomization.yaml': `resources: [${reference}]\n` }), cwd);
    symlinkSync('/dev/zero', join(cwd, 'link'));
    const { code, stderr } = await cli(['render'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/kustomize-outside-root|file-unreadable/)]);
  });

  it('gives the objects as JSON', async () => {
    const { stdout } = await cli(['render', 'shop', '--json'], { cwd: await project() });
    expect(JSON.parse(stdout)).toEqual(renderManifests(tree));
  });

  it.each([
    ['a directory without a kustomization', '.', 'kustomization-missing'],
    ['a directory that is not there', 'nowhere', 'file-unreadable'],
    ['a reference that leads to nothing, however far up', 'broken', 'file-unreadable'],
    ['a file of another directory', 'outside', 'kustomize-outside-root'],
  ])('refuses %s', async (_, path, code) => {
    const cwd = await project();
    await writeTree(
      (await readTree(join(cwd, 'shop')))
        .subtree('config/rbac')
        .with({
          'broken/kustomization.yaml': 'resources:\n- ../../missing\n',
          'outside/kustomization.yaml': 'resources:\n- ../role.yaml\n',
        })
        .filter(({ path: file }) => file !== 'kustomization.yaml'),
      cwd,
    );
    const result = await cli(['render', path], { cwd });
    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(`[${code}]`);
  });
});

describe('chart', () => {
  const options = { name: 'shop', version: '1.2.3', appVersion: 'v9', crds: 'crds' } as const;
  const flags = ['--name', 'shop', '--version', '1.2.3', '--app-version', 'v9', '--crds', 'crds', '--output', 'chart'];
  const samples = renderManifests(tree, 'config/samples');

  it.each([
    ['a file', 'manifests.yaml', [], {}],
    ['standard input', '-', [], {}],
    ['a project, with its samples', 'shop', [], { samples }],
    ['a directory of a project, with its samples', 'shop/config/default', [], { samples }],
    ['a file, with samples of a directory', 'manifests.yaml', ['--samples', 'shop/config/samples'], { samples }],
    ['standard input, with a file of options', '-', ['--options', 'options.yaml'], { license: 'MIT' }],
  ])('makes a chart of %s', async (_, source, more, given) => {
    const cwd = await project();
    writeFileSync(join(cwd, 'manifests.yaml'), manifests);
    writeFileSync(join(cwd, 'options.yaml'), 'license: MIT\nversion: 0.0.1\n');
    const chart = buildChart(manifests, { ...options, ...given });
    const { code, stdout, stderr } = await cli(['chart', source, ...flags, ...more], { cwd, stdin: manifests });
    expect(code).toBe(0);
    expect(stdout).toBe(`wrote the chart shop to chart: ${chart.size} new\n`);
    expect(stderr).toContain(`${chart.report.objects} objects, ${chart.report.references} references; CRDs: crds`);
    expect((await readTree(join(cwd, 'chart'))).toRecord()).toEqual(chart.toRecord());
  });

  it('gives its report as JSON', async () => {
    const { stdout, stderr } = await cli(['chart', '-', ...flags, '--json'], { cwd: directory(), stdin: manifests });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ output: 'chart', report: { chart: 'shop', version: '1.2.3' } });
  });

  it('keeps edits of a chart that stands there, and drops files whose source is gone', async () => {
    const cwd = directory();
    await cli(['chart', '-', ...flags], { cwd, stdin: manifests });
    const values = join(cwd, 'chart/values.yaml');
    writeFileSync(values, readFileSync(values, 'utf8').replace('replicaCount: 1', 'replicaCount: 3'));
    const fewer = manifests.split('---\n').filter((text) => !text.includes('kind: ValidatingWebhookConfiguration'));
    const { code, stdout } = await cli(['chart', '-', ...flags], { cwd, stdin: fewer.join('---\n') });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\d+ removed/);
    expect(readFileSync(values, 'utf8')).toContain('replicaCount: 3');
    const left = (await readTree(join(cwd, 'chart'))).paths();
    expect(left.filter((path) => path.includes('validatingwebhook'))).toEqual([]);
  });

  it('exits with 1 on a conflict and names its place', async () => {
    const cwd = directory();
    await cli(['chart', '-', ...flags], { cwd, stdin: manifests });
    const values = join(cwd, 'chart/values.yaml');
    writeFileSync(values, readFileSync(values, 'utf8').replace('replicaCount: 1', 'replicaCount: 3'));
    const stdin = manifests.replace('replicas: 1', 'replicas: 2');
    const { code, stderr } = await cli(['chart', '-', ...flags], { cwd, stdin });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^conflict values\.yaml:/m);
  });

  it('does not write among the files of a chart that is not ours, without being told to', async () => {
    const cwd = directory();
    await writeTree(FileTree.from({ 'Chart.yaml': 'apiVersion: v2\nname: own\nversion: 1.0.0\n' }), join(cwd, 'out'));
    const argv = ['chart', '-', '--output', 'out'];
    for (const check of [[], ['--check']]) {
      const { code, stderr } = await cli([...argv, ...check], { cwd, stdin: manifests });
      expect([code, stderr]).toEqual([
        2,
        'error out/Chart.yaml: a chart of another tool stands there; expected another --output, or --force to write over it [file-exists]\n',
      ]);
    }
    expect((await readTree(join(cwd, 'out'))).paths()).toEqual(['Chart.yaml']);
    expect(await cli([...argv, '--force'], { cwd, stdin: manifests })).toMatchObject({ code: 0 });
  });

  it('updates a chart that init has written', async () => {
    const cwd = directory();
    expect((await cli(['init', '--project-name', 'shop', '--as', 'helm', '--output', 'out'], { cwd })).code).toBe(0);
    const { code, stdout } = await cli(['chart', '-', '--output', 'out'], { cwd, stdin: manifests });
    expect([code, stdout]).toEqual([0, expect.stringContaining('wrote the chart shop')]);
  });

  it('with --check tells by the exit code whether the chart is current, and writes nothing', async () => {
    const cwd = directory();
    const check = ['chart', '-', ...flags, '--check'];
    const missing = await cli(check, { cwd, stdin: manifests });
    expect(missing.code).toBe(1);
    expect(missing.stdout).toContain('not current: Chart.yaml\n');
    expect(existsSync(join(cwd, 'chart'))).toBe(false);
    await cli(['chart', '-', ...flags], { cwd, stdin: manifests });
    expect(await cli(check, { cwd, stdin: manifests })).toMatchObject({ code: 0, stdout: '' });
    const changed = await cli(check, { cwd, stdin: manifests.replace('replicas: 1', 'replicas: 2') });
    expect(changed).toMatchObject({ code: 1, stdout: expect.stringContaining('not current: values.yaml\n') });
  });

  it.each([
    ['no manifests', ['chart', '-', '--output', 'x'], '', 'chart-invalid-input'],
    ['a file that is not there', ['chart', 'nowhere', '--output', 'x'], '', 'file-unreadable'],
    [
      'a policy that is none',
      ['chart', '-', '--crds', 'template', '--output', 'x'],
      manifests,
      'did you mean templates?',
    ],
    ['a name that is none', ['chart', '-', '--name', 'A B', '--output', 'x'], manifests, 'invalid-value'],
  ])('refuses %s', async (_, argv, stdin, message) => {
    const { code, stderr } = await cli(argv, { cwd: directory(), stdin });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('reads directories of plain manifests and several files, and names the file that is wrong', async () => {
    const cwd = directory();
    const parts = manifests.split(/^---$/m);
    await writeTree(
      FileTree.from({
        'plain/a.yaml': parts.slice(0, 4).join('---'),
        'plain/b.yml': parts.slice(4, -1).join('---'),
        'plain/notes.txt': 'no manifest',
        'plain/deeper/c.yaml': 'kind: Nothing',
        'last.yaml': parts.at(-1)!,
      }),
      cwd,
    );
    const { code, stderr } = await cli(['chart', 'plain', 'last.yaml', ...flags], { cwd });
    expect([code, stderr]).toEqual([0, expect.stringContaining(`${parts.length} objects`)]);
    writeFileSync(join(cwd, 'plain/b.yml'), 'kind: Nothing\n');
    const wrong = await cli(['chart', 'plain', 'last.yaml', ...flags], { cwd });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining(join('plain', 'b.yml[0]')) });
  });

  it('reads a bundle of OLM, whose manifests stand beside what is said about them', async () => {
    const cwd = directory();
    const version = {
      apiVersion: 'operators.coreos.com/v1alpha1',
      kind: 'ClusterServiceVersion',
      metadata: { name: 'shop.v1.2.3' },
      spec: {
        install: {
          strategy: 'deployment',
          spec: {
            deployments: [
              {
                name: 'shop-operator',
                spec: {
                  selector: { matchLabels: { app: 'shop' } },
                  template: {
                    metadata: { labels: { app: 'shop' } },
                    spec: { containers: [{ name: 'manager', image: 'example.com/shop:v1.2.3' }] },
                  },
                },
              },
            ],
          },
        },
      },
    };
    await writeTree(
      FileTree.from({
        'bundle/metadata/annotations.yaml': 'annotations: {operators.operatorframework.io.bundle.package.v1: shop}\n',
        'bundle/manifests/shop.clusterserviceversion.yaml': JSON.stringify(version),
        'bundle/manifests/extra.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop-extra}\n',
        'bundle/tests/scorecard/config.yaml':
          'apiVersion: scorecard.operatorframework.io/v1alpha3\nkind: Configuration\n',
      }),
      cwd,
    );
    const { code, stderr } = await cli(['chart', 'bundle', '--output', 'chart'], { cwd });
    expect([code, stderr]).toEqual([0, expect.stringContaining('ClusterServiceVersion shop.v1.2.3')]);
    const chart = await readTree(join(cwd, 'chart'));
    expect(chart.paths()).toEqual(
      expect.arrayContaining([
        'templates/workloads/operator-deployment.yaml',
        'templates/config/extra-config-map.yaml',
      ]),
    );
  });

  it('takes the prefix, the primary workload and names to keep from flags', async () => {
    const cwd = directory();
    const workload = (name: string) =>
      `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: acme-system}\nspec:\n  selector: {matchLabels: {app: ${name}}}\n  template:\n    metadata: {labels: {app: ${name}}}\n    spec: {containers: [{name: c, image: 'example.com/${name}:v1'}]}\n`;
    const account = '---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: acme-db, namespace: acme-system}\n';
    const stdin = workload('acme-controller-manager') + workload('acme-web') + account;
    const given = ['--prefix', 'acme', '--primary', 'Deployment/acme-web', '--keep-name', 'ServiceAccount/acme-db'];
    expect((await cli(['chart', '-', ...given, '--output', 'chart'], { cwd, stdin })).code).toBe(0);
    const chart = await readTree(join(cwd, 'chart'));
    expect(chart.get('values.yaml')).toMatch(/^image:\n(?: .*\n)*? {2}repository: acme-web$/m);
    expect(chart.get('templates/rbac/db-service-account.yaml')).toContain('  name: acme-db\n');
    expect(chart.get('templates/workloads/web-deployment.yaml')).toContain('(list $ "web")');
    // They hold without being said again; what is not there is refused.
    expect((await cli(['chart', '-', '--output', 'chart'], { cwd, stdin })).stdout).toMatch(/unchanged$/m);
    const wrong = await cli(['chart', '-', '--primary', 'Deployment/nobody', '--output', 'other'], { cwd, stdin });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Deployment/acme-web') });
  });

  it('takes samples of one name in two versions for two', async () => {
    const cwd = directory();
    const sample = (version: string) =>
      `---\napiVersion: store.my.domain/${version}\nkind: Order\nmetadata: {name: sample}\n`;
    writeFileSync(join(cwd, 'samples.yaml'), sample('v1') + sample('v1alpha1'));
    const { code } = await cli(['chart', '-', ...flags, '--samples', 'samples.yaml'], { cwd, stdin: manifests });
    expect(code).toBe(0);
    const examples = readFileSync(join(cwd, 'chart/Chart.yaml'), 'utf8');
    expect(examples).toContain('apiVersion: store.my.domain/v1\n');
    expect(examples).toContain('apiVersion: store.my.domain/v1alpha1\n');
  });

  it('says what needs a decision first, and with --verbose what needs none', async () => {
    const cwd = directory();
    const stdin = manifests.replace(/image: .*/, 'image: example.com/shop:<tag>');
    const { stderr } = await cli(['chart', '-', ...flags], { cwd, stdin });
    expect(stderr).toMatch(/^warning .*\n(?:.*\n)*\d+ more, with --verbose\n\d+ objects/);
    expect(stderr).not.toContain('the Namespace is rendered only');
    const all = await cli(['chart', '-', '--verbose', ...flags], { cwd: directory(), stdin });
    expect(all.stderr).toContain('the Namespace is rendered only');
    expect(all.stderr).not.toContain('more, with');
  });

  it('remembers what was given, and says what a later flag decides otherwise', async () => {
    const cwd = directory();
    await cli(['chart', '-', ...flags, '--accept', 'namespace-not-rendered'], { cwd, stdin: manifests });
    const again = await cli(['chart', '-', '--output', 'chart'], { cwd, stdin: manifests });
    expect(again.stdout).toMatch(/unchanged$/m);
    expect(again.stderr).not.toContain('the Namespace is rendered only');
    const { stderr } = await cli(['chart', '-', '--version', '2.0.0', '--output', 'chart'], { cwd, stdin: manifests });
    expect(stderr).toContain('decided version: 1.2.3 is 2.0.0 now, as given\n');
    expect(readFileSync(join(cwd, 'chart/Chart.yaml'), 'utf8')).toContain('version: 2.0.0');
  });

  it('with --check shows hunks, has annotations for GitHub, and asks for a version that tells what breaks', async () => {
    const cwd = directory();
    await cli(['chart', '-', ...flags], { cwd, stdin: manifests });
    const check = ['chart', '-', '--output', 'chart', '--check'];
    const stdin = manifests.replace('replicas: 1', 'replicas: 2');
    expect((await cli(check, { cwd, stdin })).stdout).toMatch(/^-replicaCount: 1\n\+replicaCount: 2$/m);
    const github = await cli([...check, '--format', 'github'], { cwd, stdin });
    expect(github).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^::error file=chart\/values\.yaml::not what/m),
    });
    const changed = manifests.replaceAll('control-plane: controller-manager', 'control-plane: the-manager');
    await cli(['chart', '-', '--output', 'chart'], { cwd, stdin: changed });
    const low = await cli([...check, '--require-bump'], { cwd, stdin: changed });
    expect(low).toMatchObject({ code: 1, stdout: expect.stringContaining('breaking') });
    await cli(['chart', '-', '--version', '2.0.0', '--output', 'chart'], { cwd, stdin: changed });
    expect(await cli([...check, '--require-bump'], { cwd, stdin: changed })).toMatchObject({ code: 0 });
  });

  it('goes on without samples that cannot be read', async () => {
    const cwd = await project();
    const kustomization = join(cwd, 'shop/config/samples/kustomization.yaml');
    const before = readFileSync(kustomization, 'utf8');
    writeFileSync(kustomization, `${before}- nowhere.yaml\n`);
    const { code, stderr } = await cli(['chart', 'shop', ...flags], { cwd });
    expect([code, stderr]).toEqual([0, expect.stringContaining('are left out')]);
  });
});
