import { checkDepth, spend } from '../core/call.ts';
import { readBlockScalar } from './block-scalar.ts';
import { schemaText } from './canonical.ts';
import { missingValue, type YamlEntry, YamlMap, type YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { readQuotedScalar } from './quoted-scalar.ts';
import { type Dialect, plainTag } from './resolve.ts';

/** Thrown, and caught, inside: the text is left to the general parser. */
const UNUSUAL = Symbol('unusual');

/**
 * Reads the plain block style in which manifests are written: mappings, sequences, scalars of every style, flow
 * collections on one line, comments. About ten times as fast as a general parser, which reads everything else (anchors,
 * tags, complex keys, directives) and reports what is wrong.
 *
 * @param text one document, without carriage returns
 * @param line number of its first line
 * @returns undefined for text beyond this, null for a document without content
 */
export function readBlockDocument(text: string, dialect: Dialect, line: number): YamlNode | null | undefined {
  try {
    return new BlockReader(text, 0, text.length, line, dialect).document();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

/** A tab where only spaces may indent; a general parser would let some of these pass. */
export class TabError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number) {
    super('a tab cannot indent YAML');
    this.line = line;
    this.column = column;
  }
}

const NEWLINE = 0x0a;
const TAB = 0x09;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const HASH = 0x23;
const SINGLE_QUOTE = 0x27;
const DASH = 0x2d;
const COLON = 0x3a;
const QUESTION = 0x3f;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;
/** Characters that begin something else than plain text. */
const INDICATORS = new Set([...'[]{},&*!|>%@`"\'#'].map((character) => character.charCodeAt(0)));
const BLOCK_SCALARS = new Set([...'|>'].map((character) => character.charCodeAt(0)));
const FLOW_INDICATORS = new Set([...'[]{},'].map((character) => character.charCodeAt(0)));
/** A comment that may be an object of JSON. */
const JSON_COMMENT = /#+[ \t]*\{[ \t]*["}]/y;
/** libyaml looks no further for a key's colon. */
const KEY_LENGTH = 1000;

interface Kept {
  readonly node: YamlScalar;
  /** Index behind it. */
  readonly end: number;
}

class BlockReader {
  readonly #text: string;
  readonly #end: number;
  readonly #dialect: Dialect;
  /** Start of the current line's content, its column and line number, as `#next` found them. */
  #at = 0;
  #column = -1;
  #line: number;
  /** Where `#next` goes on, at a line's start. */
  #position: number;
  #done = false;
  /** The last block scalar that ends with empty lines. */
  #kept: Kept | undefined;
  #depth = 0;

  constructor(text: string, start: number, end: number, line: number, dialect: Dialect) {
    this.#text = text;
    this.#position = start;
    this.#end = end;
    this.#line = line - 1;
    this.#dialect = dialect;
  }

  document(): YamlNode | null {
    this.#next({ start: true });
    if (this.#done) return null;
    const indent = this.#column;
    const node = this.#node(indent, -1);
    // The document ends with its root: kustomize reads nothing of what stands further out.
    const goesOn = this.#column >= indent || INDICATORS.has(this.#text.charCodeAt(this.#at));
    if (!this.#done && goesOn) throw UNUSUAL;
    if (this.#kept !== undefined && this.#dialect === 'go-yaml-v3') this.#setApart(this.#kept);
    return node;
  }

  /** kustomize prints a comment at the end behind an empty line, which a scalar that keeps such lines then takes in. */
  #setApart({ node, end }: Kept): void {
    const rest = this.#text.slice(end, this.#end);
    if (rest.includes('#') && !/^[ \t]*[^#\s]/m.test(rest)) node.value += '\n';
  }

  /**
   * Goes to the next line with content; a marker may stand before all content.
   *
   * @param plainBelow behind plain text: the column of the collection that holds it
   */
  #next({ start = false, plainBelow = Number.POSITIVE_INFINITY } = {}): void {
    const text = this.#text;
    let lineStart = this.#position;
    let marked = false;
    for (;;) {
      if (lineStart >= this.#end) {
        this.#done = true;
        this.#column = -1;
        return;
      }
      this.#line += 1;
      let at = lineStart;
      while (text.charCodeAt(at) === SPACE) at += 1;
      const code = text.charCodeAt(at);
      if (at >= this.#end) {
        lineStart = at;
      } else if (code === NEWLINE) {
        lineStart = at + 1;
      } else if (code === HASH) {
        lineStart = this.#commentEnd(at) + 1;
      } else if (code === TAB) {
        if (at - lineStart > plainBelow) throw UNUSUAL; // perhaps within the text
        throw new TabError(this.#line, at - lineStart + 1);
      } else if (at === lineStart && this.#isMarker(at)) {
        if (!start || marked) {
          // Of several documents only the first counts.
          if (code === 0x25 || !this.#isBreak(at + 3)) throw UNUSUAL;
          lineStart = this.#end;
          continue;
        }
        if (code !== DASH) throw UNUSUAL;
        marked = true;
        const end = this.#commentEnd(at);
        if (!/^ *(#.*)?$/.test(text.slice(at + 3, end))) throw UNUSUAL;
        lineStart = end + 1;
      } else {
        this.#at = at;
        this.#column = at - lineStart;
        return;
      }
    }
  }

  #isMarker(at: number): boolean {
    const first = this.#text.charCodeAt(at);
    if (first !== DASH && first !== 0x2e) return first === 0x25; // %, a directive
    return this.#text.startsWith('---', at) || this.#text.startsWith('...', at);
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end === -1 ? this.#text.length : end;
  }

  /** As #lineEnd, where nothing but a comment stands before it. */
  #commentEnd(from: number): number {
    const end = this.#lineEnd(from);
    // JSON in a comment is a type to kustomize, so the comment has to be read.
    if (this.#dialect === 'go-yaml-v3' && this.#text.charCodeAt(from) === HASH && this.#isJson(from)) throw UNUSUAL;
    if (end > from && /[\u2028\u2029]/.test(this.#text.slice(from, end))) throw UNUSUAL; // which ends it
    return end;
  }

  #isJson(comment: number): boolean {
    JSON_COMMENT.lastIndex = comment;
    return JSON_COMMENT.test(this.#text);
  }

  /** A node at the current content, which stands at `column`, below a collection at `parent`. */
  #node(column: number, parent: number): YamlNode {
    if (this.#isDash(this.#at)) return this.#sequence(column);
    if (this.#isIndicator(QUESTION) || this.#keyEnd(this.#at) !== -1) return this.#mapping(column);
    return this.#inline(this.#at, parent);
  }

  /** Whether the current content begins with an indicator that something stands behind. */
  #isIndicator(code: number): boolean {
    return this.#text.charCodeAt(this.#at) === code && this.#isBreak(this.#at + 1);
  }

  #isDash(at: number): boolean {
    if (this.#text.charCodeAt(at) !== DASH) return false;
    return this.#text.charCodeAt(at + 1) === TAB || this.#isBreak(at + 1);
  }

  /** Whether a blank, a line break or the end is at an index. */
  #isBreak(at: number): boolean {
    if (at >= this.#end) return true;
    const code = this.#text.charCodeAt(at);
    return code === SPACE || code === NEWLINE || code === TAB;
  }

  /** Index of the colon that makes the text at `at` a key, or -1. */
  #keyEnd(at: number): number {
    const text = this.#text;
    const first = text.charCodeAt(at);
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) {
      const quoted = readQuotedScalar(text, at);
      if (quoted === undefined) throw UNUSUAL;
      if (quoted.lines > 0) return -1;
      let end = quoted.end;
      while (text.charCodeAt(end) === SPACE) end += 1;
      return text.charCodeAt(end) === COLON && this.#isBreak(end + 1) ? end : -1;
    }
    if (INDICATORS.has(first)) {
      // A flow collection or an alias may be a key, too; a block scalar may not.
      return -1;
    }
    if ((first === QUESTION || first === DASH || first === COLON) && this.#isBreak(at + 1)) throw UNUSUAL;
    for (let i = at; i < this.#end; i += 1) {
      const code = text.charCodeAt(i);
      if (code === NEWLINE) return -1;
      if (code === COLON && this.#isBreak(i + 1)) return i - at > KEY_LENGTH ? -1 : i;
      if (code === HASH && text.charCodeAt(i - 1) === SPACE) return -1;
      if (code === TAB) throw UNUSUAL;
    }
    return -1;
  }

  #descend(): void {
    this.#depth += 1;
    checkDepth(this.#depth);
  }

  #mapping(column: number): YamlMap {
    const entries: YamlEntry[] = [];
    const line = this.#line;
    this.#descend();
    for (;;) {
      spend('nodes', 2);
      const { key, value } = this.#isIndicator(QUESTION) ? this.#explicitEntry(column) : this.#entry(column);
      if (key.value === '<<') throw UNUSUAL;
      entries.push({ key, value });
      if (this.#column < column) {
        this.#depth -= 1;
        return new YamlMap(entries, line);
      }
      if (this.#column > column) throw UNUSUAL;
      if (this.#isDash(this.#at)) throw UNUSUAL;
    }
  }

  #entry(column: number): YamlEntry {
    const colon = this.#keyEnd(this.#at);
    if (colon === -1) throw UNUSUAL;
    const key = this.#key(this.#at, colon);
    return { key, value: this.#value(colon + 1, column, key) };
  }

  /** `? key`, and `: value` on a line of its own, as long keys are printed. */
  #explicitEntry(column: number): YamlEntry {
    const key = this.#behind(column);
    if (key.kind !== 'scalar' || this.#column !== column || !this.#isIndicator(COLON)) throw UNUSUAL;
    return { key, value: this.#behind(column) };
  }

  #key(at: number, colon: number): YamlScalar {
    const first = this.#text.charCodeAt(at);
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) {
      return new YamlScalar(
        readQuotedScalar(this.#text, at)?.value as string,
        '!!str',
        this.#line,
        first === SINGLE_QUOTE ? 'single' : 'double',
      );
    }
    let end = colon;
    while (this.#text.charCodeAt(end - 1) === SPACE) end -= 1;
    const text = this.#text.slice(at, end);
    if (text === '<<') throw UNUSUAL;
    return new YamlScalar(text, plainTag(text, this.#dialect), this.#line);
  }

  /** What follows a key's colon. Leaves the reader at the next content. */
  #value(from: number, column: number, key: YamlScalar): YamlNode {
    const at = this.#skipBlanks(from);
    if (at !== -1) return this.#inline(at, column);
    const line = this.#line;
    this.#next();
    if (this.#column > column) {
      if (key.value === 'openAPIV3Schema') {
        const schema = this.#schema();
        if (schema !== undefined) return schema;
      }
      return this.#node(this.#column, column);
    }
    if (this.#column === column) {
      if (this.#isDash(this.#at)) return this.#sequence(column);
      if (BLOCK_SCALARS.has(this.#text.charCodeAt(this.#at))) return this.#inline(this.#at, column);
    }
    return missingValue(line);
  }

  /** A schema that is written as it would be printed stays text until someone looks into it. */
  #schema(): YamlMap | undefined {
    const start = this.#at - this.#column;
    const found = schemaText(this.#text, start, this.#end, this.#column);
    if (found === undefined) return undefined;
    const line = this.#line;
    const dialect = this.#dialect;
    const text = this.#text.slice(start, found.end);
    this.#position = found.end;
    this.#line += found.lines - 1;
    const indent = this.#column;
    this.#next();
    const read = () => {
      const whole = new BlockReader(text, 0, text.length, line, dialect).document();
      return (whole as YamlMap).entries;
    };
    return new YamlMap({ text, indent, read }, line);
  }

  /**
   * Index of what follows on the line, or -1 where nothing but a comment does; then the position is the next line.
   * Only behind a closing quote or bracket may a comment stand without a space.
   */
  #skipBlanks(from: number, closed = false): number {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at += 1;
    const code = text.charCodeAt(at);
    if (at < this.#end && code !== NEWLINE && !(code === HASH && (closed || at > from))) return at;
    this.#position = this.#commentEnd(at) + 1;
    return -1;
  }

  #sequence(column: number): YamlSeq {
    const items: YamlNode[] = [];
    const line = this.#line;
    this.#descend();
    do {
      spend('nodes', 1);
      items.push(this.#behind(column));
      if (this.#column > column) throw UNUSUAL;
    } while (this.#column === column && this.#isDash(this.#at));
    this.#depth -= 1;
    return new YamlSeq(items, line);
  }

  /** What stands behind the indicator (a dash, for one) at a column. */
  #behind(column: number): YamlNode {
    const dash = this.#at;
    const tab = /^ *\t/.exec(this.#text.slice(dash + 1, dash + 20));
    if (tab !== null) throw new TabError(this.#line, column + 1 + tab[0].length);
    const at = this.#skipBlanks(dash + 1);
    if (at === -1) {
      const line = this.#line;
      this.#next();
      return this.#column > column ? this.#node(this.#column, column) : missingValue(line);
    }
    // It is a line of its own, further in.
    this.#at = at;
    this.#column = column + at - dash;
    return this.#node(this.#column, column);
  }

  /** A scalar or a flow collection that begins on the current line. Leaves the reader at the next content. */
  #inline(at: number, parent: number): YamlNode {
    const text = this.#text;
    const line = this.#line;
    const first = text.charCodeAt(at);
    switch (first) {
      case DOUBLE_QUOTE:
      case SINGLE_QUOTE: {
        const quoted = readQuotedScalar(text, at);
        if (quoted === undefined) throw UNUSUAL;
        this.#line += quoted.lines;
        this.#finishLine(quoted.end);
        return new YamlScalar(quoted.value, '!!str', line, first === SINGLE_QUOTE ? 'single' : 'double');
      }
      case 0x7c: // |
      case 0x3e: {
        const comment = text.slice(at, this.#lineEnd(at)).indexOf('#');
        if (comment !== -1) this.#commentEnd(at + comment);
        const block = readBlockScalar(text, at, parent);
        if (block === undefined) throw UNUSUAL;
        this.#position = block.end;
        this.#line += block.lines - 1;
        const node = new YamlScalar(block.value, '!!str', line, first === 0x3e ? 'folded' : 'literal');
        if (block.value.endsWith('\n\n') || block.value === '\n') this.#kept = { node, end: block.end };
        this.#next();
        return node;
      }
      case 0x5b: // [
      case 0x7b: {
        const [node, end] = this.#flow(at);
        this.#finishLine(end);
        return node;
      }
    }
    const starter = first === DASH || first === QUESTION || first === COLON;
    if (INDICATORS.has(first) || (starter && this.#isBreak(at + 1))) throw UNUSUAL;
    return this.#plain(at, parent);
  }

  /** Nothing but a comment may follow. */
  #finishLine(end: number): void {
    if (this.#skipBlanks(end, true) !== -1) throw UNUSUAL;
    this.#next();
  }

  #plain(at: number, parent: number): YamlScalar {
    const line = this.#line;
    let [value, end, comment] = this.#plainLine(at);
    this.#position = end;
    let breaks = this.#line;
    this.#next({ plainBelow: parent });
    // Further in: the text goes on.
    while (!this.#done && this.#column > parent) {
      if (comment || parent < 0) throw UNUSUAL;
      const skipped = this.#text.slice(end, this.#at);
      if (skipped.includes('#')) throw UNUSUAL; // a comment would end it
      breaks = this.#line - breaks;
      const [more, moreEnd, moreComment] = this.#plainLine(this.#at);
      value += (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) + more;
      breaks = this.#line;
      end = moreEnd;
      comment = moreComment;
      this.#position = end;
      this.#next({ plainBelow: parent });
    }
    return new YamlScalar(value, plainTag(value, this.#dialect), line);
  }

  /** The rest of a line as plain text, the index of the next line, and whether a comment ended it. */
  #plainLine(at: number): [text: string, end: number, comment: boolean] {
    const text = this.#text;
    let last = at;
    let i = at;
    for (; i < this.#end; i += 1) {
      const code = text.charCodeAt(i);
      if (code === NEWLINE) break;
      if (code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR) throw UNUSUAL;
      if (code === SPACE || code === TAB) continue;
      if (code === HASH && i > last && i > at) {
        return [text.slice(at, last), this.#commentEnd(i) + 1, true];
      }
      // A mapping where none can be.
      if (code === COLON && this.#isBreak(i + 1)) throw UNUSUAL;
      last = i + 1;
    }
    return [text.slice(at, last), i + 1, false];
  }

  /** A flow collection; its lines may be indented in any way. One call for each level, as stacks are small. */
  #flow(at: number): [YamlNode, number] {
    const line = this.#line;
    const map = this.#text[at] === '{';
    const close = map ? '}' : ']';
    const entries: YamlEntry[] = [];
    const items: YamlNode[] = [];
    let i = this.#flowBlanks(at + 1);
    this.#descend();
    while (this.#text[i] !== close) {
      spend('nodes', map ? 2 : 1);
      if (map) {
        const [key, keyEnd] = this.#flowScalar(i);
        if (key.value === '<<') throw UNUSUAL;
        i = this.#flowBlanks(keyEnd);
        let value: YamlNode | undefined;
        if (this.#text[i] === ':') {
          if (this.#line !== key.line || !(key.quoted || this.#isBreak(i + 1))) throw UNUSUAL;
          i = this.#flowBlanks(i + 1);
          if (this.#text[i] !== ',' && this.#text[i] !== close)
            [value, i] = this.#opensFlow(i) ? this.#flow(i) : this.#flowScalar(i);
          i = this.#flowBlanks(i);
        }
        entries.push({ key, value: value ?? missingValue(key.line) });
      } else {
        const [item, itemEnd] = this.#opensFlow(i) ? this.#flow(i) : this.#flowScalar(i);
        items.push(item);
        i = this.#flowBlanks(itemEnd);
        if (this.#text[i] === ':') throw UNUSUAL; // a pair
      }
      if (this.#text[i] === ',') i = this.#flowBlanks(i + 1);
      else if (this.#text[i] !== close) throw UNUSUAL;
    }
    this.#depth -= 1;
    return [map ? new YamlMap(entries, line, true) : new YamlSeq(items, line, true), i + 1];
  }

  /** Index of what follows; tabs, comments and line breaks count as blanks between braces. */
  #flowBlanks(at: number): number {
    const text = this.#text;
    for (let i = at; i < this.#end; i += 1) {
      const code = text.charCodeAt(i);
      if (code === SPACE || code === TAB) continue;
      if (code === HASH) i = this.#commentEnd(i);
      else if (code !== NEWLINE) return i;
      this.#line += 1;
      if (this.#isMarker(i + 1)) throw UNUSUAL;
    }
    throw UNUSUAL;
  }

  #opensFlow(at: number): boolean {
    return this.#text[at] === '[' || this.#text[at] === '{';
  }

  #flowScalar(at: number): [YamlScalar, number] {
    const line = this.#line;
    const first = this.#text.charCodeAt(at);
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) {
      const quoted = readQuotedScalar(this.#text, at);
      if (quoted === undefined) throw UNUSUAL;
      this.#line += quoted.lines;
      return [new YamlScalar(quoted.value, '!!str', line, first === SINGLE_QUOTE ? 'single' : 'double'), quoted.end];
    }
    if (INDICATORS.has(first) || first === QUESTION || first === COLON) throw UNUSUAL;
    if (first === DASH && this.#isBreak(at + 1)) throw UNUSUAL;
    const [value, end] = this.#flowPlain(at);
    return [new YamlScalar(value, plainTag(value, this.#dialect), line), end];
  }

  /** Plain text between braces, which indentation does not end. */
  #flowPlain(at: number): [text: string, end: number] {
    const text = this.#text;
    let value = '';
    let end = at;
    let i = at;
    do {
      const from = i;
      while (!this.#isBreak(i) && !this.#endsFlowPlain(i)) i += 1;
      value += text.slice(from, i);
      end = i;
      let breaks = 0;
      for (; this.#isBreak(i); i += 1) {
        if (i >= this.#end) throw UNUSUAL;
        const code = text.charCodeAt(i);
        if (code === NEWLINE) breaks += 1;
        else if (code === TAB && breaks > 0) throw UNUSUAL; // perhaps where only spaces may indent
      }
      if (i === end || text.charCodeAt(i) === HASH || this.#endsFlowPlain(i)) break;
      if (breaks > 0 && this.#isMarker(i)) throw UNUSUAL;
      value += breaks === 0 ? text.slice(end, i) : breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
      this.#line += breaks;
    } while (i < this.#end);
    return [value, end];
  }

  #endsFlowPlain(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    if (code === COLON) return this.#isBreak(at + 1);
    if (code === QUESTION || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR) throw UNUSUAL;
    return FLOW_INDICATORS.has(code);
  }
}
