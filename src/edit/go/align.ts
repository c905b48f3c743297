import { type GoFile, type GoNode, type Group, isGroup, isName, isToken, parseGo, split } from './parse.ts';
import { movedOffset, type Replacement, replaceAll } from './replace.ts';

/** A line of a literal, a struct or an import block: where its cells begin and end. The last one has no column. */
interface Row {
  readonly line: number;
  /** Whether it goes on in the next lines: then it is aligned with nothing. */
  readonly isLong: boolean;
  readonly cells: readonly { readonly from: number; readonly to: number }[];
}

/**
 * Makes changes, and aligns the blocks that they touch as gofmt would: the values of a literal's keys, the types of a
 * struct's fields, comments at the ends of lines. A block that was not aligned before is left as its author has it.
 *
 * @param blocks the literals, struct bodies and import blocks around the changes, brackets included
 * @see https://pkg.go.dev/text/tabwriter which aligns what gofmt prints: a column ends where a line has no such cell
 */
export function replaceAligned(file: GoFile, replacements: readonly Replacement[], blocks: readonly Group[]): string {
  const aligned = [...new Set(blocks)].filter((block) => spacing(file, block).length === 0);
  let text = replaceAll(file.text, replacements);
  let starts = aligned.map((block) => movedOffset(block.from, replacements));
  for (let index = 0; index < starts.length; index += 1) {
    const changed = parseGo(file.path, text);
    const block = changed && groupAt(changed.nodes, starts[index]!);
    if (changed === undefined || block === undefined) continue;
    const spaces = spacing(changed, block);
    text = replaceAll(text, spaces);
    starts = starts.map((start) => movedOffset(start, spaces));
  }
  return text;
}

function groupAt(nodes: readonly GoNode[], from: number): Group | undefined {
  let inside: readonly GoNode[] | undefined = nodes;
  while (inside !== undefined) {
    const around: Group | undefined = inside.find(
      (node): node is Group => isGroup(node) && node.from <= from && from < node.to,
    );
    if (around === undefined || around.from === from) return around;
    inside = around.nodes;
  }
  return undefined;
}

/** What has to change between the cells of a block. */
function spacing(file: GoFile, block: Group): Replacement[] {
  const sections: Row[][] = [];
  for (const row of rows(file, block)) {
    const above = sections.at(-1)?.at(-1);
    if (above?.line === row.line - 1 && !above.isLong && !row.isLong) sections.at(-1)!.push(row);
    else sections.push([row]);
  }
  return sections.flatMap((section) => sectionSpacing(file.text, section));
}

/** The lines that hold one element, and all of it. */
function rows(file: GoFile, block: Group): Row[] {
  const lines = lineStarts(file.text, block.from, block.to);
  const commentAfter = new Map<number, { from: number; to: number }>();
  for (const comment of file.comments) {
    if (comment.from > block.from && comment.to < block.to) commentAfter.set(lineIn(lines, comment.from), comment);
  }
  const result: Row[] = [];
  const taken = new Set<number>();
  const separator = isImportOrStruct(block) ? ';' : ',';
  for (const element of elementsWithEnds(block, separator)) {
    const [first, last] = [lineIn(lines, element.from), lineIn(lines, element.end - 1)];
    const isFirst = !taken.has(first) && file.text.slice(lines[first], element.from).trim() === '';
    for (const line of [first, last]) taken.add(line);
    if (!isFirst || first === 0) continue;
    if (first !== last) {
      const [key, value] = element.cells;
      const starts = value !== undefined && lineIn(lines, value.from) === first && separator === ',';
      if (starts) result.push({ line: first, isLong: true, cells: [key!, value] });
      continue;
    }
    const comment = commentAfter.get(first);
    const cells = element.cells.map(({ from, to }) => ({ from, to }));
    cells.at(-1)!.to = element.end;
    if (comment !== undefined && comment.from >= element.end) cells.push(comment);
    result.push({ line: first, isLong: false, cells });
  }
  // Two elements on a line are printed without columns.
  const counts = new Map<number, number>();
  for (const element of elementsWithEnds(block, separator)) {
    const line = lineIn(lines, element.from);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return result.filter(({ line }) => counts.get(line) === 1);
}

interface Element {
  readonly from: number;
  /** Behind its comma. */
  readonly end: number;
  readonly cells: readonly { from: number; to: number }[];
}

function elementsWithEnds(block: Group, separator: ';' | ','): Element[] {
  const elements: Element[] = [];
  let run: GoNode[] = [];
  const finish = (end?: number) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first !== undefined && last !== undefined) {
      elements.push({
        from: first.from,
        end: end ?? last.to,
        cells: separator === ',' ? elementCells(run) : fieldCells(run),
      });
    }
    run = [];
  };
  for (const node of block.nodes) {
    if (isToken(node, separator)) finish(node.to);
    else run.push(node);
  }
  finish();
  return elements;
}

