import { isObject, listAt, objectAt, stringAt } from '../kubernetes/identity.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import { sameJson } from '../objects/compare/json.ts';

/**
 * Whether two entries of a kustomization's lists are the same, or play the same part: a file or directory under the same
 * path, patches of the same file, replacements from the same field into objects of the same kinds.
 */
export function sameEntry(a: JsonValue, b: JsonValue): 'same' | 'alike' | undefined {
  if (sameJson(a, b)) return 'same';
  const [left, right] = [pathOf(a), pathOf(b)];
  if (left !== undefined || right !== undefined) return samePath(left, right) ? 'alike' : undefined;
  const [one, other] = [replacement(a), replacement(b)];
  if (one === undefined || other === undefined || one.source !== other.source) return undefined;
  return other.targets.some((target) => one.targets.includes(target)) ? 'alike' : undefined;
}

/** Some projects keep the directories of the scaffold one floor deeper: `../components/prometheus`. */
function samePath(a = '', b = ''): boolean {
  if (a === b) return true;
  const isBase = (path: string) => path.startsWith('../') && !/\.ya?ml$/.test(path);
  return isBase(a) && isBase(b) && a.split('/').at(-1) === b.split('/').at(-1);
}

/** The lists that an entry of a list may stand in: other releases of kustomize had other names for them. */
export function listsFor(list: string): readonly string[] {
  if (list === 'patches') return ['patches', 'patchesStrategicMerge', 'patchesJson6902'];
  return list === 'resources' ? ['resources', 'bases'] : [list];
}

/** A text by which an entry is recognised in lines. */
export function hintOf(value: JsonValue): string {
  return pathOf(value)?.split('/').at(-1) ?? stringAt(objectAt(value, 'source'), 'kind') ?? '';
}

/** The file or directory that an entry names. */
export function pathOf(value: JsonValue): string | undefined {
  const path = typeof value === 'string' ? value : stringAt(value, 'path');
  return path?.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '');
}

function replacement(value: JsonValue): { source: string; targets: readonly string[] } | undefined {
  const source = objectAt(value, 'source');
  if (source === undefined) return undefined;
  const field = (stringAt(source, 'fieldPath') ?? 'metadata.name').replace(/^\./, '');
  const targets = listAt(value, 'targets').map((target) => {
    const select = isObject(target) ? objectAt(target, 'select') : undefined;
    // Releases differ in whether they name the certificate where there is one only.
    return `${stringAt(select, 'kind') ?? ''} ${stringAt(select, 'kind') === 'CustomResourceDefinition' ? '' : (stringAt(select, 'name') ?? '')}`;
  });
  return { source: `${stringAt(source, 'kind')} ${stringAt(source, 'name')} ${field}`, targets };
}
