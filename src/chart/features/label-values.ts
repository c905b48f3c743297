import { type Inset, type TemplateMap, withOthers, YamlPipeline } from '../template/nodes.ts';
import { STRING_MAP } from '../values/schema-types.ts';
import type { Scope } from '../values/values-model.ts';

/** Labels from values behind those of the object, whose own keys they leave alone. */
export function addLabelValue(scope: Scope, metadata: TemplateMap, key: string, description: string): void {
  scope.section.set(key, {}, description, STRING_MAP);
  printBehindOwn(metadata.map('labels'), `${scope.expression}.${key}`);
}

/** A map of values behind the entries of a map, less the keys that are there. */
export function printBehindOwn(map: TemplateMap, value: string): void {
  map.entries.push({ inset: new YamlPipeline('toYaml .'), guard: withOthers(value, keysOf(map)) });
}

/** The same where other features add entries, too: it looks at the keys when it is printed. */
export function addBehindAll(map: TemplateMap, value: string, place: number): void {
  const rest: Inset = {
    inset: new YamlPipeline('toYaml .'),
    get guard() {
      return withOthers(value, keysOf(map));
    },
  };
  map.add(rest, place);
}

function keysOf({ entries }: TemplateMap): string[] {
  return entries.flatMap((entry) => ('key' in entry && typeof entry.key === 'string' ? [entry.key] : []));
}
