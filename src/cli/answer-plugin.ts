import { formatIssue, ScaffoldError } from '../core/errors.ts';
import { pluginOf } from '../plugin/plugins/plugin-entry.ts';
import { PLUGINS } from '../plugin/plugins.ts';
import { type PluginResponse, refusalOf } from '../plugin/protocol.ts';
import { runPlugin } from '../plugin/run-plugin.ts';
import type { Io } from './io.ts';

/**
 * One plugin as a program: Kubebuilder's request on standard input, the answer on standard output. The status is 0
 * whatever the answer: Kubebuilder shows messages of an answer, and of a program that failed nothing but that.
 *
 * @param key `NAME/VERSION`
 */
export async function servePlugin(key: string, io: Pick<Io, 'stdin' | 'stdout' | 'stderr'>): Promise<void> {
  const { response, notes } = await answerTo(key, io);
  io.stdout.write(response);
  for (const note of notes) io.stderr.write(`${key}: ${note}\n`);
}

async function answerTo(key: string, io: Pick<Io, 'stdin'>): Promise<Answer> {
  try {
    return await answerPlugin(key, await io.stdin());
  } catch (error) {
    // Of a request that cannot be read.
    if (error instanceof ScaffoldError) return refusal(error.issues.map(formatIssue));
    throw error;
  }
}

interface Answer {
  readonly response: string;
  readonly notes: readonly string[];
}

function refusal(errorMsgs: readonly string[]): Answer {
  return { response: JSON.stringify(refusalOf(errorMsgs)), notes: [] };
}

/**
 * What a plugin of ours answers to a request.
 *
 * @param key `NAME/VERSION`
 * @returns the response as Kubebuilder reads it, and what the user should know besides
 */
export async function answerPlugin(key: string, request: string): Promise<Answer> {
  const entry = PLUGINS.find(({ name, version }) => `${name}/${version}` === key);
  if (entry === undefined) {
    const keys = PLUGINS.map(({ name, version }) => `${name}/${version}`).join(', ');
    return refusal([`there is no plugin ${JSON.stringify(key)}; there are ${keys}`]);
  }
  const response: PluginResponse = runPlugin(await pluginOf(entry, commandOf(request)), request);
  return { response: JSON.stringify(response), notes: response.notes };
}

/** What the request asks for; undefined where that cannot be read, which runPlugin tells. */
function commandOf(request: string): unknown {
  try {
    return (JSON.parse(request) as { command?: unknown } | null)?.command;
  } catch {
    return undefined;
  }
}
