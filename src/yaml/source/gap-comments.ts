import { BREAKS, type Cursor, isBlank, isBreak } from './cursor.ts';

/** A comment, or several on lines below each other. */
export interface Remark {
  readonly part: 'head' | 'line' | 'foot';
  readonly text: string;
  /** It is said of the first place in the text that is not before this. */
  readonly claim: number;
}

/** A remark on lines of its own, in the gap between two words. */
export interface GapRemark extends Remark {
  readonly start: number;
  readonly column: number;
  readonly end: number;
  /** Where the gap begins, or the remark before this ends. */
  readonly from: number;
}

/** Where a gap lies. */
export interface Gap {
  /** Index at which it begins, and the line. */
  readonly from: number;
  readonly line: number;
  /** Index at which the word before it begins, and whether that is the colon of a value. */
  readonly owner: number;
  readonly behindColon: boolean;
  /** Of the block collection around it, -1 at the root. */
  readonly indent: number;
  readonly inFlow: boolean;
}

/** As far as go-yaml looks for the next comment. */
const REACH = 512;
const HASH = 0x23;
const REST_OF_LINE = new RegExp(`[^${BREAKS}]*`, 'y');

/** The comment behind a word that began at `owner`, if one stands on its line. */
export function readLineRemark(cursor: Cursor, owner: number): Remark | undefined {
  if (cursor.line > cursor.inkLine) return undefined;
  const blanks = cursor.look(/[ \t]*/y).length;
  if (blanks >= REACH || cursor.code(blanks) !== HASH) return undefined;
  cursor.moveTo(cursor.at + blanks);
  return { part: 'line', claim: owner, text: cursor.take(REST_OF_LINE) };
}

/**
 * Comments on lines of their own, the first of which begins at the cursor; it is left behind the last. Those directly
 * below a word that an empty line follows are a foot of the word, and so are those that stand further out than what
 * they are within, and the last ones before a closing bracket. All others are a head of what comes.
 */
export function readGapRemarks(cursor: Cursor, gap: Gap): GapRemark[] {
  const remarks: GapRemark[] = [];
  const indent = Math.max(gap.indent, 0);
  // On the first line of a text nothing has a foot.
  const footLine = gap.line === 0 || gap.behindColon ? -1 : cursor.inkLine + (cursor.inkLine === cursor.line ? 2 : 1);
  // Whether an empty line parts the comments from the word.
  let parted = cursor.line - cursor.inkLine > 1;
  let { owner, from } = gap;
  let group = { start: cursor.at, column: cursor.column, line: cursor.line, text: '' };
  const foot = (end: number, claim: number): void => {
    remarks.push({ part: 'foot', claim, end, from, ...group });
    owner = end;
    from = end;
    group = { ...group, text: '' };
  };
  const isFoot = () => !parted && (group.line === footLine || group.column < indent);
  const claim = () => (group.column < indent ? group.start : owner);

  for (;;) {
    group.text += cursor.take(REST_OF_LINE);
    const next = lookAhead(cursor, gap.inFlow);
    if (next.emptyAt !== undefined) {
      if (isFoot()) foot(next.emptyAt, claim());
      else group.text += '\n';
      parted = true;
    }
    if (group.text !== '') {
      if (next.kind === 'bracket' || (next.kind === 'end' && isFoot())) foot(next.at, claim());
      const isFurtherOut = next.column < indent && next.column !== group.column;
      if ((next.kind === 'comment' || next.kind === 'word') && isFurtherOut) foot(next.at, owner);
    }
    if (next.kind !== 'comment') {
      if (group.text !== '') remarks.push({ part: 'head', claim: group.start, end: next.at - 1, from, ...group });
      return remarks;
    }
    if (group.text !== '') group.text += '\n';
    else group = { start: next.at, column: next.column, line: cursor.line, text: '' };
    cursor.moveTo(next.at);
  }
}

interface Next {
  readonly kind: 'comment' | 'word' | 'bracket' | 'end' | 'far';
  readonly at: number;
  readonly column: number;
  /** Index at which an empty line before it ends. */
  readonly emptyAt: number | undefined;
}

/** What follows a comment. The break of its own line is one character to go-yaml, so `\r\n` makes an empty line. */
function lookAhead(cursor: Cursor, inFlow: boolean): Next {
  const { text } = cursor;
  const end = cursor.at + REACH;
  let at = cursor.at + 1;
  let lineStart = at;
  let emptyAt: number | undefined;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) continue;
    const column = at - lineStart;
    if (Number.isNaN(code)) return { kind: 'end', at, column, emptyAt };
    if (isBreak(code)) {
      emptyAt ??= at;
      lineStart = at + 1;
    } else if (code === HASH) return { kind: 'comment', at, column, emptyAt };
    else return { kind: inFlow && (code === 0x5d || code === 0x7d) ? 'bracket' : 'word', at, column, emptyAt };
  }
  return { kind: 'far', at, column: 0, emptyAt };
}
