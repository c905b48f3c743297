import { listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { Draft } from '../draft.ts';
import { CALLS_WEBHOOKS, WATCHED, WATCHES_SOME } from '../switches.ts';
import { allOf, anyOf, type Condition, isSet, isTrue, not, printCondition } from '../template/condition.ts';
import { goString } from '../template/escape.ts';
import {
  Action,
  type Item,
  Literal,
  TemplateList,
  TemplateMap,
  when,
  withPipeline,
  withValue,
  YamlPipeline,
} from '../template/nodes.ts';
import { printList } from '../template/print.ts';
import { listOf } from '../values/schema-types.ts';
import type { Scope } from '../values/values-model.ts';
import { containersOf, mainContainerOf } from './container-args.ts';
import { toJson } from './exposed-fields.ts';

/** What the operator is told by variables, when the values say so. */
export interface Told {
  /** Items of the environment in whose place the namespaces to watch stand. */
  readonly watched: readonly Item[];
  /** Whether `ENABLE_WEBHOOKS` says that webhooks are off. */
  readonly switchesWebhooks: boolean;
}

export const TOLD_NOTHING: Told = { watched: [], switchesWebhooks: false };

/**
 * Environment variables as a map, which `--set` can merge into, and a list for those that take their value from
 * elsewhere. The order of the source stays: a variable may be used by a later one.
 *
 * @param rare where sources of many variables have their value
 * @param told what features say by variables
 */
export function addEnvironment(
  draft: Draft,
  scope: Scope,
  container: TemplateMap,
  source: JsonValue,
  rare: Scope,
  told: Told,
): void {
  const values: Record<string, JsonValue> = {};
  const env = `${scope.expression}.env`;
  const extra = `${scope.expression}.extraEnv`;
  // The server-side apply of Helm 4 refuses a name that is there twice.
  const isExtra = (name: string) =>
    isTrue(`include ${goString(`${draft.chart}.hasName`)} (list $${extra} ${goString(name)})`);
  const hasKey = (name: string) => isTrue(`hasKey ${env} ${goString(name)}`);
  const list = container.list('env');
  const names = listAt(source, 'env').map((variable) => stringAt(variable, 'name') ?? '');
  const inOrder: string[] = [];
  for (const [at, item] of list.items.entries()) {
    const name = names[at] ?? '';
    if (!('value' in item) || !(item.value instanceof TemplateMap)) continue;
    if (names.indexOf(name) !== at || names.lastIndexOf(name) !== at) continue; // twice in the source: it stays as it is
    const text = toJson(item.value.get('value') ?? item.value);
    const isPlain = item.value.get('valueFrom') === undefined && typeof text === 'string' && !text.includes('{{');
    if (isPlain && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      values[name] = text;
      item.value.set('value', new Action(`include ${goString(`${draft.chart}.text`)} (list $ ${env}.${name}) | quote`));
      item.guard = { action: 'if', holds: allOf([hasKey(name), not(isExtra(name))]), condition: isSet(env) };
      inOrder.push(name);
    } else item.guard = when(not(anyOf([hasKey(name), isExtra(name)])));
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
  list.add({ inset: new YamlPipeline('.'), guard: withPipeline(more, isTrue(`(${more})`)) }, draft.place);
  rare.section.set(
    'extraEnvFrom',
    [],
    'ConfigMaps and Secrets whose keys become environment variables.',
    listOf('envFromSource'),
  );
  container.list('envFrom').items.push({
    inset: new YamlPipeline('tpl (toYaml .) $'),
    guard: withValue(`${rare.expression}.extraEnvFrom`),
  });
  if (told.switchesWebhooks) switchWebhooks(list, hasKey);
  for (const item of told.watched) sayWatched(item);
}

/** Kubebuilder's main.go starts no webhook where ENABLE_WEBHOOKS is false. */
function switchWebhooks(list: TemplateList, hasKey: (name: string) => Condition): void {
  const name = 'ENABLE_WEBHOOKS';
  const inSource = list.items.find((item) => {
    const found = 'value' in item && item.value instanceof TemplateMap ? item.value.get('name') : undefined;
    return found instanceof Literal && found.value === name;
  });
  const map = inSource !== undefined && 'value' in inSource ? inSource.value : undefined;
  if (!(map instanceof TemplateMap)) {
    list.items.unshift({
      value: new TemplateMap([
        { key: 'name', value: new Literal(name) },
        { key: 'value', value: new Literal('false') },
      ]),
      guard: when(not(anyOf([CALLS_WEBHOOKS, hasKey(name)]))),
    });
    return;
  }
  const value = map.get('value');
  if (!(value instanceof Action)) return;
  const own = value.expression.replace(/ \| quote$/, '');
  const isOn = `not (empty ${printCondition(CALLS_WEBHOOKS)})`;
  map.set('value', new Action(`ternary (${own}) "false" (${isOn}) | quote`));
}

/** The namespaces to watch where there are any, or else what the environment has in the place. */
function sayWatched({ value }: Item): void {
  if (!(value instanceof TemplateMap)) return;
  const from = value.get('valueFrom');
  if (from !== undefined) value.set('valueFrom', from, when(not(WATCHES_SOME)));
  value.set('value', new Action(`${WATCHED} | quote`), when(WATCHES_SOME), value.get('value'));
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
      draft.helpers.add(
        Number.POSITIVE_INFINITY,
        `{{/*
The environment variables of ${workload.title}${own === '' ? '' : `, container ${own.slice(1)}`}.
*/}}
{{- define ${goString(template)} -}}
${printList(list).trimEnd()}
{{- end }}`,
      );
      const open = `include ${goString(template)} $ | trim`;
      container.set('env', new YamlPipeline('.'), withPipeline(open, isTrue(`(${open})`)), list.whenEmpty);
    }
  }
}
