import type { YamlPath } from '../../../../edit/yaml/path.ts';
import { sameValue } from '../../../../edit/yaml/same-value.ts';
import type { YamlEditor } from '../../../../edit/yaml/yaml-editor.ts';
import { isObject } from '../../../../kubernetes/identity.ts';
import type { JsonValue } from '../../../../kubernetes/object.ts';

/** Each edit reads the text anew, so many in one place are made as one. */
const FEW = 8;

/** Makes a text say a value; what says it already keeps its comments. */
export function writeValue(editor: YamlEditor, value: JsonValue, at: YamlPath = []): void {
  const now = editor.get(0, at) as JsonValue | undefined;
  if (sameValue(now, value)) return;
  if (isObject(now) && isObject(value)) {
    const gone = Object.keys(now).filter((key) => !Object.hasOwn(value, key));
    const come = Object.keys(value).filter((key) => !Object.hasOwn(now, key));
    if (gone.length + come.length <= FEW) {
      for (const key of Object.keys(value)) writeValue(editor, value[key] as JsonValue, [...at, key]);
      for (const key of gone) editor.remove(0, [...at, key]);
      return;
    }
  }
  if (Array.isArray(now) && Array.isArray(value) && now.length > 0 && value.length - now.length <= FEW) {
    const places = insertions(now as JsonValue[], value as JsonValue[]);
    if (places !== undefined) {
      for (const place of places) editor.insert(0, at, value[place] as never, place);
      return;
    }
  }
  editor.set(0, at, value as never);
}

/** Where items were put into a list, in order; undefined where it was changed otherwise. */
function insertions(from: readonly JsonValue[], to: readonly JsonValue[]): number[] | undefined {
  const places: number[] = [];
  let at = 0;
  for (const [index, item] of to.entries()) {
    if (at < from.length && sameValue(from[at], item)) at += 1;
    else places.push(index);
  }
  return at === from.length ? places : undefined;
}
