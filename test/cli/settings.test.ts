import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();

function project(settings: string): string {
  const cwd = directory();
  writeFileSync(join(cwd, 'operator-scaffold.yaml'), settings);
  return cwd;
}

describe('operator-scaffold.yaml', () => {
  it('is found, so that the commands need no flags', async () => {
    const cwd = project(
      'init: {projectName: shop, preset: kubebuilder@3.14.2, output: operator}\n' +
        'chart: {source: operator/config/default, output: dist/chart, name: store, version: 1.2.3}\n' +
        'audit: {failOn: note, format: github}\n',
    );
    expect(await cli(['init'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect((await cli(['chart'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'dist/chart/Chart.yaml'), 'utf8')).toMatch(
      /^name: store\n[\s\S]*^version: 1\.2\.3$/m,
    );
    expect((await cli(['chart', '--check'], { cwd })).code).toBe(0);
    const audit = await cli(['audit', 'operator'], { cwd });
    expect(audit.code).toBe(1);
    expect(audit.stdout).toMatch(/^::\w+ file=/m);
  });

  it('gives way to flags', async () => {
    const cwd = project('init: {projectName: shop, output: a}\naudit: {failOn: note}\n');
    expect((await cli(['init', '--project-name', 'other', '--output', 'b'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'b/PROJECT'), 'utf8')).toContain('projectName: other');
    expect((await cli(['audit', 'b', '--fail-on', 'error'], { cwd })).code).toBe(0);
  });

  it('may stand elsewhere: its paths start there', async () => {
    const cwd = directory();
    mkdirSync(join(cwd, 'ci'));
    writeFileSync(join(cwd, 'ci/settings.yaml'), 'init: {projectName: shop, output: out}\n');
    expect((await cli(['init', '--config', 'ci/settings.yaml'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'ci/out/PROJECT'), 'utf8')).toContain('projectName: shop');
  });

  it.each([
    ['a section that does not exist', 'chrat: {}\n', 'operator-scaffold.yaml: chrat: there is no such section'],
    ['a section that is no mapping', 'init: [a]\n', 'operator-scaffold.yaml: init: not what belongs here'],
    ['a path that is none', 'init: {output: 3}\n', 'operator-scaffold.yaml: init.output: not what belongs here'],
    ['an option that does not exist', 'init: {output: x, projectNam: a}\n', 'projectNam'],
  ])('is refused with %s', async (_, settings, message) => {
    const { code, stderr } = await cli(['init'], { cwd: project(settings) });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('is refused where audit knows no such setting', async () => {
    const { code, stderr } = await cli(['audit'], { cwd: project('audit: {failsOn: error}\n') });
    expect([code, stderr]).toEqual([2, expect.stringContaining('audit.failsOn: there is no such setting')]);
  });

  it('is needed where it is named', async () => {
    const { code, stderr } = await cli(['init', '--config', 'none.yaml'], { cwd: directory() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('none.yaml')]);
  });
});

describe('--output -', () => {
  it('prints the tree as a tar, with modes, the same bytes each time', async () => {
    const print = () => cli(['init', '--project-name', 'shop', '--output', '-'], { cwd: directory() });
    const [{ code, stdout, stderr }, again] = [await print(), await print()];
    expect([code, stderr]).toEqual([0, '']);
    expect(again.stdout).toBe(stdout);
    const entries = await unpackTar(Buffer.from(stdout, 'latin1'));
    const files = entries.map(({ header, data }) => [header.name, Buffer.from(data ?? []).toString(), header.mode]);
    const tree = buildScaffold({ projectName: 'shop' });
    expect(files).toEqual([...tree].map((file) => [file.path, file.content, file.executable ? 0o755 : 0o644]));
  });

  it.each([
    ['init', '--json'],
    ['init', '--dry-run'],
    ['chart', '--check'],
  ])('is refused together with %s %s', async (command, flag) => {
    const project = command === 'init' ? ['--project-name', 'shop'] : [];
    const { code, stderr } = await cli([command, ...project, '--output', '-', flag], { cwd: directory() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('the tar goes to standard output')]);
  });

  it('has nothing to do with a directory of that name', async () => {
    const cwd = directory();
    await cli(['init', '--project-name', 'shop', '--output', 'x'], { cwd });
    const print = () => cli(['chart', 'x', '--output', '-', '--name', 'shop'], { cwd });
    const { code, stdout } = await print();
    expect(code).toBe(0);
    await cli(['chart', 'x', '--output', join(cwd, '-'), '--name', 'other'], { cwd });
    expect((await print()).stdout).toBe(stdout);
  });
});

describe('--quiet', () => {
  it('leaves results and errors alone', async () => {
    const cwd = directory();
    const quiet = await cli(['init', '--project-name', 'shop', '--output', 'x', '--quiet'], { cwd });
    expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await cli(['chart', 'x', '--output', 'c', '-q'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await cli(['chart', 'none', '--output', 'c', '-q'], { cwd })).stderr).toContain('error ');
    expect((await cli(['render', 'x', '-q'], { cwd })).stdout).toContain('kind: Deployment');
  });
});

describe('completion', () => {
  const complete = (script: string, ...words: string[]) =>
    execFileSync(
      'bash',
      [
        '-c',
        `${script}\nCOMP_WORDS=(${words.join(' ')} ""); COMP_CWORD=${words.length}
      _operator_scaffold; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
      { encoding: 'utf8', cwd: directory() },
    )
      .trim()
      .split('\n');

  it('completes commands, flags and values in bash', async () => {
    const { stdout } = await cli(['completion', 'bash']);
    expect(complete(stdout, 'operator-scaffold')).toEqual(
      expect.arrayContaining(['init', 'chart', 'completion', 'help']),
    );
    expect(complete(stdout, 'operator-scaffold', 'init')).toEqual(expect.arrayContaining(['--preset', '--quiet']));
    expect(complete(stdout, 'operator-scaffold', 'init', '--preset')).toContain('kubebuilder@4.15.0');
    expect(complete(stdout, 'operator-scaffold', 'feature')).toContain('metricsCerts');
    expect(complete(stdout, 'operator-scaffold', 'render')).not.toContain('--enable-helm');
  });

  it('names every command and flag in fish, and borrows bash’s in zsh', async () => {
    const fish = (await cli(['completion', 'fish'])).stdout;
    expect(fish).toContain("-f -a audit -d 'say what is wrong with an existing project, worst first'");
    expect(fish).toMatch(/'__fish_seen_subcommand_from init' -l preset -x -a 'pre-3\.15 3\.15 https-metrics /);
    expect((await cli(['completion', 'zsh'])).stdout).toMatch(/^autoload -U \+X bashcompinit/);
  });

  it('refuses another shell', async () => {
    expect((await cli(['completion', 'tcsh'])).stderr).toContain('expected bash, zsh, fish');
  });
});

describe('help', () => {
  it('of a command is what its --help prints', async () => {
    expect(await cli(['help', 'chart'])).toEqual(await cli(['chart', '--help']));
    expect((await cli(['help', 'chrat'])).stderr).toContain('did you mean chart?');
    expect((await cli(['-V'])).stdout).toBe((await cli(['--version'])).stdout);
  });
});
