import { isObject, listAt, objectAt, stringAt } from '../identity.ts';
import type { JsonObject, JsonValue } from '../object.ts';

/** Keys below which words are values of labels, which keep them under any name of their object. */
export const LABEL_KEYS: ReadonlySet<string> = new Set(['labels', 'matchExpressions', 'matchLabels', 'selector']);

/** Whether a map of labels is selected by `labels` or a LabelSelector. An empty selector selects everything. */
export function selects(selector: JsonValue, form: 'labels' | 'labelSelector', labels: JsonObject): boolean {
  if (!isObject(selector)) return false;
  for (const [key, value] of Object.entries(wantedLabels(selector, form))) {
    if (!Object.hasOwn(labels, key) || labels[key] !== value) return false;
  }
  if (form === 'labels') return true;
  for (const expression of listAt(selector, 'matchExpressions')) {
    if (!matchesExpression(expression, labels)) return false;
  }
  return true;
}

/** The labels that all have that a selector selects. */
export function wantedLabels(selector: JsonValue, form: 'labels' | 'labelSelector'): JsonObject {
  if (form === 'labels') return isObject(selector) ? selector : {};
  return objectAt(selector, 'matchLabels') ?? {};
}

/** Whether a selector names at least one label: an empty one means everything, or for a Service nothing. */
export function isSelective(selector: JsonValue, form: 'labels' | 'labelSelector'): boolean {
  if (!isObject(selector)) return false;
  if (form === 'labels') return Object.keys(selector).length > 0;
  return (
    Object.keys(objectAt(selector, 'matchLabels') ?? {}).length > 0 || listAt(selector, 'matchExpressions').length > 0
  );
}

function matchesExpression(expression: JsonValue, labels: JsonObject): boolean {
  const key = stringAt(expression, 'key') ?? '';
  const has = Object.hasOwn(labels, key);
  const listed = has && listAt(expression, 'values').includes(labels[key]!);
  switch (stringAt(expression, 'operator')) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return has;
    case 'DoesNotExist':
      return !has;
    default:
      return false;
  }
}
