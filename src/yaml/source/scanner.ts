import {
  Cursor,
  END,
  isBlankOrEnd,
  isBreak,
  isBreakOrEnd,
  isDigit,
  isNameCharacter,
  type Mark,
  SPACE,
  TAB,
} from './cursor.ts';
import { scanComments, scanLineComment } from './scan-comments.ts';
import { type ScannedScalar, scanBlock, scanPlain, scanQuoted } from './scan-scalar.ts';
import { scanTag, scanTagHandle, scanTagUri } from './scan-tag.ts';
import { SourceError } from './source-error.ts';
import type { FoundComment, Token, TokenType } from './token.ts';

/** A key that no question mark introduces has its colon within as many characters. */
const KEY_REACH = 1024;
/** How many collections go-yaml reads within each other. */
const MAX_DEPTH = 10_000;

/** What may turn out to be a key, once a colon follows. */
interface SimpleKey {
  possible: boolean;
  /** Nothing but a key can stand there. */
  required: boolean;
  token: number;
  mark: Mark;
}

/**
 * Cuts a text into tokens as go-yaml v3 (3.0.5) does, comments included. Works ahead as far as it has to, and no further:
 * what stands behind the first document may be anything.
 */
export class Scanner {
  readonly #cursor: Cursor;
  readonly #comments: FoundComment[] = [];
  /** Those that were handed out. */
  #commentHead = 0;
  #tokens: Token[] = [];
  #head = 0;
  #parsed = 0;
  #available = false;
  #started = false;
  #indent = -1;
  readonly #indents: number[] = [];
  #flowLevel = 0;
  #keyAllowed = true;
  readonly #keys: SimpleKey[] = [];
  /** The level of the key that begins with a token. */
  readonly #keysByToken = new Map<number, number>();

  constructor(text: string) {
    this.#cursor = new Cursor(text);
  }

