import { type Cursor, isBlank, isBreak, isBreakOrEnd, type Mark } from './cursor.ts';
import type { FoundComment, Token } from './token.ts';

/** go-yaml looks no further for a comment. */
const REACH = 512;
const HASH = 0x23;

/** A comment behind what was just read, on its line. */
export function scanLineComment(cursor: Cursor, token: Mark, found: FoundComment[]): void {
  if (cursor.newlines > 0) return;
  let ahead = 0;
  while (ahead < REACH && isBlank(cursor.code(ahead))) ahead += 1;
  if (ahead === REACH || cursor.code(ahead) !== HASH) return;
  for (let i = 0; i < ahead; i += 1) cursor.skip();
  const start = cursor.mark;
  found.push({ scan: undefined, token, start, end: undefined, line: restOfLine(cursor) });
}

function restOfLine(cursor: Cursor): string {
  const from = cursor.position;
  while (!isBreakOrEnd(cursor.code())) cursor.skip();
  return cursor.text.slice(from, cursor.position);
}

export interface CommentContext {
  /** The last tokens so far. */
  readonly last: Token;
  readonly beforeLast: Token | undefined;
  /** Indent of the block collection around the comments, -1 at the root. */
  readonly indent: number;
  readonly flowLevel: number;
  /** Where the search began: behind the last token. */
  readonly scan: Mark;
}

/**
 * Comments on lines of their own, the first of which begins here. What they belong to is go-yaml's rule: those behind
 * which an empty line stands and none before belong to what was before (a foot), as do those that are less indented;
 * others stand above what follows (a head).
 */
export function scanComments(cursor: Cursor, context: CommentContext, found: FoundComment[]): void {
  const { last, beforeLast, flowLevel } = context;
  const owner = last.type === 'flow entry' && beforeLast !== undefined ? beforeLast : last;
  const indent = Math.max(context.indent, 0);
  let { scan } = context;
  let token = owner.start;
  let start: Mark = { index: 0, line: 0, column: 0 };
  let text = '';
  let recentEmpty = false;
  let firstEmpty = cursor.newlines <= 1;
  let line = cursor.line;
  let column = cursor.column;
  let footLine = -1;
  if (scan.line > 0) {
    footLine = cursor.line - cursor.newlines + 1;
    // Content on this line: what is below it can be its foot.
    if (cursor.newlines === 0 && cursor.column > 1) footLine += 1;
  }
  const here = (ahead: number): Mark => ({ index: cursor.index + ahead, line, column });
  const foot = (ahead: number): void => {
    found.push({ scan, token, start, end: here(ahead), foot: text });
    scan = here(ahead);
    token = scan;
    text = '';
  };

  let ahead = 0;
  for (; ahead < REACH; ahead += 1) {
    column += 1;
    const code = cursor.code(ahead);
    if (isBlank(code)) continue;
    const closes = flowLevel > 0 && (code === 0x5d || code === 0x7d);
    if (closes || isBreakOrEnd(code)) {
      if (closes || !recentEmpty) {
        const belongsAbove = start.line === footLine && owner.type !== 'value';
        if (closes || (firstEmpty && (belongsAbove || start.column - 1 < indent))) {
          if (text !== '') {
            if (start.column - 1 < indent) token = start;
            foot(ahead);
          }
        } else if (text !== '' && code !== 0) text += '\n';
      }
      if (!isBreak(code)) break;
      firstEmpty = false;
      recentEmpty = true;
      column = 0;
      line += 1;
      continue;
    }
    if (text !== '' && column - 1 < indent && column !== start.column) foot(ahead);
    if (code !== HASH) break;
    if (text === '') start = here(ahead);
    else text += '\n';
    recentEmpty = false;
    // Up to the comment there are nothing but blanks and line breaks.
    const seen = cursor.position + ahead;
    while (cursor.position < seen) {
      if (isBreak(cursor.code())) cursor.readBreak();
      else cursor.skip();
    }
    text += restOfLine(cursor);
    ahead = 0;
    column = 0;
    line = cursor.line;
  }
  if (text !== '') found.push({ scan, token: start, start, end: here(ahead - 1), head: text });
}
