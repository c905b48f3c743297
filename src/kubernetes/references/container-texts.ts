import { listAt, stringAt } from '../identity.ts';
import type { JsonObject, JsonValue } from '../object.ts';
import type { Path } from '../paths.ts';
import { configTextSpans } from './config-text.ts';
import type { Variables } from './own-namespace.ts';
import type { GraphNode, TellDoubt } from './reference.ts';
import type { SpanCollector } from './span-collector.ts';
import { argumentHint, type TextJudge } from './text-names.ts';

/** Names in the commands, arguments and environment variables of a pod's containers. */
export function containerTexts(
  podSpec: JsonObject,
  base: Path,
  node: GraphNode,
  judge: TextJudge,
  spans: SpanCollector,
  doubt: TellDoubt,
): void {
  for (const list of ['containers', 'initContainers']) {
    for (const [position, container] of listAt(podSpec, list).entries()) {
      const here = [...base, list, position];
      const variables = namespacesOf(container, node.namespace);
      for (const key of ['command', 'args']) {
        const texts = listAt(container, key);
        for (const [at, text] of texts.entries()) {
          if (typeof text !== 'string') continue;
          if (isProgram(text, [key, at])) continue;
          const before = texts[at - 1];
          const verdict = /\s/.test(text.trim())
            ? judge.words(text, node.namespace, variables)
            : judge.text(text, argumentHint(text, typeof before === 'string' ? before : ''), node.namespace, variables);
          tell(verdict, text, [...here, key, at], 'argument');
        }
      }
      for (const [at, variable] of listAt(container, 'env').entries()) {
        const text = stringAt(variable, 'value');
        if (text === undefined) continue;
        const path = [...here, 'env', at, 'value'];
        if (/^\s*[[{]/.test(text)) {
          const { found, doubtful } = configTextSpans(text, 'value.json', node.namespace, judge);
          spans.found(path, found, 'env');
          for (const each of doubtful) doubt({ path, ...each });
        } else {
          const hint = { key: stringAt(variable, 'name') ?? '', offset: 0 };
          tell(judge.text(text, hint, node.namespace, variables), text, path, 'env');
        }
      }
    }
  }
  function tell({ found, doubtful }: ReturnType<TextJudge['text']>, text: string, path: Path, rule: string): void {
    spans.found(path, found, rule);
    for (const reason of doubtful) doubt({ path, text, reason });
  }
}

/** The variables of a container that hold a namespace: the pod's own from the downward API, or a text. */
function namespacesOf(container: JsonValue, own: string | undefined): Variables {
  const known = new Map<string, string | undefined>();
  for (const variable of listAt(container, 'env')) {
    const name = stringAt(variable, 'name');
    if (name === undefined) continue;
    const field = stringAt(variable, 'valueFrom', 'fieldRef', 'fieldPath');
    known.set(name, field === 'metadata.namespace' ? own : stringAt(variable, 'value'));
  }
  return (name) => known.get(name);
}

/** The first word of a command is what runs. */
export function isProgram(text: string, path: Path): boolean {
  return path.at(-1) === 0 && path.at(-2) === 'command' && /^[\w./-]+$/.test(text);
}
