import { YamlEditor } from '../../../../edit/yaml/yaml-editor.ts';
import { isObject } from '../../../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../../../kubernetes/object.ts';
import type { FileVersions } from '../../model.ts';
import { isScaffoldComment } from '../known-entries.ts';
import type { Settled } from '../settled.ts';
import { carryComments } from './carry-comments.ts';
import { mergeValues } from './merge-values.ts';
import { PlainEditor } from './plain-editor.ts';
import { toSecondForm } from './second-linter-form.ts';
import { writeValue } from './write-value.ts';

/** Whether settings of golangci-lint are in its first form and the target's in the second. */
export function needsNewForm(yours: JsonValue, theirs: JsonValue): boolean {
  return isObject(theirs) && isSecond(theirs) && isObject(yours) && !isSecond(yours);
}

/**
 * The target's settings with what you have changed, and your comments: of the first form hardly a line stays where it
 * is. What has no place in the second form is told.
 */
export function mergeLinterSettings({ path, base, yours, theirs }: FileVersions, settled: Settled): string {
  const [old, mine] = [base, yours].map((text) => {
    const value = (new YamlEditor(text, path).values[0] ?? {}) as JsonObject;
    return isSecond(value) ? { value, left: [] } : toSecondForm(value);
  }) as [ReturnType<typeof toSecondForm>, ReturnType<typeof toSecondForm>];
  const editor = new YamlEditor(theirs, path);
  const plain = new PlainEditor((editor.values[0] ?? {}) as JsonValue);
  mergeValues(plain, old.value, mine.value, settled, { isTurned: true });
  writeValue(editor, plain.value);
  for (const key of mine.left.filter((name) => !old.left.includes(name))) {
    settled.manual.push({
      text: `${key} is of golangci-lint 1 and has no place in ${path} as golangci-lint 2 reads it.`,
    });
  }
  return carryComments(yours, editor.text, (line) => isScaffoldComment(line, base));
}

function isSecond(value: JsonObject): boolean {
  return String(value.version) === '2';
}
