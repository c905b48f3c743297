import { ScaffoldError } from '../../../core/errors.ts';
import type { YamlPath } from '../../../edit/yaml/path.ts';
import { sameValue } from '../../../edit/yaml/same-value.ts';
import { YamlEditor } from '../../../edit/yaml/yaml-editor.ts';
import { isObject } from '../../../kubernetes/identity.ts';
import type { JsonValue } from '../../../kubernetes/object.ts';

type Scalar = string | number | boolean;

/** A scalar that you changed, by the field that it stands in. */
interface Change {
  readonly field: string;
  readonly from: Scalar;
  readonly to: Scalar;
}

/**
 * Takes the values that you changed in a patch over into the form that the release has it in now: a port, a path or the
 * name of a Secret stands in the same field there, and may stand in a flag as well.
 *
 * @returns undefined where you changed more than values, or one that the new form does not have
 */
export function translate(path: string, base: string, yours: string, theirs: string): string | undefined {
  try {
    const [old, mine] = [base, yours].map((text) => new YamlEditor(text, path).values) as [JsonValue[], JsonValue[]];
    const changes: Change[] = [];
    if (!collect('', old, mine, changes) || changes.length === 0) return undefined;
    const editor = new YamlEditor(theirs, path);
    for (const change of changes) {
      let found = false;
      for (const [document, value] of editor.values.entries()) {
        for (const { at, field, value: leaf } of [...leaves([], '', value as JsonValue)]) {
          const isIt = field === change.field && leaf === change.from;
          found ||= isIt;
          if (isIt) editor.set(document, at, change.to);
          else if (typeof leaf === 'string' && leaf.startsWith('-') && leaf.endsWith(`=${change.from}`)) {
            editor.set(document, at, leaf.slice(0, leaf.indexOf('=') + 1) + change.to);
          }
        }
      }
      if (!found) return undefined;
    }
    return editor.text;
  } catch (error) {
    if (error instanceof ScaffoldError) return undefined;
    throw error;
  }
}

/** Collects scalars that differ; false where anything else does. */
function collect(field: string, base: JsonValue, yours: JsonValue, changes: Change[]): boolean {
  if (sameValue(base, yours)) return true;
  if (Array.isArray(base) && Array.isArray(yours)) {
    return base.length === yours.length && base.every((item, index) => collect(field, item, yours[index]!, changes));
  }
  if (isObject(base) && isObject(yours)) {
    const keys = Object.keys(base);
    if (keys.length !== Object.keys(yours).length || !keys.every((key) => Object.hasOwn(yours, key))) return false;
    return keys.every((key) => collect(key, base[key]!, yours[key]!, changes));
  }
  if (!isScalar(base) || !isScalar(yours)) return false;
  changes.push({ field, from: base, to: yours });
  return true;
}

function* leaves(
  at: YamlPath,
  field: string,
  value: JsonValue,
): Iterable<{ readonly at: YamlPath; readonly field: string; readonly value: JsonValue }> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* leaves([...at, index], field, item);
  else if (isObject(value)) for (const [key, item] of Object.entries(value)) yield* leaves([...at, key], key, item);
  else yield { at, field, value };
}

function isScalar(value: JsonValue): value is Scalar {
  return value !== null && typeof value !== 'object';
}
