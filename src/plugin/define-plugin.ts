import { dataArgument, wrongType } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import type { PluginSubcommand } from './protocol.ts';

/** A flag of a plugin. Kubebuilder shows it in the help of the command, and refuses those that nobody defines. */
export interface PluginFlag {
  readonly name: string;
  readonly type: 'string' | 'bool' | 'int' | 'float';
  readonly default: string | boolean | number;
  readonly usage: string;
  /** The commands that have it; all that the plugin has where it is left out. */
  readonly commands?: readonly PluginSubcommand[];
}

/** What a plugin is called with. */
export interface PluginCall {
  readonly command: PluginSubcommand;
  /** The project's text files: without `.git`, and without what is no text. */
  readonly tree: FileTree;
  /** The plugin's flags, each with its value or its default. */
  readonly flags: Readonly<Record<string, string | boolean | number>>;
  /** All that stood on the command line, flags of other plugins too. */
  readonly args: readonly string[];
  /** The keys of all plugins of the call; empty where Kubebuilder does not tell. */
  readonly pluginChain: readonly string[];
  /** The PROJECT file as an object: as Kubebuilder sends it, else as it stands in the tree; empty where it is neither. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** The project as it is to be, or that and what the user should know. */
export type PluginResult = FileTree | { readonly tree: FileTree; readonly notes?: readonly string[] };

export type PluginHandler = (call: PluginCall) => PluginResult;

export interface PluginDefinition {
  /** As it stands in `--plugins=NAME/VERSION`: a DNS subdomain such as `charts.example.com`. */
  readonly name: string;
  /** `v1`, `v2-alpha`. */
  readonly version: string;
  readonly init?: PluginHandler;
  readonly edit?: PluginHandler;
  readonly createApi?: PluginHandler;
  readonly createWebhook?: PluginHandler;
  readonly flags?: readonly PluginFlag[];
  /** What the help of a command says of the plugin; the same for all, or one for each. */
  readonly metadata?: PluginHelp | Partial<Readonly<Record<PluginSubcommand, PluginHelp>>>;
}

export interface PluginHelp {
  readonly description: string;
  readonly examples?: string;
}

/** A plugin that {@link runPlugin} can run. Made by {@link definePlugin}. */
export interface ScaffoldPlugin extends PluginDefinition {
  /** `NAME/VERSION`. */
  readonly key: string;
  readonly handlers: Readonly<Partial<Record<PluginSubcommand, PluginHandler>>>;
}

/** What Kubebuilder takes as a name and as a version (pkg/plugin/helpers.go and version.go of 4.16.0). */
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const VERSION = /^v[1-9][0-9]*(-(alpha|beta))?$/;
const FLAG = /^[a-z][a-z0-9-]*$/;
/** Flags that Kubebuilder has itself: it drops a plugin's of these names, or stops. */
const TAKEN = new Set(['help', 'plugins', 'project-version', 'group', 'version', 'kind']);

/**
 * A plugin for Kubebuilder, of handlers that are pure functions: the project's files in, the files as they are to be
 * out.
 *
 * A handler that a plugin does not have leaves the project as it is. That matters in a chain: after
 * `init --plugins=go/v4,NAME/VERSION` every `create api` calls the plugin too.
 *
 * @throws ScaffoldError `plugin-invalid`: a name, version or flag that Kubebuilder does not take
 * @example
 * definePlugin({
 *   name: 'notes.example.com',
 *   version: 'v1',
 *   edit: ({ tree }) => tree.with({ 'NOTES.md': 'Edited.\n' }),
 * }); // a plugin for runPlugin
 */
export function definePlugin(definition: PluginDefinition, call?: CallOptions): ScaffoldPlugin {
  return enter(call, () => defined(definition));
}

function defined(definition: PluginDefinition): ScaffoldPlugin {
  if (typeof definition !== 'object' || definition === null) {
    throw wrongType('definition', 'not a plugin', 'an object with name, version and handlers', definition);
  }
  const given = read(definition);
  const { init, edit, createApi, createWebhook, ...data } = given;
  const plain = dataArgument<PluginDefinition>(data, 'definition');
  const { name, version, flags = [] } = plain;
  const issues: Issue[] = [];
  const refuse = (path: string, message: string, expected: string, received: unknown) =>
    issues.push({ code: 'plugin-invalid', path, message, expected, received: describeValue(received) });
  if (typeof name !== 'string' || name.length > 253 || !NAME.test(name)) {
    refuse('name', 'not the name of a plugin', 'a DNS subdomain such as charts.example.com', name);
  }
  if (typeof version !== 'string' || !VERSION.test(version)) {
    refuse('version', 'not the version of a plugin', 'v1, v2-alpha, v2-beta', version);
  }
  for (const [command, handler] of Object.entries({ init, edit, createApi, createWebhook })) {
    if (handler !== undefined && typeof handler !== 'function') refuse(command, 'not a handler', 'a function', handler);
  }
  if (!Array.isArray(flags)) throw wrongType('flags', 'not flags', 'a list', flags);
  const known = new Set<string>();
  for (const [index, flag] of flags.entries()) {
    const path = `flags[${index}]`;
    if (typeof flag !== 'object' || flag === null) {
      refuse(path, 'not a flag', 'an object with name, type and default', flag);
      continue;
    }
    if (typeof flag.name !== 'string' || !FLAG.test(flag.name))
      refuse(`${path}.name`, 'not the name of a flag', 'such as metrics-port', flag.name);
    else if (TAKEN.has(flag.name))
      refuse(`${path}.name`, 'Kubebuilder has this flag itself', 'another name', flag.name);
    else if (known.has(flag.name)) refuse(`${path}.name`, 'defined twice', 'another name', flag.name);
    known.add(flag.name);
    const type = flag.type === 'bool' ? 'boolean' : flag.type === 'string' ? 'string' : 'number';
    if (!['string', 'bool', 'int', 'float'].includes(flag.type)) {
      refuse(`${path}.type`, 'not a type of flags', 'string, bool, int or float', flag.type);
    } else if (typeof flag.default !== type) {
      refuse(`${path}.default`, 'not of the flag’s type', type, flag.default);
    }
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  const handlers = {
    ...(init === undefined ? {} : { init }),
    ...(edit === undefined ? {} : { edit }),
    ...(createApi === undefined ? {} : { 'create api': createApi }),
    ...(createWebhook === undefined ? {} : { 'create webhook': createWebhook }),
  };
  return { ...given, ...plain, key: `${name}/${version}`, handlers };
}

/** Each field once: a getter may give something else on a second look, or throw. */
function read(definition: PluginDefinition): PluginDefinition {
  try {
    return { ...definition };
  } catch {
    throw wrongType('definition', 'cannot be read', 'plain data and functions', undefined);
  }
}
