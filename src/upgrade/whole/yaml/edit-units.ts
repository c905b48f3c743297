import { removeEntries } from '../../../edit/yaml/kustomization.ts';
import { sameValue } from '../../../edit/yaml/same-value.ts';
import { YamlEditor } from '../../../edit/yaml/yaml-editor.ts';
import { commentLine, KustomizationLines, uncommentLine } from '../../../switches/kustomization-lines.ts';
import { listsFor } from '../../../switches/same-entry.ts';
import { type Unit, unitLike, unitsOf } from './kustomization-units.ts';

/** The text with an entry of theirs active, which yours does not have. */
export function insertActive(text: string, path: string, unit: Unit, order: readonly Unit[]): string {
  const lines = new KustomizationLines(text);
  const list = listIn(lines, unit.list);
  const keys = lines.keysOf(list);
  const waiting = keys.find(({ active }) => !active);
  const isThere = keys.some(({ active }) => active) || valuesOf(text, path, list) !== undefined;
  let start = text;
  if (waiting !== undefined && !isThere) {
    // A list that is commented out as a whole begins with its key.
    const changed = [...lines.lines];
    changed[waiting.line] = uncommentLine(changed[waiting.line]!);
    start = changed.join('\n');
  }
  const editor = new YamlEditor(start, path);
  const now = unitsOf(start).filter(({ active, list: other }) => active && other === list);
  const elder = elderOf(unit, order, now);
  const values = editor.get(0, [list]);
  const index =
    elder === undefined || !Array.isArray(values)
      ? undefined
      : values.findIndex((each) => sameValue(each, elder.value)) + 1;
  editor.insert(0, [list], unit.value as never, index === 0 ? undefined : index);
  return editor.text;
}

/** The text with an entry of theirs commented out, with the comment above it that says what it is. */
export function insertCommented(text: string, theirs: string, unit: Unit, order: readonly Unit[]): string {
  const lines = new KustomizationLines(text);
  const other = new KustomizationLines(theirs);
  const list = listIn(lines, unit.list);
  const result = [...lines.lines];
  const eol = text.includes('\r\n') ? '\r' : '';
  const block = [...headingOf(other, unit, result), ...linesOf(other, unit)].map(
    (line) => line.replace(/\r$/, '') + eol,
  );
  const now = unitsOf(text).filter(({ list: name }) => listsFor(unit.list).includes(name));
  const elder = elderOf(unit, order, now);
  const key = lines.keysOf(list)[0];
  if (elder !== undefined) result.splice(endWithMarks(result, elder.end), 0, ...block);
  else if (key !== undefined) result.splice(key.line + 1, 0, ...block);
  else {
    const heading = headingOf(other, unit, result);
    const named = other.keysOf(unit.list)[0];
    const above = named === undefined || named.line > unit.start ? [] : headingAbove(other, named.line, result);
    const written = [...above, `#${unit.list}:`, ...(above.length > 0 ? [] : heading), ...linesOf(other, unit)];
    const end = result.at(-1)?.trim() === '' ? result.length - 1 : result.length;
    result.splice(end, 0, ...['', ...written].map((line) => line + eol));
    if (end === result.length - written.length - 1) result.push('');
  }
  return result.join('\n');
}

/** The text with a commented entry active; undefined where its lines do not fit the list around them. */
export function uncommented(text: string, unit: Unit): string | undefined {
  const before = new KustomizationLines(text);
  const lines = before.lines.map((line, at) => (at >= unit.start && at < unit.end ? uncommentLine(line) : line));
  const keys = before.keysOf(unit.list);
  if (!keys.some(({ active }) => active)) {
    const key = keys.findLast(({ line }) => line < unit.start);
    if (key === undefined) return undefined;
    lines[key.line] = uncommentLine(lines[key.line]!);
  }
  const next = lines.join('\n');
  const found = unitLike(unitsOf(next), unit.list, [unit.value]);
  return found?.active && sameValue(found.value, unit.value) ? next : undefined;
}

/** The text with an active entry commented out, and with its list's key where nothing else is in it. */
export function commented(text: string, unit: Unit): string {
  const lines = new KustomizationLines(text).lines.map((line, at) =>
    at >= unit.start && at < unit.end ? commentLine(line) : line,
  );
  const next = new KustomizationLines(lines.join('\n'));
  const key = next.keysOf(unit.list).find(({ active }) => active);
  if (key === undefined || next.active(unit.list).length > 0) return lines.join('\n');
  lines[key.line] = commentLine(lines[key.line]!);
  return lines.join('\n');
}

/** The text without an entry. */
export function withoutUnit(text: string, path: string, unit: Unit): string {
  if (!unit.active) {
    const lines = new KustomizationLines(text).lines;
    return [...lines.slice(0, unit.start), ...lines.slice(unit.end)].join('\n');
  }
  const editor = new YamlEditor(text, path);
  const values = editor.get(0, [unit.list]);
  const index = Array.isArray(values) ? values.findIndex((each) => sameValue(each, unit.value)) : -1;
  if (index !== -1) removeEntries(editor, [{ field: unit.list, at: [unit.list, index] }]);
  return editor.text;
}

/** The lines of a commented entry in place of those of another one. */
export function replacedLines(text: string, unit: Unit, theirs: string, other: Unit): string {
  const lines = new KustomizationLines(text).lines;
  const by = new KustomizationLines(theirs).lines
    .slice(other.start, other.end)
    .map((line) => (other.active ? commentLine(line) : line));
  return [...lines.slice(0, unit.start), ...by, ...lines.slice(unit.end)].join('\n');
}

/** The nearest entry before it in theirs that yours has as well. */
function elderOf(unit: Unit, order: readonly Unit[], now: readonly Unit[]): Unit | undefined {
  const before = order.slice(0, order.indexOf(unit)).filter(({ list }) => list === unit.list);
  for (const elder of before.reverse()) {
    const found = unitLike(now, elder.list, [elder.value]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where the older name of a list is in use, a new entry joins the others there. */
function listIn(lines: KustomizationLines, list: string): string {
  const has = (name: string) => lines.keysOf(name).some(({ active }) => active);
  return list === 'resources' && !has('resources') && has('bases') ? 'bases' : list;
}

function valuesOf(text: string, path: string, list: string): unknown {
  return new YamlEditor(text, path).get(0, [list]) ?? undefined;
}

/** The comment right above an entry, less what yours says already. */
function headingOf(lines: KustomizationLines, unit: Unit, there: readonly string[]): string[] {
  return headingAbove(lines, unit.start, there);
}

function headingAbove({ lines }: KustomizationLines, line: number, there: readonly string[]): string[] {
  let start = line;
  while (start > 0 && /^# [^-\s]/.test(lines[start - 1]!)) start -= 1;
  const known = new Set(there.map((each) => each.trim()));
  return lines.slice(start, line).filter((each) => !known.has(each.trim()));
}

/** An entry's lines as they are commented out, with the marks of Kubebuilder's commands right behind it. */
function linesOf({ lines }: KustomizationLines, unit: Unit): string[] {
  const end = endWithMarks(lines, unit.end);
  return lines.slice(unit.start, end).map((line) => (unit.active ? commentLine(line) : line));
}

/** Behind the marks of Kubebuilder's commands that belong to the entry which ends here. */
function endWithMarks(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && /^#\s*\+kubebuilder:scaffold:/.test(lines[end]!)) end += 1;
  return end;
}
