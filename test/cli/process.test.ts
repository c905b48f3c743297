import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectories } from '../support/temporary-directory.ts';

const directory = temporaryDirectories();
const CLI = 'dist/cli/cli.cjs';

/** The built program as a process; `npm test` builds first. */
describe('the program', () => {
  it('writes, reads a pipe, and tells its outcome by the exit code', () => {
    const target = join(directory(), 'shop');
    const init = spawnSync(process.execPath, [CLI, 'init', '--project-name', 'shop', '--output', target], {
      encoding: 'utf8',
    });
    expect([init.status, init.stderr]).toEqual([0, '']);
    const manifests = execFileSync(process.execPath, [CLI, 'render', target]);
    const chart = spawnSync(process.execPath, [CLI, 'chart', '-', '--output', join(target, 'chart')], {
      input: manifests,
      encoding: 'utf8',
    });
    expect(chart.status).toBe(0);
    expect(chart.stdout).toContain('wrote the chart shop');
    const bad = spawnSync(process.execPath, [CLI, 'init', '--project-name', 'A', '--output', target], {
      encoding: 'utf8',
    });
    expect([bad.status, bad.stdout]).toEqual([2, '']);
    expect(bad.stderr).toContain('[invalid-value]');
  });

  it('reads what needs the general YAML parser, which is loaded by then', () => {
    const target = directory();
    writeFileSync(join(target, 'kustomization.yaml'), 'resources: [map.yaml]\n');
    writeFileSync(
      join(target, 'map.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: &name shop}\ndata: {name: *name}\n',
    );
    const text = execFileSync(process.execPath, [CLI, 'render', target], { encoding: 'utf8' });
    expect(text).toBe('apiVersion: v1\ndata:\n  name: shop\nkind: ConfigMap\nmetadata:\n  name: shop\n');
  });

  it('prints a large output whole, and ends without a word when its reader has seen enough', () => {
    const target = join(directory(), 'shop');
    execFileSync(process.execPath, [CLI, 'init', '--project-name', 'shop', '--resource', 'a/v1/B', '--output', target]);
    const program = `"${process.execPath}" ${CLI} presets --json`;
    const whole = execFileSync('sh', ['-c', `${program} | cat`], { encoding: 'utf8', maxBuffer: 64 << 20 });
    expect(JSON.parse(whole).length).toBeGreaterThan(30);
    const cut = spawnSync('sh', ['-c', `${program} | head -c 1`], { encoding: 'utf8' });
    expect([cut.stdout, cut.stderr]).toEqual(['[', '']);
  });

  it('ends with a code of its own where its output cannot be written', () => {
    const target = directory();
    writeFileSync(join(target, 'kustomization.yaml'), 'configMapGenerator: [{name: a, files: [text]}]\n');
    writeFileSync(join(target, 'text'), 'text\n'.repeat(100_000));
    const program = `"${process.execPath}" ${CLI} render ${target}`;
    const cut = spawnSync('sh', ['-c', `{ ${program}; echo $? >&2; } | head -c 10`], { encoding: 'utf8' });
    expect([cut.stdout, cut.stderr]).toEqual(['apiVersion', '2\n']);
    const full = spawnSync('sh', ['-c', `${program} > /dev/full`], { encoding: 'utf8' });
    expect([full.status, full.stderr.split('\n').length]).toEqual([2, 2]);
    expect(full.stderr).toContain('the disk is full [file-unwritable]');
  });

  it('waits for pipes that another process has set not to wait', () => {
    const target = directory();
    const manifest = `${target}/map.yaml`;
    writeFileSync(
      manifest,
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: ${'x'.repeat(100_000)}}\n`,
    );
    // A process that is killed leaves a pipe as it has set it.
    const impatient = (descriptor: number) =>
      `"${process.execPath}" -e "new net.Socket({ fd: ${descriptor} }); process.kill(process.pid, 'SIGKILL')"`;
    const read = `{ ${impatient(0)}; "${process.execPath}" ${CLI} chart - --output ${target}/chart; }`;
    const input = spawnSync('sh', ['-c', `(sleep 0.5; cat ${manifest}) | ${read}`], { encoding: 'utf8' });
    expect(input.stdout).toContain('wrote the chart');
    const print = `{ ${impatient(1)}; "${process.execPath}" ${CLI} presets --json; }`;
    const output = spawnSync('sh', ['-c', `${print} | (sleep 0.5; cat)`], { encoding: 'utf8' });
    expect(JSON.parse(output.stdout).length).toBeGreaterThan(30);
  });
});
