import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { Draft } from '../draft.ts';
import { suffixOf } from '../names/name-plan.ts';
import { toTemplateJson } from '../pods/exposed-fields.ts';
import { NOT_FOR_TO_YAML } from '../pods/workload-values.ts';
import { goString } from '../template/escape.ts';
import { rangeOver, TemplateLines, TemplateMap, YamlPipeline } from '../template/nodes.ts';
import { camelCase, type Scope, subScope } from '../values/values-model.ts';

/** What is longer (certificates, dashboards, keys) is edited in a file of its own, not among values. */
const LONGEST = 8192;
/** What kustomize's generators put behind a name (`-f4chf695ct`): it changes with the content. */
const HASH = /-[bcdfghkmt2456789]{10}$/;

/**
 * `configMaps`: the configuration files and settings of the input, by name and key. Where a text names objects of the chart
 * it is a template, and so may be what replaces it.
 */
export function addConfigMaps(draft: Draft): void {
  const scope = () =>
    subScope(draft.values, 'configMaps', 'What the ConfigMaps hold. Pods that read it when they start need a restart.');
  for (const { kind, manifest, node, root } of draft.documents) {
    const data = root.get('data');
    if (kind !== 'ConfigMap' || manifest === undefined || node === undefined || !(data instanceof TemplateMap))
      continue;
    const texts = toTemplateJson(data);
    if (!isText(texts)) continue;
    const name = (suffixOf(node.name, draft.project.prefix) || node.name).replace(HASH, '');
    root.set(
      'data',
      printedFrom(draft, scope(), { id: `${node.namespace ?? ''}/${node.name.replace(HASH, '')}`, name }, texts),
    );
  }
}

function isText(data: JsonValue): data is JsonObject {
  const texts = isObject(data) ? Object.entries(data).flat() : [];
  const length = texts.reduce<number>((sum, text) => sum + String(text).length, 0);
  return length <= LONGEST && texts.every((text) => typeof text === 'string' && !NOT_FOR_TO_YAML.test(text));
}

function printedFrom(
  draft: Draft,
  { section, expression }: Scope,
  { id, name }: { readonly id: string; readonly name: string },
  texts: JsonObject,
): TemplateMap {
  const key = draft.choices.key('configMap', id, wantedKeys(name), (each) => !section.has(each));
  section.set(key, texts, `Texts of ConfigMap ${name}, by key. Templates in them are evaluated; null removes one.`, {
    type: 'object',
    additionalProperties: { type: ['string', 'null'] },
  });
  const text = `include ${goString(`${draft.chart}.text`)} (list $ $text)`;
  return new TemplateMap([
    {
      inset: new TemplateLines(
        '{{- if not (kindIs "invalid" $text) }}',
        new YamlPipeline(`toYaml (dict $key (${text}))`),
        '{{- end }}',
      ),
      guard: rangeOver(`$key, $text := ${expression}.${key}`, `${expression}.${key}`),
    },
  ]);
}

function* wantedKeys(name: string): Generator<string> {
  const base = camelCase(name);
  yield base;
  for (let count = 2; ; count += 1) yield `${base}${count}`;
}
