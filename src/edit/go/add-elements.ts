import { endOfLine, startOfLine } from './imports.ts';
import { type GoFile, type Group, isToken } from './parse.ts';
import type { Replacement } from './replace.ts';
import { literalElements } from './syntax.ts';

/**
 * Adds `Key: value` to a literal: behind the element that `after` names where it has that, else at the end. A literal
 * on one line is spread over several, as gofmt's readers expect of more than a few keys.
 */
export function addElements(
  file: GoFile,
  literal: Group,
  added: readonly (readonly [key: string, value: string])[],
  after?: string,
): Replacement[] {
  if (added.length === 0) return [];
  const { text } = file;
  const elements = literalElements(literal);
  const source = text.slice(literal.from, literal.to);
  const indent = indentOf(text, literal.from);
  const lines = (depth: string) =>
    added.map(([key, value]) => `${depth}${key}: ${value.replaceAll('\n', `\n${depth}`)},`);
  if (!source.includes('\n')) {
    const hasComment = file.comments.some(({ from, to }) => literal.from < from && to < literal.to);
    if (hasComment) return inline(literal, elements.length, added);
    const own = elements.map(({ from, to }) => `${indent}\t${text.slice(from, to)},`);
    const at = after === undefined ? -1 : elements.findIndex(({ key }) => key === after);
    own.splice(at === -1 ? own.length : at + 1, 0, ...lines(`${indent}\t`));
    return [{ from: literal.from + 1, to: literal.to - 1, text: `\n${own.join('\n')}\n${indent}` }];
  }
  const anchor = elements.find(({ key }) => after !== undefined && key === after) ?? elements.at(-1);
  const comma = anchor && literal.nodes.find((node) => node.from >= anchor.to && isToken(node, ','));
  if (anchor === undefined || comma === undefined) {
    if (anchor !== undefined) return inline(literal, elements.length, added);
    const at = endOfLine(text, literal.from);
    return [
      {
        from: at,
        to: at,
        text: lines(`${indent}\t`)
          .map((line) => `\n${line}`)
          .join(''),
      },
    ];
  }
  const end = endOfLine(text, comma.to);
  if (end > literal.to) return inline(literal, elements.length, added);
  const inner = indentOf(text, anchor.from);
  return [
    {
      from: end,
      to: end,
      text: lines(inner)
        .map((line) => `\n${line}`)
        .join(''),
    },
  ];
}

function inline(literal: Group, elements: number, added: readonly (readonly [string, string])[]): Replacement[] {
  const text = added.map(([key, value]) => `${key}: ${value}`).join(', ');
  const last = literal.nodes.filter((node) => !isToken(node, ';')).at(-1);
  const at = last?.to ?? literal.from + 1;
  const lead = elements === 0 ? '' : last !== undefined && isToken(last, ',') ? ' ' : ', ';
  return [{ from: at, to: at, text: `${lead}${text}` }];
}

/** The white space that a line begins with. */
export function indentOf(text: string, offset: number): string {
  const start = startOfLine(text, offset);
  let end = start;
  while (text[end] === '\t' || text[end] === ' ') end += 1;
  return text.slice(start, end);
}

/** The literals among the brackets around a place: what gofmt aligns. */
export function literalsAround(around: readonly Group[]): Group[] {
  return around.filter(
    (group) =>
      group.open === '{' &&
      !group.nodes.some((node) => isToken(node, ';')) &&
      group.nodes.some((node) => isToken(node, ',') || isToken(node, ':')),
  );
}
