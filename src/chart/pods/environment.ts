import { listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { Draft } from '../draft.ts';
import { goString } from '../template/escape.ts';
import { Action, Block, Literal, TemplateList, TemplateMap, when, withValue } from '../template/nodes.ts';
import { printList } from '../template/print.ts';
import { listOf } from '../values/schema-types.ts';
import type { Scope } from '../values/values-model.ts';
import { containersOf, mainContainerOf } from './container-args.ts';
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
    "Variables in Kubernetes' form, for valueFrom; they replace those of the same name. Templates in them are evaluated.",
    listOf('envVar'),
  );
  const others = inOrder.map((name) => ` ${goString(name)}`).join('');
  const more = `include ${goString(`${draft.chart}.env`)} (list $ ${env} ${extra}${others}) | trim`;
  list.items.push({ inset: new Block('.'), guard: { open: `with ${more}`, condition: `(${more})` } });
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

/**
 * Moves the environment of a container that has more than the values say into a named template, so that a workload's own
 * template stays one that people can read. After all that may add a variable.
 */
export function nameEnvironments(draft: Draft): void {
  for (const workload of draft.workloads) {
    const main = mainContainerOf(workload);
    for (const container of containersOf(workload)) {
      const list = container.get('env');
      if (!(list instanceof TemplateList) || list.items.length < 2) continue;
      const name = container.get('name');
      const own = container === main || !(name instanceof Literal) ? '' : `.${name.value}`;
      const template = `${draft.chart}.env.${workload.title}${own}`;
      draft.helpers.push(`{{/*
The environment variables of ${workload.title}${own === '' ? '' : `, container ${own.slice(1)}`}.
*/}}
{{- define ${goString(template)} -}}
${printList(list).trimEnd()}
{{- end }}`);
      const open = `include ${goString(template)} $ | trim`;
      container.set('env', new Block('.'), { open: `with ${open}`, condition: `(${open})` }, list.whenEmpty);
    }
  }
}
