import { listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { Draft } from '../draft.ts';
import { goString } from '../template/escape.ts';
import { Action, Block, Lines, TemplateMap, when, withValue } from '../template/nodes.ts';
import { listOf } from '../values/schema-types.ts';
import type { Scope } from '../values/values-model.ts';
import { toJson } from './knobs.ts';

/**
 * Environment variables as a map, which `--set` can merge into, and a list for those that take their value from
 * elsewhere. The order of the source stays: a variable may be used by a later one.
 *
 * @param rare where sources of many variables have their value
 */
export function addEnvironment(
  draft: Draft,
  scope: Scope,
  container: TemplateMap,
  source: JsonValue,
  rare: Scope,
): void {
  const values: Record<string, JsonValue> = {};
  const env = `${scope.expression}.env`;
  const extra = `${scope.expression}.extraEnv`;
  // The server-side apply of Helm 4 refuses a name that is there twice.
  const isExtra = (name: string) => `include ${goString(`${draft.chart}.hasName`)} (list $${extra} ${name})`;
  const list = container.list('env');
  const names = listAt(source, 'env').map((variable) => stringAt(variable, 'name') ?? '');
  const inOrder: string[] = [];
  for (const [at, item] of list.items.entries()) {
    const name = names[at] ?? '';
    if (!('value' in item) || !(item.value instanceof TemplateMap)) continue;
    if (names.indexOf(name) !== at || names.lastIndexOf(name) !== at) continue; // twice in the source: it stays as it is
    const text = toJson(item.value.get('value') ?? item.value);
    const hasKey = `hasKey ${env} ${goString(name)}`;
    const isPlain = item.value.get('valueFrom') === undefined && typeof text === 'string' && !text.includes('{{');
    if (isPlain && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      values[name] = text;
      item.value.set('value', new Action(`include ${goString(`${draft.chart}.text`)} (list $ ${env}.${name}) | quote`));
      item.guard = { open: `if and (${hasKey}) (not (${isExtra(goString(name))}))`, condition: env };
      inOrder.push(name);
    } else item.guard = when(`not (or (${hasKey}) (${isExtra(goString(name))}))`);
  }
  scope.section.set(
    'env',
    values,
    'Environment variables by name. Templates in them are evaluated; null removes one.',
    {
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
      'x-required': true,
    },
  );
  scope.section.set(
    'extraEnv',
    [],
    'Environment variables in the form of Kubernetes, for valueFrom; they go before others of the same name. Templates in them are evaluated.',
    listOf('envVar'),
  );
  const more = inOrder.length === 0 ? env : `(omit ${env} ${inOrder.map(goString).join(' ')})`;
  list.items.push(
    {
      inset: new Lines(
        `{{- if not (or (kindIs "invalid" $value) (${isExtra('$name')})) }}`,
        '- name: {{ $name | quote }}',
        `  value: {{ include ${goString(`${draft.chart}.text`)} (list $ $value) | quote }}`,
        '{{- end }}',
      ),
      guard: { open: `range $name, $value := ${more}`, condition: env },
    },
    { inset: new Block('tpl (toYaml .) $'), guard: withValue(extra) },
  );
  rare.section.set(
    'extraEnvFrom',
    [],
    'ConfigMaps and Secrets whose keys become environment variables.',
    listOf('envFromSource'),
  );
  container.list('envFrom').items.push({
    inset: new Block('tpl (toYaml .) $'),
    guard: withValue(`${rare.expression}.extraEnvFrom`),
  });
}