  /** The next token, which stays. */
  peek(): Token {
    if (!this.#available) this.#fetchMore();
    return this.#tokens[this.#head] as Token;
  }

  /** Takes the token away that was looked at. */
  skip(): void {
    this.#available = false;
    this.#parsed += 1;
    this.#head += 1;
    if (this.#head < 4096) return;
    // The last ones are still looked back at.
    const dropped = this.#head - 8;
    this.#tokens = this.#tokens.slice(dropped);
    this.#head -= dropped;
  }

  /** The next comment that belongs to a token or to what was before it, if there is one left. */
  commentFor(token: Token): FoundComment | undefined {
    const comment = this.#comments[this.#commentHead];
    if (comment === undefined || token.start.index < comment.token.index) return undefined;
    // A block's end has nothing above it: the comment waits for the next token.
    if (comment.head !== undefined && comment.head !== '' && token.type === 'block end') return undefined;
    this.#commentHead += 1;
    return comment;
  }

  /** Two tokens ahead, so that comments are found in time for what they belong to; more where a key may begin. */
  #fetchMore(): void {
    for (;;) {
      if (this.#head < this.#tokens.length - 2) {
        const level = this.#keysByToken.get(this.#parsed);
        if (level === undefined || !this.#isValid(this.#keys[level] as SimpleKey)) break;
      }
      this.#fetchNext();
    }
    this.#available = true;
  }

  #fetchNext(): void {
    const cursor = this.#cursor;
    if (!this.#started) {
      this.#started = true;
      this.#keys.push({ possible: false, required: false, token: 0, mark: cursor.mark });
      this.#push('stream start', cursor.mark);
      return;
    }
    const scan = cursor.mark;
    this.#toNextToken(scan);
    this.#unroll(cursor.column, scan);
    const code = cursor.code();
    if (code === END) {
      this.#streamEnd();
      return;
    }
    if (cursor.column === 0 && code === 0x25) {
      this.#directive();
      return;
    }
    if (cursor.isMarker()) {
      this.#marker(code === 0x2d ? 'document start' : 'document end');
      return;
    }
    // What follows a colon or a comma on the line belongs to what stands before it.
    const attaches = this.#flowLevel === 0 ? code === 0x3a : code === 0x2c;
    const owner = attaches ? (this.#tokens.at(-1) as Token).start : cursor.mark;
    this.#content(code);
    // A dash alone has no comment: that is for whatever follows it.
    if (this.#tokens.at(-1)?.type !== 'block entry') scanLineComment(cursor, owner, this.#comments);
  }

  #content(code: number): void {
    const cursor = this.#cursor;
    const inFlow = this.#flowLevel > 0;
    const stands = isBlankOrEnd(cursor.code(1));
    switch (code) {
      case 0x5b:
        this.#flowStart('flow sequence start');
        return;
      case 0x7b:
        this.#flowStart('flow mapping start');
        return;
      case 0x5d:
        this.#flowEnd('flow sequence end');
        return;
      case 0x7d:
        this.#flowEnd('flow mapping end');
        return;
      case 0x2c:
        this.#removeKey();
        this.#keyAllowed = true;
        this.#indicator('flow entry');
        return;
      case 0x2d:
        if (stands) {
          this.#blockEntry();
          return;
        }
        break;
      case 0x3f:
        if (inFlow || stands) {
          this.#explicitKey();
          return;
        }
        break;
      case 0x3a:
        if (inFlow || stands) {
          this.#value();
          return;
        }
        break;
      case 0x2a:
        this.#name('alias');
        return;
      case 0x26:
        this.#name('anchor');
        return;
      case 0x21: {
        this.#saveKey();
        this.#keyAllowed = false;
        const start = cursor.mark;
        const { handle, suffix } = scanTag(cursor);
        this.#tokens.push({ type: 'tag', start, end: cursor.mark, value: handle, suffix });
        return;
      }
      case 0x7c:
      case 0x3e:
        if (!inFlow) {
          this.#removeKey();
          this.#keyAllowed = true;
          const start = cursor.mark;
          this.#scalar(
            start,
            scanBlock(cursor, this.#indent, () => scanLineComment(cursor, start, this.#comments)),
          );
          return;
        }
        break;
      case 0x27:
      case 0x22:
        this.#saveKey();
        this.#keyAllowed = false;
        this.#scalar(cursor.mark, scanQuoted(cursor));
        return;
    }
    if (!this.#beginsPlain(code)) {
      throw new SourceError(
        code === TAB ? 'a tab cannot indent YAML' : `nothing can begin with ${JSON.stringify(cursor.read())} here`,
        code === TAB ? cursor.mark : { ...cursor.mark, column: cursor.column - 1 },
        code === TAB ? 'spaces' : 'text in quotes',
      );
    }
    this.#saveKey();
    this.#keyAllowed = false;
    const start = cursor.mark;
    const scalar = scanPlain(cursor, this.#indent, inFlow);
    this.#scalar(start, scalar);
    if (scalar.lines) this.#keyAllowed = true;
  }

  #beginsPlain(code: number): boolean {
    const next = this.#cursor.code(1);
    if (code === 0x2d) return next !== SPACE && next !== TAB;
    if (code === 0x3f || code === 0x3a) return this.#flowLevel === 0 && !isBlankOrEnd(next);
    return !isBlankOrEnd(code) && !RESERVED.has(code);
  }

  #scalar(start: Mark, { value, style, end }: ScannedScalar): void {
    this.#tokens.push({ type: 'scalar', start, end, value, style });
  }

  #push(type: TokenType, mark: Mark): void {
    this.#tokens.push({ type, start: mark, end: mark });
  }

