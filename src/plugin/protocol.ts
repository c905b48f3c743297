/**
 * Kubebuilder's protocol for external plugins, version v1alpha1: a request on standard input, a response on standard
 * output, both JSON.
 *
 * @see https://book.kubebuilder.io/plugins/extending/external-plugins
 */
export const API_VERSION = 'v1alpha1';

export const COMMANDS = ['init', 'create api', 'create webhook', 'edit', 'flags', 'metadata'] as const;
export type PluginCommand = (typeof COMMANDS)[number];

/** The commands that change a project. */
export const SUBCOMMANDS = ['init', 'create api', 'create webhook', 'edit'] as const;
export type PluginSubcommand = (typeof SUBCOMMANDS)[number];

/** What Kubebuilder sends. */
export interface PluginRequest {
  readonly apiVersion: string;
  /** Every flag of the command line, those of other plugins too, each followed by its value. */
  readonly args?: readonly string[] | null;
  readonly command: string;
  /** Every file of the project's directory as text, whatever it is. */
  readonly universe?: Readonly<Record<string, string>> | null;
  /** The keys of all plugins of the call; from Kubebuilder 4.10 on. */
  readonly pluginChain?: readonly string[];
  /** The PROJECT file; from Kubebuilder 4.15 on. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** A flag as Kubebuilder reads it. */
export interface ResponseFlag {
  readonly name: string;
  readonly type: 'string' | 'bool' | 'int' | 'float';
  readonly default: string;
  readonly usage: string;
}

/** The answer of a program that cannot do what its plugin is there for. */
export function refusalOf(errorMsgs: readonly string[]) {
  return { apiVersion: API_VERSION, command: '', universe: {}, error: true, errorMsgs };
}

/** What Kubebuilder reads. */
export interface PluginResponse {
  readonly apiVersion: string;
  readonly command: string;
  readonly metadata: { readonly description?: string; readonly examples?: string };
  /** The files to write; others stay as they are. */
  readonly universe: Readonly<Record<string, string>>;
  readonly error: boolean;
  readonly errorMsgs: readonly string[];
  readonly flags: readonly ResponseFlag[];
  /** What the user should know. Kubebuilder passes over it: a program prints it on standard error. */
  readonly notes: readonly string[];
}
