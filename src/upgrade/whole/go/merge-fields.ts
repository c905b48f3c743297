import { indentOf } from '../../../edit/go/add-elements.ts';
import { endOfLine, startOfLine } from '../../../edit/go/imports.ts';
import { type GoFile, type GoNode, type Group, isName, isToken, split, stringValue } from '../../../edit/go/parse.ts';
import type { Replacement } from '../../../edit/go/replace.ts';
import { canonical } from './canonical.ts';
import type { GoDraft } from './go-draft.ts';
import { reindented, type Side, type Sides } from './go-sides.ts';

interface Field {
  readonly name: string;
  readonly nodes: readonly GoNode[];
  readonly type: string;
  readonly tag: GoNode | undefined;
  /** Its doc comment: the lines directly above. */
  readonly comments: readonly { readonly from: number; readonly to: number }[];
}

/**
 * Merges the fields of a struct: tags by key, markers by line, new fields.
 *
 * A field keeps its type: code elsewhere may read it, and the schema of the CRD does not change with it.
 */
export function mergeFields(
  draft: GoDraft,
  sides: Sides,
  name: string,
  base: Group,
  yours: Group,
  theirs: Group,
): Replacement[] {
  const [b, y, t] = [fieldsOf(sides.base, base), fieldsOf(sides.yours, yours), fieldsOf(sides.theirs, theirs)];
  const changes: Replacement[] = [];
  for (const now of t) {
    const before = b.find((field) => field.name === now.name);
    const own = y.find((field) => field.name === now.name);
    if (before === undefined) {
      if (own === undefined) changes.push(addition(sides, yours, now));
      continue;
    }
    if (own === undefined) continue;
    for (const change of tagChanges(draft, `${name}.${now.name}`, before, own, now)) changes.push(change);
    for (const change of markerChanges(sides, before, own, now)) changes.push(change);
  }
  const { text } = sides.yours.file;
  // gofmt writes `struct{}`, and `struct {` where a field is in it.
  if (y.length === 0 && changes.length > 0 && text.slice(0, yours.from).endsWith('struct')) {
    changes.unshift({ from: yours.from, to: yours.from, text: ' ' });
  }
  return changes;
}

function fieldsOf({ file, names }: Side, struct: Group): Field[] {
  return split(struct.nodes, ';').map((nodes) => {
    const tag = nodes.length > 1 && nodes.at(-1)!.kind === 'string' ? nodes.at(-1) : undefined;
    const rest = tag === undefined ? nodes : nodes.slice(0, -1);
    const isEmbedded = rest.length === 1 || isToken(rest[1], '.') || isToken(rest[0], '*');
    const named = isEmbedded ? rest.findLast((node) => isName(node)) : rest[0];
    const type = canonical(isEmbedded ? rest : rest.slice(1), names);
    return { name: isName(named) ? named.text : '', nodes, type, tag, comments: commentsAbove(file, nodes[0]!.from) };
  });
}

function commentsAbove(file: GoFile, from: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let line = startOfLine(file.text, from);
  for (let index = file.comments.length - 1; index >= 0; index -= 1) {
    const comment = file.comments[index]!;
    if (comment.from >= line) continue;
    const start = startOfLine(file.text, comment.from);
    if (endOfLine(file.text, comment.to) + 1 !== line || file.text.slice(start, comment.from).trim() !== '') break;
    found.unshift(comment);
    line = start;
  }
  return found;
}

/** The values of a tag by key: `json:"a,b" yaml:"c"`. */
function tagValues(node: GoNode | undefined): Map<string, string> {
  const text = stringValue(node) ?? '';
  return new Map([...text.matchAll(/(?<![\w.-])([\w.-]+):"([^"\\]*)"/g)].map((match) => [match[1]!, match[2]!]));
}

function tagChanges(draft: GoDraft, where: string, base: Field, yours: Field, theirs: Field): Replacement[] {
  const [b, y, t] = [tagValues(base.tag), tagValues(yours.tag), tagValues(theirs.tag)];
  const { tag } = yours;
  if (tag === undefined || tag.kind !== 'string') return [];
  let { text } = tag;
  for (const [key, value] of t) {
    const [before, own] = [b.get(key), y.get(key)];
    if (before === value || own === value || own === undefined || before === undefined) continue;
    const isTaken =
      own === before ||
      draft.conflict({
        where: `tag ${key} of ${where}`,
        base: before,
        yours: own,
        theirs: value,
        suggested: 'yours',
        line: draft.lineAt(tag.from),
      });
    if (isTaken) text = text.replace(`${key}:"${own}"`, () => `${key}:"${value}"`);
  }
  return text === tag.text ? [] : [{ from: tag.from, to: tag.to, text }];
}

/** Markers that theirs added to a field, and those that it took away. */
function markerChanges({ base, yours, theirs }: Sides, before: Field, own: Field, now: Field): Replacement[] {
  const [b, y, t] = [markers(base.file, before), markers(yours.file, own), markers(theirs.file, now)];
  const { text } = yours.file;
  const changes: Replacement[] = [];
  // `+optional` and `+required` are two answers to one question.
  const has = (marker: string) =>
    y.some((other) => other.text === marker || questionOf(other.text) === questionOf(marker));
  const added = t.filter((marker) => !b.some((other) => other.text === marker.text) && !has(marker.text));
  if (added.length > 0) {
    const line = startOfLine(text, own.nodes[0]!.from);
    const indent = indentOf(text, own.nodes[0]!.from);
    changes.push({ from: line, to: line, text: added.map((marker) => `${indent}${marker.text}\n`).join('') });
  }
  for (const marker of y) {
    if (!b.some((other) => other.text === marker.text) || t.some((other) => other.text === marker.text)) continue;
    const from = startOfLine(text, marker.from);
    changes.push({ from, to: endOfLine(text, marker.from) + 1, text: '' });
  }
  return changes;
}

function questionOf(marker: string): string {
  return /^\/\/ \+(?:optional|required|kubebuilder:validation:(?:Optional|Required))$/.test(marker)
    ? 'optional'
    : marker;
}

function markers({ text }: GoFile, { comments }: Field) {
  return comments
    .map(({ from, to }) => ({ from, text: text.slice(from, to).replace(/^\/\/\s*\+/, '// +') }))
    .filter((comment) => comment.text.startsWith('// +'));
}

function addition(sides: Sides, yours: Group, field: Field): Replacement {
  const { text } = sides.yours.file;
  const close = startOfLine(text, yours.to - 1);
  const isSpread = text.slice(close, yours.to - 1).trim() === '';
  const indent = `${indentOf(text, yours.from)}\t`;
  const written = reindented(sides, field.nodes, indent);
  return isSpread
    ? { from: close, to: close, text: `${indent}${written}\n` }
    : { from: yours.to - 1, to: yours.to - 1, text: `\n${indent}${written}\n${indentOf(text, yours.from)}` };
}
