import type { JsonValue } from '../../../../src/kubernetes/object.ts';
import { parseYaml } from '../../../../src/yaml/parse.ts';

/** What a file of YAML says, one leaf a fact. What a step of a workflow is called is prose. */
export function yamlFacts(content: string, path: string): string[] {
  return parseYaml(content, path).flatMap((value) => [...leaves(value, '')]);
}

/** The same of JSON with comments and trailing commas. */
export function jsonFacts(content: string): string[] {
  const plain = content.replace(/^\s*\/\/.*$/gm, '').replace(/,(\s*[}\]])/g, '$1');
  return [...leaves(JSON.parse(plain) as JsonValue, '')];
}

function* leaves(value: JsonValue, place: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      // Scalars are told by themselves; entries by what they are about.
      yield* leaves(item, `${place}[${typeof item === 'object' && item !== null ? nameOf(item, index) : ''}]`);
    }
    if (value.length === 0) yield `${place} = []`;
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (isProse(place, key)) continue;
      if (key === 'run' && typeof item === 'string') {
        for (const line of item.trim().split('\n')) yield `${place}.run ${line.trim()}`;
      } else {
        yield* leaves(item, place === '' ? key : `${place}.${key}`);
      }
    }
    if (Object.keys(value).length === 0) yield `${place} = {}`;
  } else {
    yield `${place} = ${JSON.stringify(value)}`;
  }
}

function nameOf(item: JsonValue, index: number): string {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return String(index);
  const { uses, run, path, module, pkg, name } = item as Record<string, JsonValue>;
  if (typeof uses === 'string') return uses.replace(/@.*/, '');
  if (typeof run === 'string') return 'run';
  return String(path ?? module ?? pkg ?? name ?? index);
}

/** Names of steps and jobs, and descriptions. */
function isProse(place: string, key: string): boolean {
  return (
    (key === 'name' && /^jobs\./.test(place)) ||
    key === 'desc' ||
    key === 'description' ||
    (key === 'name' && place === '')
  );
}
