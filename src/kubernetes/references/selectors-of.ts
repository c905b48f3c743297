import { append } from '../../core/append.ts';
import { isObject, listAt, namespaceOf, objectAt, valueAt } from '../identity.ts';
import type { JsonValue, KubernetesObject } from '../object.ts';
import { findAll, type Path } from '../paths.ts';
import { isBuiltInGroup } from '../scope.ts';
import { podTemplatePath } from '../workload-kinds.ts';
import { NOT_OWN_FIELDS } from './custom-resource-names.ts';
import { isSelective } from './label-selectors.ts';
import type { LabelledObjects } from './labelled-objects.ts';
import type { FoundSelector } from './reference.ts';
import { POD_SELECTOR_FIELDS, SELECTOR_FIELDS, type SelectorField } from './selector-fields.ts';

/**
 * The selectors of an object that select something in the input, and what they select.
 *
 * @param implied the namespace that objects without one go to
 */
export function selectorsOf(
  object: KubernetesObject,
  objects: LabelledObjects,
  implied: string | undefined,
): FoundSelector[] {
  const found: FoundSelector[] = [];
  const template = podTemplatePath(object);
  const podSpec = template === undefined ? undefined : objectAt(object, ...template, 'spec');
  const look = (field: Omit<SelectorField, 'in'>, root: JsonValue, base: Path) => {
    const dot = field.at.lastIndexOf('.');
    const key = field.at.slice(dot + 1).replace('[]', '');
    for (const { path: place, value: parent } of findAll(root, field.at.slice(0, dot), base)) {
      const value = isObject(parent) ? parent[key] : undefined;
      if (value === undefined || !isSelective(value, field.form)) continue;
      const own = namespaceOf(object) ?? implied;
      const isInside = namespacesOf(parent, own, object.kind.endsWith('Monitor'));
      const hits = objects
        .selectedBy(value, field.form, field.selects)
        .flatMap((hit) => (isInside(namespaceOf(hit.object) ?? implied) ? [hit.at] : []));
      if (hits.length > 0) found.push({ path: [...place, key], form: field.form, selects: hits });
    }
  };
  const fields = SELECTOR_FIELDS.filter((field) => field.in.includes(object.kind));
  for (const field of fields) look(field, object, []);
  if (fields.length === 0 && !isBuiltInGroup(object.apiVersion)) append(found, customSelectors(object, objects));
  if (podSpec !== undefined) for (const field of POD_SELECTOR_FIELDS) look(field, podSpec, [...template!, 'spec']);
  return found;
}

/**
 * What has the form of a selector in a custom resource and selects pods of the input, or else Services. Where such a field
 * looks is not known: in any namespace.
 */
function customSelectors(object: KubernetesObject, objects: LabelledObjects): FoundSelector[] {
  const found: FoundSelector[] = [];
  const visit = (value: JsonValue, path: Path): void => {
    if (Array.isArray(value)) for (const [at, item] of value.entries()) visit(item, [...path, at]);
    if (!isObject(value)) return;
    const isSelector = isObject(value.matchLabels) || Array.isArray(value.matchExpressions);
    const form = isSelector ? 'labelSelector' : 'labels';
    const hits =
      isSelector || Object.values(value).every((each) => typeof each === 'string') ? hitsOf(value, form) : [];
    if (hits.length > 0) found.push({ path, form, selects: hits, isCustom: true });
    else {
      for (const [key, child] of Object.entries(value)) {
        const isOther = path.length === 0 ? NOT_OWN_FIELDS.has(key) : /namespace|node/i.test(key);
        if (!isOther) visit(child, [...path, key]);
      }
    }
  };
  const hitsOf = (value: JsonValue, form: FoundSelector['form']): number[] => {
    if (!isSelective(value, form)) return [];
    const among = (what: SelectorField['selects']) => objects.selectedBy(value, form, what).map(({ at }) => at);
    const pods = among('pods');
    return pods.length > 0 ? pods : among('services');
  };
  visit(object as JsonValue, []);
  return found;
}

/**
 * In which namespaces a selector looks, by what stands beside it: `namespaces` and a `namespaceSelector` of labels for
 * peers of network policies and terms of affinity, `any` and `matchNames` for monitors; else in its own.
 */
function namespacesOf(
  beside: JsonValue,
  own: string | undefined,
  isMonitor: boolean,
): (namespace: string | undefined) => boolean {
  const selector = objectAt(beside, 'namespaceSelector');
  const isAny = isMonitor ? valueAt(selector, 'any') === true : selector !== undefined;
  const listed: readonly (JsonValue | undefined)[] = isMonitor
    ? listAt(selector, 'matchNames')
    : listAt(beside, 'namespaces');
  return (namespace) => isAny || (listed.length === 0 ? namespace === own : listed.includes(namespace));
}
