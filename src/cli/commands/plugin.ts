import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suggestion } from '../../core/nearest.ts';
import type { PluginEntry } from '../../plugin/plugins/plugin-entry.ts';
import { PLUGINS } from '../../plugin/plugins.ts';
import { type Call, type Command, DONE } from '../command.ts';
import { installPlugin, type Programs, pluginsRoot } from '../install-plugin.ts';
import { uninterrupted } from '../uninterrupted.ts';
import { usageError } from '../usage.ts';

export const plugin: Command = {
  usage: 'list | install NAME[@VERSION] | run NAME/VERSION [--directory DIR]',
  description: `Plugins that Kubebuilder runs: kubebuilder edit --plugins=NAME/VERSION. install writes one to where
Kubebuilder looks: to $EXTERNAL_PLUGINS_PATH, else to $XDG_CONFIG_HOME/kubebuilder/plugins, else to the directory of the
platform. run is what that starts where the command line is a single executable: a request of Kubebuilder on standard
input, the answer on standard output.`,
  example: 'operator-scaffold plugin install chart.operator-scaffold',
  flags: { directory: { value: 'DIR', help: 'the directory of plugins to install into or to look in' } },
  positionals: 2,
  async run(call) {
    const [action, name] = call.args.positionals;
    if (action === 'list' && name === undefined) return list(call);
    if (action === 'install') return install(call, name);
    if (action === 'run' && name !== undefined) return run(call, name);
    throw usageError(action ?? 'plugin', 'say what to do', {
      expected: 'list, or install or run and the name of a plugin',
      ...suggestion(action ?? '', ['list', 'install', 'run']),
    });
  },
};

function rootOf({ args, io }: Call): string {
  return resolve(io.cwd, args.text('directory') ?? pluginsRoot(io.env, process.platform));
}

function list(call: Call): number {
  const { io, json } = call;
  const root = rootOf(call);
  const rows = PLUGINS.map(({ name, version, summary }) => ({
    name,
    version,
    summary,
    installed: existsSync(join(root, name, version, name)),
  }));
  if (json) io.stdout.write(`${JSON.stringify({ directory: root, plugins: rows }, undefined, 2)}\n`);
  else {
    const key = ({ name, version }: (typeof rows)[number]) => `${name}/${version}`;
    const width = Math.max(...rows.map((row) => key(row).length));
    for (const row of rows) {
      io.stdout.write(`${key(row).padEnd(width)}  ${row.installed ? 'installed' : '         '}  ${row.summary}\n`);
    }
  }
  return DONE;
}

async function install(call: Call, argument: string | undefined): Promise<number> {
  const { io, json } = call;
  const entry = entryOf(argument);
  const { path, written } = await uninterrupted(async () => installPlugin(entry, rootOf(call), programs()));
  const key = `${entry.name}/${entry.version}`;
  if (json) io.stdout.write(`${JSON.stringify({ plugin: key, path, written }, undefined, 2)}\n`);
  else io.stdout.write(`${written ? 'wrote' : 'has already'} ${path}\nkubebuilder edit --plugins=${key}\n`);
  return DONE;
}

async function run({ io }: Call, key: string): Promise<number> {
  const { servePlugin } = await import('../answer-plugin.ts');
  await servePlugin(key, io);
  return DONE;
}

function programs(): Programs {
  // Not imported: the first releases of Node 20 do not have it, nor have others than Node.
  const sea = process.getBuiltinModule?.('node:sea') as { isSea(): boolean } | undefined;
  return sea?.isSea() ? { executable: process.execPath } : { directory: import.meta.dirname ?? __dirname };
}

function entryOf(argument: string | undefined): PluginEntry {
  const [name = '', version] = (argument ?? '').split(/[@/]/);
  const found = PLUGINS.find((entry) => entry.name === name && (version === undefined || entry.version === version));
  if (found !== undefined) return found;
  const keys = PLUGINS.map((entry) => `${entry.name}@${entry.version}`);
  throw usageError(argument ?? 'install', argument === undefined ? 'which plugin?' : 'there is no such plugin', {
    expected: keys.join(', '),
    ...suggestion(argument ?? '', [...PLUGINS.map((entry) => entry.name), ...keys]),
  });
}
