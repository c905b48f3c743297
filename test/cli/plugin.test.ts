import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installPlugin, pluginsRoot } from '../../src/cli/install-plugin.ts';
import { PLUGINS } from '../../src/plugin/plugins.ts';
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
    const programs = join(directory, 'programs');
    mkdirSync(programs);
    writeFileSync(join(programs, 'plugin.cjs'), 'process.stdout.write(JSON.stringify(process.argv.slice(2)));');
    return { directory, programs, root: join(directory, "plugins of 'mine'") };
  };

  it('writes an executable that goes on working without the package, once', () => {
    const { programs, root } = prepare();
    const first = installPlugin(entry!, root, programs);
    expect(first.written).toBe(true);
    expect(first.path).toBe(join(root, entry!.name, entry!.version, entry!.name));
    expect(statSync(first.path).mode & 0o111).toBe(0o111);
    expect(installPlugin(entry!, root, programs).written).toBe(false);
    const { stdout } = spawnSync(first.path, { input: '{}', encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual([`${entry!.name}/${entry!.version}`]);
    writeFileSync(join(programs, 'chunk.cjs'), '');
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
});
