import { indentOf } from '../../../edit/go/add-elements.ts';
import { aboveComments, endOfLine, startOfLine } from '../../../edit/go/imports.ts';
import type { GoFile, GoNode, Group } from '../../../edit/go/parse.ts';
import type { Replacement } from '../../../edit/go/replace.ts';
import { statementsOf } from '../../../edit/go/syntax.ts';
import { canonical } from './canonical.ts';
import { hasComments, reindented, type Side, type Sides, type StatementChanges, sideSource } from './go-sides.ts';
import { mergeLiterals } from './merge-literals.ts';
import { declaredBy, freeNames, namesAt } from './scopes.ts';
import { commonPairs } from './sequence.ts';
import { skeletonOf } from './skeleton.ts';

interface Line {
  readonly nodes: readonly GoNode[];
  readonly text: string;
}

/** Merges the statements of a block of each side. */
export function mergeBlocks(sides: Sides, base: Group, yours: Group, theirs: Group, out: StatementChanges): void {
  const [b, y, t] = [lines(sides.base, base), lines(sides.yours, yours), lines(sides.theirs, theirs)];
  const toTheirs = counterparts(sides.base, b, sides.theirs, t);
  const toYours = withMoved(counterparts(sides.base, b, sides.yours, y), sides, b, y);
  for (const [index, line] of b.entries()) {
    const now = toTheirs[index];
    const own = toYours[index];
    const mine = own === undefined ? undefined : y[own]!;
    if (now !== undefined && t[now]!.text === line.text) continue;
    if (now === undefined) {
      if (mine !== undefined && mine.text === line.text) out.replacements.push(removal(sides.yours.file, mine.nodes));
      continue;
    }
    if (y.some(({ text }) => text === t[now]!.text)) continue;
    if (mine === undefined) out.unplaced.push(sideSource(sides.theirs, t[now]!.nodes));
    else mergeStatement(sides, line, mine, t[now]!, out);
  }
  insertions(sides, { b, y, t, toTheirs, toYours }, out);
}

function mergeStatement(sides: Sides, base: Line, yours: Line, theirs: Line, out: StatementChanges): void {
  const [b, y, t] = [
    skeletonOf(base.nodes, sides.base.names),
    skeletonOf(yours.nodes, sides.yours.names),
    skeletonOf(theirs.nodes, sides.theirs.names),
  ];
  const isNested = b.blocks.length > 0 && b.blocks.length === t.blocks.length && b.blocks.length === y.blocks.length;
  if (isNested && b.text === t.text) {
    for (const [index, block] of b.blocks.entries()) {
      mergeBlocks(sides, block, y.blocks[index]!, t.blocks[index]!, out);
    }
    return;
  }
  if (yours.text === base.text && !hasComments(sides.yours.file, yours.nodes)) {
    out.replacements.push(replacement(sides, yours.nodes, theirs.nodes));
    out.taken.push(theirs.nodes);
    return;
  }
  if (mergeLiterals(sides, base.nodes, yours.nodes, theirs.nodes, out)) return;
  out.conflicts.push({
    base: sideSource(sides.base, base.nodes),
    yours: sideSource(sides.yours, yours.nodes),
    theirs: sideSource(sides.theirs, theirs.nodes),
    from: yours.nodes[0]!.from,
    to: yours.nodes.at(-1)!.to,
    nodes: theirs.nodes,
  });
}

interface Paired {
  readonly b: readonly Line[];
  readonly y: readonly Line[];
  readonly t: readonly Line[];
  readonly toTheirs: readonly (number | undefined)[];
  readonly toYours: readonly (number | undefined)[];
}

