import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTree } from '../../src/node/read-tree.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();

describe('init', () => {
  it.each(['--as', '--format'])('writes a chart with %s helm', async (flag) => {
    const cwd = directory();
    const { code } = await cli(['init', '--project-name', 'shop', flag, 'helm', '--output', 'out'], { cwd });
    expect(code).toBe(0);
    expect((await readTree(join(cwd, 'out'))).equals(buildScaffold({ projectName: 'shop', format: 'helm' }))).toBe(
      true,
    );
  });

  it('refuses the PROJECT file of an operator in another language', async () => {
    const cwd = directory();
    const project =
      'domain: example.com\nlayout:\n- helm.sdk.operatorframework.io/v1\nprojectName: shop\nversion: "3"\n';
    mkdirSync(join(cwd, 'shop'));
    writeFileSync(join(cwd, 'shop/PROJECT'), project);
    const { code, stderr } = await cli(['init', '--project', 'shop', '--output', 'out'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('shop/PROJECT: this operator is not written in Go');
  });

  it('writes what buildScaffold gives for the same options', async () => {
    const cwd = directory();
    const argv = [
      ...[
        'init',
        '--preset',
        'kubebuilder@4.15.0',
        '--project-name',
        'shop',
        '--domain=example.com',
        '--repo',
        'github.com/x/shop',
      ],
      ...[
        '--multigroup',
        '--resource',
        'store/v1/Order:defaulting,validation,conversion=v2',
        '--resource',
        'store/v2/Order',
      ],
      ...['--resource', 'crew/v1/Captain:cluster-scoped,no-controller', '--resource', 'apps/v1/Deployment:core'],
      ...['--feature', 'prometheus', '--feature', 'networkPolicy=true', '--output', 'out'],
    ];
    const { code, stdout, stderr } = await cli(argv, { cwd });
    expect([code, stderr]).toEqual([0, '']);
    const expected = buildScaffold({
      preset: 'kubebuilder@4.15.0',
      projectName: 'shop',
      domain: 'example.com',
      repo: 'github.com/x/shop',
      multigroup: true,
      resources: [
        {
          group: 'store',
          version: 'v1',
          kind: 'Order',
          webhooks: { defaulting: true, validation: true, conversion: true, spoke: ['v2'] },
        },
        { group: 'store', version: 'v2', kind: 'Order' },
        { group: 'crew', version: 'v1', kind: 'Captain', api: { namespaced: false }, controller: false },
        { group: 'apps', version: 'v1', kind: 'Deployment', core: true },
      ],
      features: { prometheus: true, networkPolicy: true },
    });
    expect((await readTree(join(cwd, 'out'))).equals(expected)).toBe(true);
    expect(stdout).toBe(`wrote the scaffold to out: ${expected.size} new\n`);
  });

  it.each([
    [
      'JSON',
      'options.json',
      JSON.stringify({ projectName: 'shop', resources: [{ group: 'a', version: 'v1', kind: 'B' }] }),
    ],
    ['YAML', 'options.yaml', 'projectName: shop\nresources:\n- group: a\n  version: v1\n  kind: B\n'],
  ])('reads options from %s; flags win, and resources are added', async (_, file, content) => {
    const cwd = directory();
    writeFileSync(join(cwd, file), content);
    const argv = [
      'init',
      '--options',
      file,
      '--project-name',
      'other',
      '--resource',
      'a/v1/C',
      '--output',
      '.',
      '--force',
    ];
    const { code, stderr } = await cli(argv, { cwd });
    expect([code, stderr]).toEqual([0, '']);
    const project = readFileSync(join(cwd, 'PROJECT'), 'utf8');
    expect(project).toContain('projectName: other');
    expect([...project.matchAll(/kind: (\w+)/g)].map((match) => match[1])).toEqual(['B', 'C']);
  });

  it.each([
    ['a missing file', undefined, 'file-unreadable'],
    ['broken YAML', 'a: [', 'yaml-syntax'],
    ['a list', '- a', 'usage'],
  ])('refuses %s as options', async (_, content, code) => {
    const cwd = directory();
    if (content !== undefined) writeFileSync(join(cwd, 'options.yaml'), content);
    const result = await cli(['init', '--options', 'options.yaml', '--output', 'x'], { cwd });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(`[${code}]`);
  });

  it.each([
    ['shop/v1/Order:defualting', 'did you mean defaulting?'],
    ['Order', 'not a group, a version and a kind'],
    ['a/b/c/d', 'not a group, a version and a kind'],
    ['shop/v1/Order:core=yes', 'core takes no value'],
  ])('refuses --resource %s', async (resource, message) => {
    const { code, stderr } = await cli(['init', '--project-name', 'x', '--resource', resource, '--output', 'x']);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('names every file that is in the way, writes nothing, and replaces them with --force', async () => {
    const cwd = directory();
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'out/PROJECT'), 'mine');
    const argv = ['init', '--project-name', 'shop', '--output', 'out'];
    const refused = await cli(argv, { cwd });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('PROJECT: stands there with another content');
    expect(existsSync(join(cwd, 'out/config'))).toBe(false);
    const forced = await cli([...argv, '--force'], { cwd });
    expect(forced.code).toBe(0);
    expect(forced.stdout).toMatch(/^wrote the scaffold to out: \d+ new, 1 replaced\n$/);
    const again = await cli(argv, { cwd });
    expect(again.stdout).toMatch(/^wrote the scaffold to out: 0 new, \d+ unchanged\n$/);
  });

  it('with --dry-run lists what it would write, and with --json gives it as data', async () => {
    const cwd = directory();
    const argv = ['init', '--project-name', 'shop', '--output', 'out', '--dry-run'];
    const { stdout } = await cli(argv, { cwd });
    expect(stdout).toContain('+ config/manager/manager.yaml\n');
    expect(stdout).toMatch(/would write the scaffold to out: \d+ new\n$/);
    const data = JSON.parse((await cli([...argv, '--json'], { cwd })).stdout);
    expect(data).toMatchObject({ output: 'out', dryRun: true, files: { replaced: [], unchanged: [] } });
    expect(data.files.created).toContain('PROJECT');
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('names its stages on a terminal once a second has gone by, and never elsewhere', async () => {
    const argv = ['init', '--project-name', 'shop', '--output', 'out', '--dry-run'];
    let time = 0;
    const slow = { cwd: directory(), now: () => (time += 1200) };
    expect((await cli(argv, { ...slow, isTTY: true })).stderr).toMatch(/writing \d+ files … \(1\.2 s\)/);
    expect((await cli(argv, slow)).stderr).toBe('');
    expect((await cli(argv, { cwd: directory(), isTTY: true })).stderr).toBe('');
  });

  it('writes the scaffold of a PROJECT file that exists', async () => {
    const cwd = directory();
    const options = {
      projectName: 'shop',
      domain: 'example.com',
      resources: [{ group: 'a', version: 'v1', kind: 'B' }],
    };
    const old = buildScaffold({ ...options, preset: 'kubebuilder@4.4.0' });
    mkdirSync(join(cwd, 'old'));
    writeFileSync(join(cwd, 'old', 'PROJECT'), old.get('PROJECT')!);
    const argv = ['init', '--project', 'old', '--preset', 'kubebuilder@4.16.0', '--output', 'new'];
    expect(await cli(argv, { cwd })).toMatchObject({ code: 0, stderr: '' });
    const fresh = buildScaffold({ ...options, preset: 'kubebuilder@4.16.0' });
    expect((await readTree(join(cwd, 'new'))).toRecord()).toEqual(fresh.toRecord());
    const missing = await cli(['init', '--project', 'new/config', '--output', 'x'], { cwd });
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('no PROJECT file') });
  });
});
