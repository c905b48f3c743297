import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readTree } from '../../src/node/read-tree.ts';
import { writeTree } from '../../src/node/write-tree.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { applyPlan } from '../../src/upgrade/apply-plan.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();
const OLD = buildScaffold({ projectName: 'demo', preset: 'kubebuilder@3.14.2' });
const PATCH = 'config/default/manager_auth_proxy_patch.yaml';

describe('upgrade', () => {
  let root = '';
  beforeEach(async () => {
    root = join(directory(), 'demo');
    await writeTree(OLD, root);
  });

  const run = (...argv: string[]) => cli(['upgrade', root, '--only', 'metrics', ...argv]);

  it('leaves the proxy in place, once', async () => {
    const first = await run('--to', '3.15');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/\nwrote \d+ new, \d+ changed, \d+ removed\n$/);
    const left = await readTree(root);
    expect(left.has(PATCH)).toBe(true);
    expect(left.get(PATCH)).not.toContain('kube-rbac-proxy');
    const second = await run('--to', '3.15');
    expect(second.stdout).toContain('Nothing to do.');
    expect((await readTree(root)).equals(left)).toBe(true);
  });

  it('says with its code that something is left for a person, and what', async () => {
    const { code, stdout } = await run('--to', 'https-metrics', '--dry-run');
    expect(code).toBe(1);
    expect(stdout).toMatch(/Left for you:\n {2}go\.mod/);
    expect((await readTree(root)).equals(OLD)).toBe(true);
  });

  it('writes a plan, and applies the one that stands there', async () => {
    const plan = join(root, '..', 'plan.json');
    const written = await run('--to', '3.15', '--plan', plan);
    expect(written.stdout).toContain(`wrote the plan to ${plan}`);
    expect((await readTree(root)).equals(OLD)).toBe(true);
    const twice = await cli(['upgrade', root, '--plan', plan, '--to', '3.15']);
    expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('is a plan already') });
    const without = await cli(['upgrade', root, '--plan', plan, '--without', 'metrics/network-policy']);
    expect(without.code).toBe(0);
    expect(existsSync(join(root, 'config/network-policy'))).toBe(false);
    // The step that was left out can follow.
    expect((await cli(['upgrade', root, '--plan', plan])).code).toBe(0);
    const whole = JSON.parse(readFileSync(plan, 'utf8'));
    expect((await readTree(root)).equals(applyPlan(OLD, whole))).toBe(true);
    expect((await cli(['upgrade', root, '--plan', plan])).stdout).toContain('all of this is done already');
    writeFileSync(join(root, PATCH), `# Ours.\n${readFileSync(join(root, PATCH), 'utf8')}`);
    const other = await cli(['upgrade', root, '--plan', plan]);
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('[plan-mismatch]') });
  });

  it('prints a patch, Markdown and JSON', async () => {
    const patch = await run('--to', '3.15', '--format', 'patch', '--dry-run');
    writeFileSync(join(root, '..', 'a.patch'), patch.stdout);
    execFileSync('git', ['apply', '--check', '../a.patch'], { cwd: root });
    expect((await run('--to', '3.15', '--format', 'markdown', '--dry-run')).stdout).toContain(
      '\n- **Take the rights of the proxy away.** ',
    );
    const { plan, files } = JSON.parse((await run('--to', '3.15', '--json', '--dry-run')).stdout);
    expect(plan.steps.length).toBeGreaterThan(0);
    expect(files.replaced).toContain(PATCH);
  });

  it('names the files whose changes were not committed', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: root });
    git('init', '--quiet');
    git('add', '-A');
    git('commit', '--quiet', '-m', 'a');
    writeFileSync(join(root, PATCH), `# Ours.\n${readFileSync(join(root, PATCH), 'utf8')}`);
    writeFileSync(join(root, 'README.md'), 'Ours.\n');
    const { stderr } = await run('--to', '3.15');
    expect(stderr).toBe(`Not committed before, and changed by the upgrade: ${PATCH}\n`);
  });

  it('refuses what it does not know, all at once', async () => {
    const { code, stderr } = await cli(['upgrade', root, '--only', 'metrik', '--to', 'https-metrics']);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no such topic');
    expect((await cli(['upgrade', join(root, 'nowhere'), '--only', 'metrics'])).code).toBe(2);
    expect((await run('--format', 'x')).stderr).toContain('--format');
  });
});

describe('upgrade without --only', () => {
  const NEW = buildScaffold({ projectName: 'demo', preset: 'kubebuilder@4.16.0' });

  it('is the whole upgrade, once', async () => {
    const root = join(directory(), 'demo');
    await writeTree(OLD, root);
    const first = await cli(['upgrade', root, '--to', 'kubebuilder@4.16.0']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('make manifests generate');
    expect((await readTree(root)).toRecord()).toEqual(NEW.toRecord());
    expect((await cli(['upgrade', root, '--to', 'kubebuilder@4.16.0'])).stdout).toContain('Nothing to do.');
    expect((await cli(['upgrade', root, '--to', 'kubebuilder@4.1.0'])).stderr).toContain('does not go back');
  });

  it('keeps yours where both changed the same, or theirs where that is chosen', async () => {
    const root = join(directory(), 'demo');
    const path = 'config/manager/manager.yaml';
    const memory = (text: string) => /memory: (\S+)\n {10}requests/.exec(text)?.[1];
    const edited = OLD.with([[path, OLD.get(path)!.replace('memory: 128Mi', 'memory: 1Gi')]]);
    await writeTree(edited, root);
    await cli(['upgrade', root, '--to', 'kubebuilder@4.16.0']);
    expect(memory((await readTree(root)).get(path)!)).toBe('1Gi');

    const other = join(directory(), 'demo');
    const start = buildScaffold({ projectName: 'demo', preset: 'kubebuilder@4.3.0' });
    const variable = (text: string) => /^ENVTEST_K8S_VERSION .*$/m.exec(text)![0];
    const makefile = start.get('Makefile')!;
    await writeTree(start.with([['Makefile', makefile.replace(variable(makefile), '$&-ours')]]), other);
    const dry = await cli(['upgrade', other, '--to', 'kubebuilder@4.16.0', '--dry-run']);
    expect(dry.code).toBe(1);
    expect(dry.stdout).toContain('Both sides changed, and yours stays:');
    expect(dry.stdout).toContain(
      "--choose 'Makefile:variable ENVTEST_K8S_VERSION'=theirs, or --choose Makefile=theirs",
    );
    const wrong = await cli(['upgrade', other, '--to', 'kubebuilder@4.16.0', '--choose', 'nowhere=theirs']);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('no such conflict') });
    const chosen = await cli(['upgrade', other, '--to', 'kubebuilder@4.16.0', '--choose', 'Makefile=theirs']);
    expect(chosen.code).toBe(0);
    expect(variable((await readTree(other)).get('Makefile')!)).toBe(variable(NEW.get('Makefile')!));
  });
});