/** `Key:` and the value, or the value alone. */
function elementCells(run: readonly GoNode[]): { from: number; to: number }[] {
  const colon = run.findIndex((node) => isToken(node, ':'));
  const cell = (nodes: readonly GoNode[]) => ({ from: nodes[0]!.from, to: nodes.at(-1)!.to });
  return colon <= 0 || colon === run.length - 1
    ? [cell(run)]
    : [cell(run.slice(0, colon + 1)), cell(run.slice(colon + 1))];
}

/** Names, type and tag of a field; an import is one cell. */
function fieldCells(run: readonly GoNode[]): { from: number; to: number }[] {
  const cell = (nodes: readonly GoNode[]) => ({ from: nodes[0]!.from, to: nodes.at(-1)!.to });
  const tag = run.length > 1 && run.at(-1)!.kind === 'string' ? run.slice(-1) : [];
  const rest = run.slice(0, run.length - tag.length);
  let names = 0;
  while (rest[names]?.kind === 'name' && isToken(rest[names + 1], ',')) names += 2;
  const isField = rest[names]?.kind === 'name' && rest[names + 1] !== undefined && !isToken(rest[names + 1], '.');
  // The tag of an embedded field stands where others have their type; the path of an import stands behind its name.
  const isEmbedded = tag.length > 0 && isName(rest.at(-1)) && sourceStart(tag[0]!) === '`';
  if (!isField) return isEmbedded ? [cell(rest), cell(tag)] : [cell(run)];
  const cells = [cell(rest.slice(0, names + 1)), cell(rest.slice(names + 1))];
  return tag.length > 0 ? [...cells, cell(tag)] : cells;
}

function sourceStart(node: GoNode): string {
  return isGroup(node) ? node.open : node.text.slice(0, 1);
}

/** A block whose elements end in semicolons. */
function isImportOrStruct(block: Group): boolean {
  return block.nodes.some((node) => isToken(node, ';'));
}

function sectionSpacing(text: string, section: readonly Row[]): Replacement[] {
  const widths = section.map(({ cells }) => cells.map(({ from, to }) => [...text.slice(from, to)].length));
  const changes: Replacement[] = [];
  const columns = section.reduce((most, { cells }) => Math.max(most, cells.length), 0) - 1;
  for (let column = 0; column < columns; column += 1) {
    for (let start = 0; start < section.length; start += 1) {
      let end = start;
      while (end < section.length && column < section[end]!.cells.length - 1) end += 1;
      let width = 0;
      for (let row = start; row < end; row += 1) width = Math.max(width, widths[row]![column]!);
      for (let row = start; row < end; row += 1) {
        const cell = section[row]!.cells[column]!;
        const next = section[row]!.cells[column + 1]!;
        const space = ' '.repeat(width - widths[row]![column]! + 1);
        const between = text.slice(cell.to, next.from);
        if (between !== space && between.trim() === '') changes.push({ from: cell.to, to: next.from, text: space });
      }
      start = Math.max(start, end - 1);
    }
  }
  return changes;
}

function lineStarts(text: string, from: number, to: number): number[] {
  const starts = [from];
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineIn(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The elements of a literal or the arguments of a call. */
export function elementsOf(group: Group): readonly (readonly GoNode[])[] {
  return split(group.nodes, ',');
}
