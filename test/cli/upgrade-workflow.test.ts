import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listAt, stringAt } from '../../src/kubernetes/identity.ts';
import { parseYaml } from '../../src/yaml/parse.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const temporaryDirectory = temporaryDirectories();
const FILE = 'examples/upgrade-in-ci/upgrade.yml';

/** The scripts of a job, run one after the other with stand-ins for the programs that reach the network. */
function runJob(job: string, { status, change }: { status: number; change: boolean }) {
  const cwd = temporaryDirectory();
  const workflow = parseYaml(readFileSync(FILE, 'utf8'), 'workflow')[0];
  const scripts = listAt(workflow, 'jobs', job, 'steps').flatMap((step) => stringAt(step, 'run') ?? []);
  const [bin, project] = [join(cwd, 'bin'), join(cwd, 'project')];
  for (const directory of [bin, project]) mkdirSync(directory);
  const program = (name: string, body: string) =>
    writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> ${cwd}/calls\n${body}\n`, { mode: 0o755 });
  program('npx', `echo '- [ ] a plan'\n${change ? 'echo new > changed' : ''}\nexit ${status}`);
  program('gh', 'exit 0');
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: project, encoding: 'utf8', stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch', 'main');
  execFileSync('git', ['init', '--quiet', '--bare', join(cwd, 'origin')]);
  git('remote', 'add', 'origin', join(cwd, 'origin'));
  writeFileSync(join(project, '.scaffold-preset'), 'https-metrics\n');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '--quiet', '-m', 'first');
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    HOME: cwd,
    GITHUB_REPOSITORY: 'o/r',
    PULL: '3',
    RUNNER_TEMP: cwd,
  };
  for (const script of scripts) {
    execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: project,
      env,
      stdio: 'pipe',
    });
  }
  const calls = readFileSync(join(cwd, 'calls'), 'utf8').trimEnd().split('\n');
  return { calls, git, project, scripts };
}

describe('the workflow that upgrades', () => {
  it('comments the plan of a pull request and commits nothing', () => {
    const { calls, git, project } = runJob('plan', { status: 1, change: false });
    expect(calls[0]).toBe('npx --yes operator-scaffold upgrade . --to https-metrics --dry-run --format markdown');
    expect(calls.at(-1)).toBe('gh api --silent --method POST repos/o/r/issues/3/comments -F body=@comment.md');
    expect(readFileSync(join(project, 'comment.md'), 'utf8')).toBe('<!-- scaffold-upgrade -->\n- [ ] a plan\n');
    expect(git('rev-list', '--all', '--count')).toBe('1\n');
  });

  it('proposes the upgrade on a branch, with what is left as its text', () => {
    const { calls, git } = runJob('upgrade', { status: 1, change: true });
    expect(calls[0]).toBe('npx --yes operator-scaffold upgrade . --to https-metrics --format markdown');
    expect(calls[1]).toMatch(
      /^gh pr create --head scaffold-upgrade --title Upgrade the scaffold to https-metrics --body/,
    );
    expect(git('ls-tree', '--name-only', 'origin/scaffold-upgrade').split('\n')).toEqual([
      '.scaffold-preset',
      'changed',
      '',
    ]);
  });

  it('proposes nothing where nothing is to be done', () => {
    expect(runJob('upgrade', { status: 0, change: false }).calls).toHaveLength(1);
  });

  it('fails where the upgrade fails', () => {
    expect(() => runJob('upgrade', { status: 2, change: false })).toThrow();
  });

  it('calls the command as it is', async () => {
    const cwd = temporaryDirectory();
    const init = ['init', '--preset', 'kubebuilder@4.2.0', '--project-name', 'shop', '--output', '.', '--force'];
    expect((await cli(init, { cwd })).code).toBe(0);
    const words = 'upgrade . --to https-metrics --dry-run --format markdown'.split(' ');
    const { code, stdout } = await cli(words, { cwd });
    expect(readFileSync(FILE, 'utf8')).toContain(
      'upgrade . --to "$(cat .scaffold-preset)" --dry-run --format markdown',
    );
    expect(code).toBeLessThan(2);
    expect(stdout).toContain('https-metrics');
  });
});
