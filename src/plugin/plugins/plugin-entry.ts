import { definePlugin, type PluginDefinition, type PluginHandler, type ScaffoldPlugin } from '../define-plugin.ts';
import type { PluginSubcommand } from '../protocol.ts';

/** The handlers of a plugin, by their names in a definition. */
type Handlers = Pick<PluginDefinition, 'init' | 'edit' | 'createApi' | 'createWebhook'>;

/**
 * A plugin of ours. What it does is loaded when it has to: Kubebuilder asks every plugin that it finds for its flags and
 * its help, each time that it is called.
 */
export interface PluginEntry extends Omit<PluginDefinition, keyof Handlers> {
  /** For the list of plugins. */
  readonly summary: string;
  /** The commands that it has handlers for. */
  readonly commands: readonly PluginSubcommand[];
  load(): Promise<Handlers>;
}

const NAMES = { init: 'init', edit: 'edit', 'create api': 'createApi', 'create webhook': 'createWebhook' } as const;
const nothing: PluginHandler = ({ tree }) => tree;

/** The plugin of an entry: with its handlers where a command calls one, else only with what it says of itself. */
export async function pluginOf(entry: PluginEntry, command: unknown): Promise<ScaffoldPlugin> {
  const { name, version, flags, metadata, commands } = entry;
  const definition = { name, version, ...(flags && { flags }), ...(metadata && { metadata }) };
  const isCalled = commands.some((known) => known === command);
  const handlers = isCalled ? await entry.load() : Object.fromEntries(commands.map((known) => [NAMES[known], nothing]));
  return definePlugin({ ...definition, ...handlers });
}