/** Statements of theirs that base has not: behind what stands before them in both, or before what stands behind. */
function insertions(sides: Sides, { b, y, t, toTheirs, toYours }: Paired, out: StatementChanges): void {
  const fromTheirs = new Map(toTheirs.flatMap((now, index) => (now === undefined ? [] : [[now, index] as const])));
  const { file } = sides.yours;
  // What statements declare that are added before.
  const here = new Set<string>();
  for (const [index, line] of t.entries()) {
    if (fromTheirs.has(index) || y.some(({ text }) => text === line.text)) continue;
    const own = (at: number) => {
      const before = fromTheirs.get(at);
      const place = before === undefined ? undefined : toYours[before];
      return place === undefined ? undefined : y[place]!;
    };
    // What theirs adds together stands together.
    let above = index - 1;
    while (above >= 0 && !fromTheirs.has(above)) above -= 1;
    let below = index + 1;
    while (below < t.length && !fromTheirs.has(below)) below += 1;
    const [before, after] = [above >= 0 ? own(above) : undefined, below < t.length ? own(below) : undefined];
    const anchor = before ?? after;
    const text = sideSource(sides.theirs, line.nodes);
    if (anchor === undefined || b.length === 0) {
      out.unplaced.push(text);
      continue;
    }
    const first = anchor.nodes[0]!.from;
    const at =
      before === undefined
        ? aboveComments(file.text, startOfLine(file.text, first))
        : endOfLine(file.text, anchor.nodes.at(-1)!.to);
    const known = namesAt(file, at);
    const declared = namesAt(sides.theirs.file, line.nodes[0]!.from);
    const missing = [...freeNames(line.nodes)].filter(
      (name) => declared.has(name) && !known.has(name) && !sides.assumed.has(name) && !here.has(name),
    );
    const imports = new Set(sides.theirs.names.keys());
    if (missing.some((name) => !imports.has(name))) {
      out.unplaced.push(text);
      continue;
    }
    const indent = indentOf(file.text, first);
    const written = reindented(sides, line.nodes, indent);
    out.replacements.push({
      from: at,
      to: at,
      text: before === undefined ? `${indent}${written}\n` : `\n${indent}${written}`,
    });
    out.taken.push(line.nodes);
    for (const name of declaredBy(line.nodes)) here.add(name);
  }
}

function lines({ names }: Side, block: Group): Line[] {
  return statementsOf(block).map((nodes) => ({ nodes, text: canonical(nodes, names) }));
}

/** For each entry of one list its counterpart in the other: the equal one, else one between the same neighbours that begins alike. */
function counterparts(a: Side, from: readonly Line[], b: Side, to: readonly Line[]): (number | undefined)[] {
  const found: (number | undefined)[] = from.map(() => undefined);
  const pairs = commonPairs(
    from.map(({ text }) => text),
    to.map(({ text }) => text),
  );
  for (const [left, right] of pairs) found[left] = right;
  let [startA, startB] = [0, 0];
  for (const [endA, endB] of [...pairs, [from.length, to.length] as const]) {
    const open = to.slice(startB, endB).map((line, index) => ({ line, index: startB + index }));
    for (let index = startA; index < endA; index += 1) {
      const head = headOf(a, from[index]!);
      const at = open.findIndex(({ line }) => headOf(b, line) === head);
      if (at === -1) continue;
      found[index] = open[at]!.index;
      open.splice(0, at + 1);
    }
    [startA, startB] = [endA + 1, endB + 1];
  }
  return found;
}

/** Statements that yours has elsewhere in the block are found by how they begin, where only one begins so. */
function withMoved(
  found: readonly (number | undefined)[],
  sides: Sides,
  b: readonly Line[],
  y: readonly Line[],
): (number | undefined)[] {
  const taken = new Set(found);
  const [base, yours] = [b.map((line) => headOf(sides.base, line)), y.map((line) => headOf(sides.yours, line))];
  const place = once(yours);
  const inBase = once(base);
  return found.map((own, index) => {
    const at = own ?? (inBase.has(base[index]!) ? place.get(base[index]!) : undefined);
    return own === undefined && at !== undefined && taken.has(at) ? undefined : at;
  });
}

/** Where each of those texts stands that are there once. */
function once(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Map(texts.flatMap((text, index) => (counts.get(text) === 1 ? [[text, index] as const] : [])));
}

/** How a statement begins: by what two different ones are taken for the same. */
function headOf({ names }: Side, { nodes, text }: Line): string {
  const skeleton = skeletonOf(nodes, names);
  if (skeleton.blocks.length > 0) return skeleton.text;
  const words = text.split(' ');
  const end = words.findIndex((word) => word === '(' || word === '{' || word === ':=' || word === '=');
  return end === -1 ? text : words.slice(0, Math.max(end, 1) + 1).join(' ');
}

function removal(file: GoFile, nodes: readonly GoNode[]): Replacement {
  const { text } = file;
  const from = aboveComments(text, startOfLine(text, nodes[0]!.from));
  let to = Math.min(endOfLine(text, nodes.at(-1)!.to) + 1, text.length);
  const isBlankBefore =
    from === 0 || text.slice(startOfLine(text, from - 1), from).trim() === '' || text[from - 2] === '{';
  if (isBlankBefore && text[to] === '\n') to += 1;
  return { from, to, text: '' };
}

function replacement(sides: Sides, yours: readonly GoNode[], theirs: readonly GoNode[]): Replacement {
  const from = yours[0]!.from;
  return { from, to: yours.at(-1)!.to, text: reindented(sides, theirs, indentOf(sides.yours.file.text, from)) };
}
