import { dataArgument, textArgument, wrongType } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { describeValue, formatIssue, ScaffoldError } from '../core/errors.ts';
import { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import { suggestion } from '../core/nearest.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { PluginHelp, PluginResult, ScaffoldPlugin } from './define-plugin.ts';
import {
  API_VERSION,
  COMMANDS,
  type PluginCommand,
  type PluginRequest,
  type PluginResponse,
  type PluginSubcommand,
  type ResponseFlag,
} from './protocol.ts';
import { readFlags } from './read-flags.ts';

/** `flags` and `metadata` name the command in short. */
const SHORT: Readonly<Record<string, PluginSubcommand>> = {
  '--init': 'init',
  '--edit': 'edit',
  '--api': 'create api',
  '--webhook': 'create webhook',
};

/**
 * Answers one request of Kubebuilder.
 *
 * Whatever goes wrong becomes the answer: `error` is true, and there is a message for each issue. Only files that
 * change are returned. Kubebuilder sends every file of the directory as text, `.git` and binaries among them; those are
 * never in the tree, and so never written. The protocol cannot delete: a file that the plugin takes out of the tree is
 * written without content, and a note names it.
 *
 * @param request the request, or its JSON
 * @example
 * runPlugin(plugin, { apiVersion: 'v1alpha1', command: 'edit', args: [], universe: {} }).error; // false
 */
export function runPlugin(plugin: ScaffoldPlugin, request: PluginRequest | string, call?: CallOptions): PluginResponse {
  let command = '';
  try {
    return enter(call, () => {
      if (!isPlugin(plugin)) throw wrongType('plugin', 'not a plugin', 'what definePlugin makes', plugin);
      const read = readRequest(request);
      command = read.command;
      return { ...EMPTY, command, ...answer(plugin, read) };
    });
  } catch (error) {
    const issues = error instanceof ScaffoldError ? error.issues : [];
    // What was thrown by mistake may bring its stack along.
    const messages = issues.map((issue) =>
      issue.code === 'internal'
        ? formatIssue({ ...issue, message: issue.message.split('\n')[0]! })
        : formatIssue(issue),
    );
    return { ...EMPTY, command, error: true, errorMsgs: messages };
  }
}

const EMPTY: PluginResponse = {
  apiVersion: API_VERSION,
  command: '',
  metadata: {},
  universe: {},
  error: false,
  errorMsgs: [],
  flags: [],
  notes: [],
};

interface ReadRequest {
  readonly command: PluginCommand;
  readonly args: readonly string[];
  readonly universe: Readonly<Record<string, string>>;
  readonly pluginChain: readonly string[];
  readonly config: Readonly<Record<string, unknown>> | undefined;
}

function answer(plugin: ScaffoldPlugin, request: ReadRequest): Partial<PluginResponse> {
  if (request.command === 'flags') {
    const command = request.args.map((argument) => SHORT[argument]).find((found) => found !== undefined);
    return {
      flags: flagsOf(plugin, command).map((flag): ResponseFlag => ({ ...flag, default: String(flag.default) })),
    };
  }
  if (request.command === 'metadata') {
    const command = request.args.map((argument) => SHORT[argument]).find((found) => found !== undefined);
    const help = helpOf(plugin, command);
    return help === undefined ? {} : { metadata: { ...help } };
  }
  const { command } = request;
  const handler = plugin.handlers[command];
  if (handler === undefined) return {};
  const tree = projectTree(request.universe);
  const flags = readFlags(flagsOf(plugin, command), request.args);
  let config = request.config;
  const result = handler({
    command,
    tree,
    flags,
    args: request.args,
    pluginChain: request.pluginChain,
    get config() {
      config ??= projectFile(tree);
      return config;
    },
  });
  return written(tree, result);
}

function flagsOf(plugin: ScaffoldPlugin, command: PluginSubcommand | undefined) {
  if (command !== undefined && plugin.handlers[command] === undefined) return [];
  const flags = plugin.flags ?? [];
  return flags
    .filter(({ commands }) => command === undefined || commands === undefined || commands.includes(command))
    .map(({ name, type, default: value, usage }) => ({ name, type, default: value, usage }));
}

function helpOf({ metadata }: ScaffoldPlugin, command: PluginSubcommand | undefined): PluginHelp | undefined {
  if (metadata === undefined || 'description' in metadata) return metadata as PluginHelp | undefined;
  return command === undefined ? undefined : (metadata as Partial<Record<PluginSubcommand, PluginHelp>>)[command];
}

function written(tree: FileTree, result: PluginResult): Partial<PluginResponse> {
  const { tree: after, notes = [] } = result instanceof FileTree ? { tree: result } : result;
  const universe: Record<string, string> = Object.create(null);
  const emptied: string[] = [];
  for (const { path, content } of after) if (tree.get(path) !== content) universe[path] = content;
  for (const path of tree.paths()) {
    if (after.has(path) || tree.get(path) === '') continue;
    universe[path] = '';
    emptied.push(`${path} is not needed any more and has no content now: delete it.`);
  }
  return { universe, notes: [...notes, ...emptied] };
}

/** What of a directory a plugin works with. Bytes that are no text arrive with U+FFFD in their place. */
function projectTree(universe: Readonly<Record<string, string>>): FileTree {
  const files = Object.entries(universe).filter(
    ([path, content]) => !path.startsWith('.git/') && !path.includes('\\') && !/[\0\ufffd]/.test(content),
  );
  return FileTree.from(files);
}

function projectFile(tree: FileTree): Readonly<Record<string, unknown>> {
  const text = tree.get('PROJECT');
  const value = text === undefined ? undefined : parseYaml(text, 'PROJECT')[0];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** @throws ScaffoldError `plugin-request`, with all that is wrong */
function readRequest(request: PluginRequest | string): ReadRequest {
  const value = dataArgument<unknown>(
    typeof request === 'string' ? parsed(textArgument(request, 'request')) : request,
    'request',
  );
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refused('', 'not a request of Kubebuilder', 'an object with apiVersion, command, args and universe', value);
  }
  const { apiVersion, command, args, universe, pluginChain, config } = value as Record<string, unknown>;
  const refusals: ScaffoldError[] = [];
  if (apiVersion !== API_VERSION) {
    refusals.push(refused('apiVersion', 'not the version of the protocol', API_VERSION, apiVersion));
  }
  if (typeof command !== 'string' || !COMMANDS.includes(command as PluginCommand)) {
    const hint = typeof command === 'string' ? suggestion(command, COMMANDS) : {};
    refusals.push(refused('command', 'no command of the protocol', COMMANDS.join(', '), command, hint));
  }
  if (args !== undefined && args !== null && !isTexts(args)) {
    refusals.push(refused('args', 'not a list of arguments', 'a list of texts', args));
  }
  if (universe !== undefined && universe !== null && !isTextMap(universe)) {
    refusals.push(refused('universe', 'not the files of a project', 'an object of texts', universe));
  }
  if (refusals.length > 0) throw new ScaffoldError(refusals.flatMap(({ issues }) => issues));
  return {
    command: command as PluginCommand,
    args: (args as readonly string[] | undefined) ?? [],
    universe: (universe as Readonly<Record<string, string>> | undefined) ?? {},
    pluginChain: isTexts(pluginChain) ? pluginChain : [],
    config:
      typeof config === 'object' && config !== null && !Array.isArray(config) && Object.keys(config).length > 0
        ? (config as Readonly<Record<string, unknown>>)
        : undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('', 'not JSON', 'a request of Kubebuilder on standard input', text);
  }
}

function refused(path: string, message: string, expected: string, received: unknown, more = {}): ScaffoldError {
  return new ScaffoldError({
    code: 'plugin-request',
    path,
    message,
    expected,
    received: describeValue(received),
    ...more,
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTextMap(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isTexts(Object.values(value));
}

function isPlugin(plugin: unknown): boolean {
  try {
    return typeof (plugin as ScaffoldPlugin).handlers === 'object';
  } catch {
    return false;
  }
}
