import type { JsonValue } from '../../kubernetes/object.ts';

/**
 * A step into a YAML value: the key of a mapping, the index of a list's item (-1 is the last one), or the fields by which
 * an item is known, such as `{name: 'manager'}`.
 */
export type YamlStep = string | number | Readonly<Record<string, JsonValue>>;

export type YamlPath = readonly YamlStep[];

/** For people: `spec.containers[manager].args[0]`. */
export function printPath(path: YamlPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'string') text += text === '' ? step : `.${step}`;
    else if (typeof step === 'number') text += `[${step}]`;
    else text += `[${Object.values(step).map(String).join(',')}]`;
  }
  return text;
}
