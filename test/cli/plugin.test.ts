import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerPlugin } from '../../src/cli/answer-plugin.ts';
import { installPlugin, pluginsRoot } from '../../src/cli/install-plugin.ts';
import { PLUGINS } from '../../src/plugin/plugins.ts';
import { cli } from '../support/fake-io.ts';
import { temporaryDirectories } from '../support/temporary-directory.ts';

describe('pluginsRoot', () => {
  it('is where Kubebuilder looks', () => {
    const env = { HOME: '/home/me', XDG_CONFIG_HOME: '/xdg', EXTERNAL_PLUGINS_PATH: '/own' };
    expect(pluginsRoot(env, 'linux')).toBe('/own');
    expect(pluginsRoot({ ...env, EXTERNAL_PLUGINS_PATH: '' }, 'linux')).toBe('/xdg/kubebuilder/plugins');
    expect(pluginsRoot({ HOME: '/home/me' }, 'linux')).toBe('/home/me/.config/kubebuilder/plugins');
    expect(pluginsRoot({ HOME: '/home/me' }, 'darwin')).toBe(
      '/home/me/Library/Application Support/kubebuilder/plugins',
    );
  });
});

describe('installPlugin', () => {
  const [entry] = PLUGINS;
  const temporary = temporaryDirectories();
  const prepare = () => {
    const directory = temporary();
    const source = join(directory, 'programs');
    mkdirSync(source);
    writeFileSync(join(source, 'plugin.cjs'), 'process.stdout.write(JSON.stringify(process.argv.slice(2)));');
    return { directory, source, programs: { directory: source }, root: join(directory, "plugins of 'mine'") };
  };

  it('writes an executable that goes on working without the package, once', () => {
    const { source, programs, root } = prepare();
    const first = installPlugin(entry!, root, programs);
    expect(first.written).toBe(true);
    expect(first.path).toBe(join(root, entry!.name, entry!.version, entry!.name));
    expect(statSync(first.path).mode & 0o111).toBe(0o111);
    expect(installPlugin(entry!, root, programs).written).toBe(false);
    const { stdout } = spawnSync(first.path, { input: '{}', encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual([`${entry!.name}/${entry!.version}`]);
    writeFileSync(join(source, 'chunk.cjs'), '');
    expect(installPlugin(entry!, root, programs).written).toBe(true);
  });

  it('has an answer for who has no Node', () => {
    const { directory, programs, root } = prepare();
    const { path } = installPlugin(entry!, root, programs);
    const bin = join(directory, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'cat'), '#!/bin/sh\nwhile read -r line; do :; done\n');
    chmodSync(join(bin, 'cat'), 0o755);
    const { stdout, status } = spawnSync('/bin/sh', [path], { input: '{}', encoding: 'utf8', env: { PATH: bin } });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ error: true, errorMsgs: [expect.stringContaining('no node')] });
  });

  it('starts the single executable where that is, and says so when it is gone', () => {
    const { directory, programs, root } = prepare();
    installPlugin(entry!, root, programs);
    const executable = join(directory, "the 'one' \\n file");
    writeFileSync(executable, '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    const { path, written } = installPlugin(entry!, root, { executable });
    expect([written, installPlugin(entry!, root, { executable }).written]).toEqual([true, false]);
    expect(readdirSync(dirname(path))).toEqual([entry!.name]);
    const call = () => spawnSync(path, { input: '{}', encoding: 'utf8' });
    expect(call().stdout).toBe(`plugin run ${entry!.name}/${entry!.version}\n`);
    rmSync(executable);
    const { errorMsgs } = JSON.parse(call().stdout);
    expect(errorMsgs).toEqual([expect.stringContaining(`runs ${executable}, which is gone: install it again`)]);
    expect(installPlugin(entry!, root, programs).written).toBe(true);
  });
});

describe('plugin run', () => {
  const [{ name, version }] = PLUGINS as [(typeof PLUGINS)[number]];

  it('answers as the program of the plugin does', async () => {
    const request = JSON.stringify({ apiVersion: 'v1alpha1', command: 'flags', args: ['--edit'] });
    const { code, stdout } = await cli(['plugin', 'run', `${name}/${version}`], { stdin: request });
    expect(code).toBe(0);
    expect(stdout).toBe((await answerPlugin(`${name}/${version}`, request)).response);
    expect(JSON.parse(stdout).flags.length).toBeGreaterThan(0);
  });

  it('ends with 0 whatever it answers', async () => {
    const { code, stdout } = await cli(['plugin', 'run', 'none/v1'], { stdin: '{}' });
    expect([code, JSON.parse(stdout).error]).toEqual([0, true]);
  });
});