  /** A token of one character. */
  #indicator(type: TokenType): void {
    const start = this.#cursor.mark;
    this.#cursor.skip();
    this.#tokens.push({ type, start, end: this.#cursor.mark });
  }

  #insert(index: number, type: TokenType, mark: Mark): void {
    this.#tokens.splice(this.#head + index, 0, { type, start: mark, end: mark });
  }

  #isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    if (key.mark.line >= this.#cursor.line && key.mark.index + KEY_REACH >= this.#cursor.index) return true;
    if (key.required) throw noColon(key.mark);
    key.possible = false;
    return false;
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    this.#removeKey();
    const level = this.#keys.length - 1;
    const token = this.#parsed + this.#tokens.length - this.#head;
    const required = this.#flowLevel === 0 && this.#indent === this.#cursor.column;
    this.#keys[level] = { possible: true, required, token, mark: this.#cursor.mark };
    this.#keysByToken.set(token, level);
  }

  #removeKey(): void {
    const key = this.#keys.at(-1) as SimpleKey;
    if (!key.possible) return;
    if (key.required) throw noColon(key.mark);
    key.possible = false;
    this.#keysByToken.delete(key.token);
  }

  /** Begins a block collection where the column is further in than the last one. */
  #roll(column: number, token: number, type: TokenType, mark: Mark): void {
    if (this.#flowLevel > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > MAX_DEPTH) throw tooDeep(mark);
    if (token === -1) this.#push(type, mark);
    else this.#insert(token - this.#parsed, type, mark);
  }

  /**
   * Ends block collections that are further in than the column. A comment at the indent of one belongs into it, so the
   * end is set before it.
   */
  #unroll(column: number, scan: Mark): void {
    if (this.#flowLevel > 0) return;
    let mark: Mark = { ...scan, index: scan.index - 1 };
    while (this.#indent > column) {
      let stop = mark.index;
      for (let i = this.#comments.length - 1; i >= this.#commentHead; i -= 1) {
        const comment = this.#comments[i] as FoundComment;
        if ((comment.end?.index ?? 0) < stop) break;
        if (comment.start.column === this.#indent + 1) mark = comment.start;
        stop = comment.scan?.index ?? 0;
      }
      this.#push('block end', mark);
      this.#indent = this.#indents.pop() as number;
    }
  }

  #streamEnd(): void {
    const cursor = this.#cursor;
    if (cursor.column !== 0) {
      cursor.column = 0;
      cursor.line += 1;
    }
    this.#unroll(-1, cursor.mark);
    this.#removeKey();
    this.#keyAllowed = false;
    this.#push('stream end', cursor.mark);
  }

  #marker(type: TokenType): void {
    this.#leaveBlocks();
    const start = this.#cursor.mark;
    for (let i = 0; i < 3; i += 1) this.#cursor.skip();
    this.#tokens.push({ type, start, end: this.#cursor.mark });
  }

  #leaveBlocks(): void {
    this.#unroll(-1, this.#cursor.mark);
    this.#removeKey();
    this.#keyAllowed = false;
  }

  #flowStart(type: TokenType): void {
    this.#saveKey();
    const cursor = this.#cursor;
    const token = this.#parsed + this.#tokens.length - this.#head;
    this.#keys.push({ possible: false, required: false, token, mark: cursor.mark });
    this.#flowLevel += 1;
    if (this.#flowLevel > MAX_DEPTH) throw tooDeep(cursor.mark);
    this.#keyAllowed = true;
    this.#indicator(type);
  }

  #flowEnd(type: TokenType): void {
    this.#removeKey();
    if (this.#flowLevel > 0) {
      this.#flowLevel -= 1;
      const key = this.#keys.pop() as SimpleKey;
      this.#keysByToken.delete(key.token);
    }
    this.#keyAllowed = false;
    this.#indicator(type);
  }

  #blockEntry(): void {
    const cursor = this.#cursor;
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) throw new SourceError('an element of a list cannot begin here', cursor.mark);
      this.#roll(cursor.column, -1, 'block sequence start', cursor.mark);
    }
    this.#removeKey();
    this.#keyAllowed = true;
    this.#indicator('block entry');
  }

  #explicitKey(): void {
    const cursor = this.#cursor;
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) throw new SourceError('a key cannot begin here', cursor.mark);
      this.#roll(cursor.column, -1, 'block mapping start', cursor.mark);
    }
    this.#removeKey();
    this.#keyAllowed = this.#flowLevel === 0;
    this.#indicator('key');
  }

  #value(): void {
    const cursor = this.#cursor;
    const key = this.#keys.at(-1) as SimpleKey;
    if (this.#isValid(key)) {
      this.#insert(key.token - this.#parsed, 'key', key.mark);
      this.#roll(key.mark.column, key.token, 'block mapping start', key.mark);
      key.possible = false;
      this.#keysByToken.delete(key.token);
      this.#keyAllowed = false;
    } else {
      if (this.#flowLevel === 0) {
        if (!this.#keyAllowed) {
          throw new SourceError('a colon where no mapping can begin', cursor.mark, 'text with a colon in quotes');
        }
        this.#roll(cursor.column, -1, 'block mapping start', cursor.mark);
      }
      this.#keyAllowed = this.#flowLevel === 0;
    }
    this.#indicator('value');
  }

  #name(type: 'alias' | 'anchor'): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const cursor = this.#cursor;
    const start = cursor.mark;
    cursor.skip();
    const from = cursor.position;
    while (isNameCharacter(cursor.code())) cursor.skip();
    const value = cursor.text.slice(from, cursor.position);
    if (value === '' || !(isBlankOrEnd(cursor.code()) || BEHIND_NAME.has(cursor.code()))) {
      throw new SourceError('an anchor has a name of letters, digits, - and _', start);
    }
    this.#tokens.push({ type, start, end: cursor.mark, value });
  }

  #directive(): void {
    this.#leaveBlocks();
    const cursor = this.#cursor;
    const start = cursor.mark;
    cursor.skip();
    const from = cursor.position;
    while (isNameCharacter(cursor.code())) cursor.skip();
    const name = cursor.text.slice(from, cursor.position);
    const known = (name === 'YAML' || name === 'TAG') && isBlankOrEnd(cursor.code());
    if (!known) throw new SourceError('a directive that go-yaml does not know', start, '%YAML 1.1 or %TAG');
    cursor.skipBlanks();
    if (name === 'YAML') {
      const version = versionNumber(cursor, start);
      if (cursor.code() !== 0x2e) throw new SourceError('a version has two numbers', start, '%YAML 1.1');
      cursor.skip();
      const value = `${version}.${versionNumber(cursor, start)}`;
      this.#tokens.push({ type: 'version directive', start, end: cursor.mark, value });
    } else {
      const handle = scanTagHandle(cursor, true, start);
      if (cursor.code() !== SPACE && cursor.code() !== TAB) {
        throw new SourceError('a blank is missing behind the handle', start);
      }
      cursor.skipBlanks();
      const suffix = scanTagUri(cursor, '', start);
      if (!isBlankOrEnd(cursor.code())) throw new SourceError('the prefix of a tag ends in a blank', start);
      this.#tokens.push({ type: 'tag directive', start, end: cursor.mark, value: handle, suffix });
    }
    cursor.skipBlanks();
    if (cursor.code() === 0x23) while (!isBreakOrEnd(cursor.code())) cursor.skip();
    if (!isBreakOrEnd(cursor.code())) throw new SourceError('text behind a directive', start);
    if (isBreak(cursor.code())) cursor.readBreak();
  }

  #toNextToken(scan: Mark): void {
    const cursor = this.#cursor;
    for (;;) {
      // go-yaml looks for the mark at the beginning of the text alone, wherever it stands: later it is a character.
      if (cursor.index === 0 && cursor.code() === 0xfeff) cursor.skip();
      const tabs = this.#flowLevel > 0 || !this.#keyAllowed;
      while (cursor.code() === SPACE || (tabs && cursor.code() === TAB)) cursor.skip();
      this.#raiseComment();
      if (cursor.code() === 0x23) {
        const last = this.#tokens.at(-1) as Token;
        const beforeLast = this.#tokens.at(-2);
        const context = { last, beforeLast, indent: this.#indent, flowLevel: this.#flowLevel, scan };
        scanComments(cursor, context, this.#comments);
      }
      if (!isBreak(cursor.code())) return;
      cursor.readBreak();
      if (this.#flowLevel === 0) this.#keyAllowed = true;
    }
  }

  /** `- # comment`, and something on the lines below: the comment stands above that. */
  #raiseComment(): void {
    const comment = this.#comments.length > this.#commentHead ? this.#comments.at(-1) : undefined;
    if (comment?.line === undefined || comment.line === '') return;
    if (this.#tokens.at(-1)?.type !== 'block entry' || this.#tokens.at(-2)?.type !== 'block sequence start') return;
    if (isBreak(this.#cursor.code())) return;
    comment.head = comment.line;
    comment.line = '';
    if (comment.start.line === this.#cursor.line - 1) comment.token = this.#cursor.mark;
  }
}

const RESERVED = new Set([...',[]{}#&*!|>\'"%@`'].map((character) => character.charCodeAt(0)));
const BEHIND_NAME = new Set([...'?:,]}%@`'].map((character) => character.charCodeAt(0)));

function noColon(mark: Mark): SourceError {
  return new SourceError('a colon is missing behind this key', mark, 'key: value');
}

function tooDeep(mark: Mark): SourceError {
  return new SourceError(`more than ${MAX_DEPTH} collections within each other`, mark);
}

function versionNumber(cursor: Cursor, start: Mark): string {
  const from = cursor.position;
  while (isDigit(cursor.code())) cursor.skip();
  const digits = cursor.text.slice(from, cursor.position);
  if (digits === '' || digits.length > 2) throw new SourceError('a version has two numbers', start, '%YAML 1.1');
  return String(Number(digits));
}
