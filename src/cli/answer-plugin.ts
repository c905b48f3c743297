import { pluginOf } from '../plugin/plugins/plugin-entry.ts';
import { PLUGINS } from '../plugin/plugins.ts';
import { API_VERSION, type PluginResponse } from '../plugin/protocol.ts';
import { runPlugin } from '../plugin/run-plugin.ts';

/**
 * What a plugin of ours answers to a request.
 *
 * @param key `NAME/VERSION`
 * @returns the response as Kubebuilder reads it, and what the user should know besides
 */
export async function answerPlugin(
  key: string,
  request: string,
): Promise<{ response: string; notes: readonly string[] }> {
  const entry = PLUGINS.find(({ name, version }) => `${name}/${version}` === key);
  if (entry === undefined) {
    const keys = PLUGINS.map(({ name, version }) => `${name}/${version}`).join(', ');
    const errorMsgs = [`there is no plugin ${JSON.stringify(key)}; there are ${keys}`];
    const refusal = { apiVersion: API_VERSION, command: '', universe: {}, error: true, errorMsgs };
    return { response: JSON.stringify(refusal), notes: [] };
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
