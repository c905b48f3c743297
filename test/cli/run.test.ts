import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const temporary = temporaryDirectories();

describe('the command line', () => {
  it('without arguments says what there is and refuses', async () => {
    const { code, stdout, stderr } = await cli([]);
    expect([code, stdout]).toEqual([2, '']);
    for (const { name } of COMMANDS) expect(stderr).toContain(`  ${name}`);
  });

  it.each([['--help'], ['-h'], ['help']])('%s prints the overview', async (flag) => {
    const { code, stdout, stderr } = await cli([flag]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Example:');
  });

  it('prints its version', async () => {
    expect((await cli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each(COMMANDS.map(({ name }) => name))(
    '%s --help shows usage, flags and an example that it understands',
    async (name) => {
      const { code, stdout } = await cli([name, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^Usage: operator-scaffold ${name}`));
      const [, example = ''] = stdout.split('Example:\n');
      const [call = ''] = /operator-scaffold [\s\S]*/.exec(example.replaceAll('\\\n', ' ')) ?? [];
      const flags = [...call.matchAll(/ (--[a-z-]+)/g)].map((match) => match[1]!);
      for (const flag of flags) expect(stdout.split('Example:')[0]).toContain(flag);
      expect(stdout).toContain('--json');
    },
  );

  it.each([
    [['init', '-o', 'x'], 'projectName (--project-name or --project)'],
    [['init', '-o', 'x', '--project-name', 'x', '--as', 'hel'], 'format (--as or --format)'],
    [['init', '-o', 'x', '--project-name', 'x', '--resource', 'a/v1/b'], 'resources[0].kind (--resource)'],
    [['init', '-o', 'x', '--project-name', 'x', '--feature', 'y'], 'features.y (--feature)'],
    [['diff', '--from', '3.15', '--to', 'https-metrics'], 'projectName (--project or --project-name)'],
    [['diff', '--from', '3.15', '--to', 'none', '--project-name', 'x'], 'to.preset (--to)'],
    [['chart', '-', '-o', 'x', '--app-version', ''], 'appVersion (--app-version)'],
    [['chart', '-', '-o', 'x', '--keep-name', 'x'], 'keepNames[0] (--keep-name)'],
    [['upgrade', '.', '--to', 'none'], 'to (--to)'],
    [['upgrade', '.', '--from', 'none'], 'from (--from)'],
    [['upgrade', '.', '--only', 'none'], 'only (--only)'],
    [['feature', '.', '--from', 'none'], 'preset (--from)'],
  ])('%j: an error names the flag beside the option', async (argv, place) => {
    const cwd = temporary();
    mkdirSync(join(cwd, 'config/default'), { recursive: true });
    writeFileSync(join(cwd, 'config/default/kustomization.yaml'), 'namePrefix: x-\n');
    writeFileSync(
      join(cwd, 'PROJECT'),
      'domain: a.b\nlayout: [go.kubebuilder.io/v4]\nprojectName: x\nrepo: a.b/x\nversion: "3"\n',
    );
    const { code, stderr } = await cli(argv, { cwd });
    expect([code, stderr.split(': ')[0]]).toEqual([2, `error ${place}`]);
    const json = JSON.parse((await cli([...argv, '--json'], { cwd })).stderr);
    expect(json.issues[0].path).toBe(place.split(' ')[0]);
  });

  it.each([
    [
      'an unknown command',
      ['intit'],
      'intit: there is no such command; expected init, render, chart, diff, audit, upgrade, plugin, feature, presets, completion',
      'did you mean init?',
    ],
    [
      'an unknown flag',
      ['init', '--project-nam', 'x'],
      '--project-nam: there is no such flag',
      'did you mean --project-name?',
    ],
    ['a flag without its value', ['init', '--domain'], '--domain: this flag needs a value; expected D', ''],
    ['a flag twice', ['init', '--domain', 'a', '--domain', 'b'], '--domain: given more than once', ''],
    ['a switch with a value', ['init', '--multigroup=perhaps'], '--multigroup: a switch; expected true or false', ''],
    ['an argument too many', ['presets', 'extra'], 'extra: one argument too many', ''],
    ['a missing output', ['init', '--project-name', 'x'], '--output: this flag is needed', ''],
    ['a prototype key as a flag', ['init', '--constructor', '--__proto__'], '--__proto__: there is no such flag', ''],
  ])('refuses %s', async (_, argv, message, hint) => {
    const { code, stdout, stderr } = await cli(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error ${message}`);
    expect(stderr).toContain(hint);
    expect(stderr).toContain('[usage]');
  });

  it('reports every issue, and as JSON where asked', async () => {
    const argv = ['init', '--project-name', 'Bad', '--repo', 'a//b', '--resource', 'shop/v1/widget', '--output', 'x'];
    const plain = await cli(argv);
    expect(plain.code).toBe(2);
    expect(plain.stderr.split('\n').filter((line) => line.startsWith('error'))).toHaveLength(3);
    const { code, stderr } = await cli([...argv, '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stderr).issues.map((issue: { path: string }) => issue.path)).toEqual([
      'projectName',
      'resources[0].kind',
      'repo',
    ]);
  });

  it('says that a bug is a bug', async () => {
    const broken = { cwd: undefined as unknown as string };
    const { code, stderr } = await cli(['init', '--project-name', 'x', '--output', 'x'], {
      ...broken,
      now: () => {
        throw new Error('clock');
      },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/this is a bug, please report it: Error: clock \[internal\]/);
  });
});

describe('colours', () => {
  const red = '\u001b[31m';

  it.each([
    ['not where the output is no terminal', false, {}, false],
    ['on a terminal', true, {}, true],
    ['not on a terminal that has none', true, { TERM: 'dumb' }, false],
    ['not with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
    ['not with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['NO_COLOR before FORCE_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('%s', async (_, isTTY, env, coloured) => {
    const { stderr } = await cli(['nonsense'], { isTTY, env });
    expect(stderr.includes(red)).toBe(coloured);
  });
});
