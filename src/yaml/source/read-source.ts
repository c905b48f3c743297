import { checkDepth, spend } from '../../core/call.ts';
import { YamlAlias, type YamlEntry, YamlMap, type YamlNode, YamlScalar, YamlSeq } from '../node.ts';
import { type Dialect, plainTag } from '../resolve.ts';
import { Cursor, isBlank, isBreak, type Mark } from './cursor.ts';
import { readName, Tags } from './properties.ts';
import { Remarks, type Site } from './remarks.ts';
import { readBlock, readPlain, readQuoted, type ScalarText } from './scalar-text.ts';
import { SourceError } from './source-error.ts';

/** A document with all that stands in it: comments, anchors, aliases, styles and tags. */
export interface SourceDocument {
  readonly root: YamlNode;
  /** Comments above and below the document, parted from it by empty lines. */
  readonly head: string;
  readonly foot: string;
}

/**
 * Reads the first document of a text as go-yaml v3 (3.0.5) makes nodes of it. Aliases stay aliases.
 *
 * @param line of the file on which the text begins
 * @returns undefined where there is no document
 * @throws SourceError
 */
export function readSource(text: string, dialect: Dialect = 'go-yaml-v3', line = 1): SourceDocument | undefined {
  return new SourceReader(text, dialect, line).document();
}

/** A key that no question mark introduces has its colon within as many characters. */
const KEY_REACH = 1024;
/** What plain text cannot begin with. */
const RESERVED = new Set([...',[]{}#&*!|>\'"%@`'].map((character) => character.charCodeAt(0)));

const TAB = 0x09;
const DASH = 0x2d;
const QUESTION = 0x3f;
const COLON = 0x3a;
const COMMA = 0x2c;

/** Anchor and tag of a node, and where they or the node begin. */
interface Properties {
  readonly line: number;
  readonly anchor: string;
  readonly tag: string;
}

/** Where a word begins that may turn out to be a key. */
interface Start {
  readonly at: number;
  readonly line: number;
  readonly column: number;
  /** Whether nothing but blanks and indicators of blocks stand before it on its line. */
  readonly fresh: boolean;
}

/** A collection between brackets that is being read. */
interface Flow {
  readonly node: YamlMap | YamlSeq;
  readonly close: string;
  readonly mark: Mark;
  isBegun: boolean;
  /** Where the last entry begins, and whether a question mark does. */
  start: Start;
  explicit: boolean;
  /** That the value belongs to which is read next. */
  key: YamlScalar | undefined;
}

/**
 * Reads by descent: a function for each kind of node, which leaves the cursor at the word behind the node. In block form
 * the column of that word tells whether it belongs to the collection that is being read.
 */
class SourceReader {
  readonly #cursor: Cursor;
  readonly #dialect: Dialect;
  readonly #firstLine: number;
  readonly #remarks = new Remarks();
  readonly #tags = new Tags();
  readonly #anchors = new Map<string, YamlNode>();
  #depth = 0;
  /** Column of the block collection that is being read. */
  #indent = -1;
  /** Brackets that are open. */
  #flows = 0;
  /** A line or an indicator of a block has begun and nothing else: a collection may begin, and tabs may not stand. */
  #fresh = true;
  /** The word before the cursor's. */
  #word = { at: 0, isColon: false };
  /** Where collections end that the gap before the cursor closes. */
  #closing = 0;
  #isLastClosing = false;

  constructor(text: string, dialect: Dialect, line: number) {
    this.#cursor = new Cursor(text);
    this.#dialect = dialect;
    this.#firstLine = line;
  }

  document(): SourceDocument | undefined {
    const cursor = this.#cursor;
    this.#skipGap();
    if (Number.isNaN(cursor.code())) return undefined;
    const first = this.#start();
    const explicit = cursor.atEnd;
    if (explicit) this.#beginExplicit();
    const start = this.#start();
    const root = cursor.atEnd ? this.#empty() : this.#blockNode(-1, false);
    const end = cursor.at;
    this.#remarks.endSites();
    this.#glance(isBlockCollection(root) ? undefined : start);
    return { root, ...this.#remarks.place(root, explicit ? undefined : first.at, end) };
  }

  #beginExplicit(): void {
    const cursor = this.#cursor;
    let directive = false;
    while (cursor.column === 0 && cursor.code() === 0x25) {
      directive = true;
      this.#readWord(() => this.#tags.readDirective(cursor), false);
    }
    if (!cursor.atMarker || cursor.code() !== DASH) {
      const message = directive ? 'a directive without the document that it is for' : 'a document is missing here';
      throw new SourceError(message, cursor.mark, '---');
    }
    this.#passMarker();
  }

  #passMarker(): void {
    this.#fresh = false;
    this.#readWord(() => this.#cursor.moveTo(this.#cursor.at + 3), false);
  }

  // Words and the gaps between them.

  /** Passes a word, the comment on its line, and all that is no word behind it. */
  #readWord<T>(read: () => T, hasRemark = true): T {
    const { at } = this.#cursor;
    const result = read();
    this.#word = { at, isColon: false };
    if (hasRemark) this.#remarks.readLine(this.#cursor, at);
    this.#skipGap();
    return result;
  }

  /** Passes an indicator of one character. */
  #passIndicator(fresh: boolean): void {
    this.#fresh = fresh;
    this.#readWord(() => this.#cursor.moveTo(this.#cursor.at + 1));
  }

  /** Passes a colon or a comma: what stands behind it on the line is said of the word before. */
  #passSeparator(fresh: boolean): void {
    const cursor = this.#cursor;
    const { at } = cursor;
    const isColon = cursor.code() === COLON;
    const isOfWordBefore = isColon === (this.#flows === 0);
    this.#fresh = fresh;
    cursor.moveTo(at + 1);
    this.#remarks.readLine(cursor, isOfWordBefore ? this.#word.at : at);
    if (isColon) this.#word = { at, isColon };
    this.#skipGap();
  }

  /** Passes blanks, line breaks and comments. */
  #skipGap(): void {
    const cursor = this.#cursor;
    const { at: from, line } = cursor;
    this.#remarks.beginGap();
    this.#closing = from - 1;
    this.#isLastClosing = false;
    for (;;) {
      // go-yaml looks for the mark at the beginning of the text alone, wherever it stands: later it is a character.
      if (cursor.at === 0 && cursor.code() === 0xfeff) cursor.moveTo(1);
      cursor.take(this.#flows > 0 || !this.#fresh ? /[ \t]*/y : / */y);
      if (cursor.code() === 0x23) {
        this.#remarks.readLines(cursor, {
          from,
          line,
          owner: this.#word.at,
          behindColon: this.#word.isColon,
          indent: this.#indent,
          inFlow: this.#flows > 0,
        });
      }
      if (!isBreak(cursor.code())) return;
      cursor.take(/\r\n|[\n\r\u0085\u2028\u2029]/y);
      if (this.#flows === 0) this.#fresh = true;
    }
  }

  /** Whether an indicator stands here that is none of plain text. */
  #isAt(indicator: number): boolean {
    return this.#cursor.code() === indicator && (this.#flows > 0 || this.#cursor.standsApart(1));
  }

  #start(): Start {
    const { at, line, column } = this.#cursor;
    return { at, line, column, fresh: this.#fresh };
  }

  /** Whether what began there is a key, at whose colon the cursor stands. */
  #isKey({ at, line, fresh }: Start): boolean {
    const cursor = this.#cursor;
    if (!fresh || cursor.line !== line || !this.#isAt(COLON)) return false;
    return cursor.at - at <= KEY_REACH || [...cursor.text.slice(at, cursor.at)].length <= KEY_REACH;
  }

  // Nodes.

  #line(line = this.#cursor.line): number {
    return line + this.#firstLine;
  }

  #named<T extends YamlNode>(node: T, { anchor }: Properties): T {
    if (anchor !== '') {
      node.extras = { head: '', line: '', foot: '', anchor };
      this.#anchors.set(anchor, node);
    }
    return node;
  }

  /** A value that was left out. */
  #empty(properties: Properties = bare(this.#cursor.line)): YamlScalar {
    return this.#scalar({ value: '', style: 'plain' }, properties);
  }

  #scalar({ value, style }: ScalarText, properties: Properties): YamlScalar {
    spend('nodes', 1);
    const node = new YamlScalar(value, '', this.#line(properties.line), style);
    this.#tagScalar(node, properties.tag);
    return this.#named(node, properties);
  }

  #tagScalar(node: YamlScalar, tag: string): void {
    const { value, style } = node;
    node.tagged = tag !== '' && tag !== '!';
    if (node.tagged) node.tag = tag;
    // `! 1` is text to go-yaml v2, and nothing to v3.
    else if (style !== 'plain' || (tag === '!' && this.#dialect === 'go-yaml-v2')) node.tag = '!!str';
    else node.tag = value === '<<' ? '!!merge' : plainTag(value, this.#dialect);
  }

  /** A collection that has begun. */
  #collection<T extends YamlMap | YamlSeq>(node: T, properties: Properties): T {
    this.#tagCollection(node, properties.tag);
    spend('nodes', 1);
    this.#depth += 1;
    checkDepth(this.#depth);
    return this.#named(node, properties);
  }

  #tagCollection(node: YamlMap | YamlSeq, tag: string): void {
    if (tag === '' || tag === '!') return;
    node.tag = tag === (node.kind === 'map' ? '!!map' : '!!seq') ? '' : tag;
    node.tagged = true;
  }

  /** Anchor and tag in front of a node, as far as they stand on one line; each at most once. */
  #properties(): Properties {
    const cursor = this.#cursor;
    const { line } = cursor;
    let anchor = '';
    let tag = '';
    while (cursor.line === line) {
      const code = cursor.code();
      if (code === 0x26 && anchor === '') {
        anchor = this.#readWord(() => this.#afterWord(readName(cursor)));
      } else if (code === 0x21 && tag === '') tag = this.#readWord(() => this.#afterWord(this.#tags.read(cursor)));
      else break;
    }
    return { line, anchor, tag };
  }

  /** Behind a word no collection begins, before the next line does. */
  #afterWord<T>(word: T): T {
    this.#fresh = false;
    return word;
  }

  /** A scalar, an alias, or a collection in brackets. */
  #node(properties: Properties): YamlNode {
    const cursor = this.#cursor;
    const { at } = cursor;
    const isBare = !isGiven(properties);
    let text: ScalarText | undefined;
    switch (cursor.text[at]) {
      case '*':
        if (!isBare) break;
        return this.#alias();
      case '[':
      case '{':
        return this.#flowCollection(properties);
      case "'":
      case '"':
        text = this.#readWord(() => this.#afterWord(readQuoted(cursor)));
        break;
      case '|':
      case '>':
        if (this.#flows === 0) text = this.#readWord(() => this.#readBlock());
        break;
    }
    if (text === undefined && this.#beginsPlain()) text = this.#readWord(() => this.#readPlain());
    if (text === undefined) {
      if (!isBare) return this.#empty(properties);
      throw this.#unexpected();
    }
    const node = this.#scalar(text, properties);
    this.#remarks.site('node', at, node);
    return node;
  }

  #readBlock(): ScalarText {
    const cursor = this.#cursor;
    const { at } = cursor;
    const text = readBlock(cursor, this.#indent, () => this.#remarks.readLine(cursor, at));
    this.#fresh = true;
    return text;
  }

  #readPlain(): ScalarText {
    const text = readPlain(this.#cursor, this.#indent, this.#flows > 0);
    this.#fresh = this.#cursor.line > this.#cursor.inkLine;
    return text;
  }

  #beginsPlain(): boolean {
    const cursor = this.#cursor;
    const code = cursor.code();
    if (Number.isNaN(code) || isBlank(code) || cursor.atMarker || RESERVED.has(code)) return false;
    if (code === DASH) return !cursor.standsApart(1);
    return (code !== QUESTION && code !== COLON) || (this.#flows === 0 && !cursor.standsApart(1));
  }

  #alias(): YamlAlias {
    const cursor = this.#cursor;
    const { at, line, mark } = cursor;
    const name = this.#readWord(() => this.#afterWord(readName(cursor)));
    const target = this.#anchors.get(name);
    if (target === undefined) throw new SourceError(`no anchor is named ${name}`, mark);
    spend('nodes', 1);
    const node = new YamlAlias(name, target, this.#line(line));
    this.#remarks.site('node', at, node);
    return node;
  }

  #unexpected(): SourceError {
    const cursor = this.#cursor;
    const { mark } = cursor;
    if (cursor.atEnd) return new SourceError('a value is missing here', mark);
    if (cursor.code() === TAB) return new SourceError('a tab cannot indent YAML', mark, 'spaces');
    if (this.#isAt(COLON)) {
      return new SourceError('a colon where no mapping can begin', mark, 'text with a colon in quotes');
    }
    if (this.#isAt(DASH)) return new SourceError('an element of a list cannot begin here', mark);
    if (this.#isAt(QUESTION)) return new SourceError('a key cannot begin here', mark);
    if (/[,\]}]/.test(cursor.text[cursor.at] as string)) return new SourceError('a value is missing here', mark);
    const character = cursor.look(/[\s\S]/uy);
    return new SourceError(`nothing can begin with ${JSON.stringify(character)} here`, mark, 'text in quotes');
  }

  // Block form.

  /**
   * A node in block form, at whose first word the cursor stands.
   *
   * @param parent column of the collection around it
   * @param isValue whether a list at that very column is the node
   * @param dash in front of it
   */
  #blockNode(parent: number, isValue: boolean, dash?: Site): YamlNode {
    const cursor = this.#cursor;
    let above: Properties | undefined;
    for (;;) {
      const start = this.#start();
      if (start.fresh && this.#isAt(DASH)) {
        return this.#blockSequence(start, above, isValue && start.column === parent, dash);
      }
      if (start.fresh && this.#isAt(QUESTION)) return this.#blockMapping(start, above, undefined, dash);
      const own = this.#properties();
      if (isGiven(own) && (cursor.line > start.line || cursor.atEnd)) {
        above = above === undefined ? own : this.#joined(above, own);
        if (this.#belongs(parent, isValue)) continue;
        this.#remarks.site('word', this.#word.at);
        return this.#empty(above);
      }
      const node = this.#node(own);
      // Properties on a key's line are the key's.
      if (this.#isKey(start)) return this.#blockMapping(start, above, node, dash);
      return above === undefined ? node : this.#addProperties(node, this.#joined(above, own));
    }
  }

  #joined(above: Properties, own: Properties): Properties {
    if ((above.anchor !== '' && own.anchor !== '') || (above.tag !== '' && own.tag !== '')) throw this.#unexpected();
    return { line: above.line, anchor: above.anchor + own.anchor, tag: above.tag + own.tag };
  }

  #addProperties(node: YamlNode, properties: Properties): YamlNode {
    if (node instanceof YamlAlias) throw this.#unexpected();
    if (node.kind === 'scalar') this.#tagScalar(node, properties.tag);
    else this.#tagCollection(node, properties.tag);
    node.line = this.#line(properties.line);
    return this.#named(node, properties);
  }

  /** Whether what stands at the cursor lies within a collection at a column. */
  #belongs(column: number, isValue: boolean): boolean {
    const cursor = this.#cursor;
    if (cursor.atEnd || cursor.column < column) return false;
    // As go-yaml has it, a block may begin at the column of the key that it is the value of.
    return cursor.column > column || /[|>]/y.test(cursor.text[cursor.at] as string) || (isValue && this.#isAt(DASH));
  }

  /** What stands behind an indicator of a collection, or nothing. */
  #content(column: number, line: number, isValue: boolean, dash?: Site): YamlNode {
    if (this.#belongs(column, isValue)) return this.#blockNode(column, isValue, dash);
    this.#remarks.site('word', this.#word.at);
    return this.#empty(bare(line));
  }

  /** Whether a collection has more at its column; whatever stands further in belongs nowhere. */
  #goesOn(column: number, missing: string, example: string): boolean {
    const cursor = this.#cursor;
    if (cursor.atEnd || (this.#fresh && cursor.column < column)) return false;
    if (this.#fresh && cursor.column === column) return true;
    throw this.#isAt(COLON) ? this.#unexpected() : new SourceError(missing, cursor.mark, example);
  }

  #openBlock<T extends YamlMap | YamlSeq>(node: T, above: Properties | undefined, dash: Site | undefined): T {
    if (above === undefined && dash !== undefined) dash.node = node;
    return this.#collection(node, above ?? bare(0));
  }

  /** @param outer column of the collection around the one that ends */
  #closeBlock(column: number, outer: number): number {
    const cursor = this.#cursor;
    if (cursor.atEnd && column <= cursor.column && !this.#isLastClosing) {
      this.#isLastClosing = true;
      this.#closing = cursor.at - 1;
    }
    this.#closing = this.#remarks.endOfBlock(column, this.#closing);
    this.#word = { at: this.#closing, isColon: false };
    this.#indent = outer;
    return this.#closing;
  }

  /** @param aligned with the key whose value it is: it then ends with the key's mapping alone */
  #blockSequence(start: Start, above: Properties | undefined, aligned: boolean, dash: Site | undefined): YamlSeq {
    const { column } = start;
    const node = this.#openBlock(new YamlSeq([], this.#line(above?.line ?? start.line)), above, dash);
    const outer = this.#indent;
    this.#indent = column;
    do {
      if (!this.#isAt(DASH)) {
        throw new SourceError('an element of this list, or its end, is missing', this.#cursor.mark, '-');
      }
      node.items.push(this.#blockItem(column));
    } while (
      aligned
        ? this.#fresh && this.#cursor.column === column && !this.#cursor.atEnd && this.#isAt(DASH)
        : this.#goesOn(column, 'an element of this list, or its end, is missing', '-')
    );
    if (!aligned) this.#remarks.site('list end', this.#closeBlock(column, outer));
    this.#depth -= 1;
    return node;
  }

  #blockItem(column: number): YamlNode {
    const cursor = this.#cursor;
    const { line } = cursor;
    const dash = this.#remarks.site('dash', cursor.at);
    this.#fresh = true;
    // What is said behind a dash is said of what follows.
    this.#readWord(() => cursor.moveTo(cursor.at + 1), false);
    return this.#content(column, line, false, dash);
  }

  /** @param first key, at whose colon the cursor stands; none where a question mark stands there */
  #blockMapping(
    start: Start,
    above: Properties | undefined,
    first: YamlNode | undefined,
    dash: Site | undefined,
  ): YamlMap {
    const { column } = start;
    const node = this.#openBlock(new YamlMap([], this.#line(above?.line ?? start.line)), above, dash);
    const outer = this.#indent;
    this.#indent = column;
    let key = first;
    do {
      node.entries.push(this.#blockEntry(column, key));
      key = undefined;
    } while (this.#goesOn(column, 'a key of this mapping, or its end, is missing', 'key: value'));
    this.#remarks.site('block end', this.#closeBlock(column, outer), node);
    this.#depth -= 1;
    return node;
  }

  #blockEntry(column: number, given: YamlNode | undefined): YamlEntry {
    const cursor = this.#cursor;
    if (given === undefined && this.#isAt(QUESTION)) return this.#explicitEntry(column);
    const key = keyOf(given ?? this.#blockKey());
    const { line } = cursor;
    this.#passSeparator(false);
    return { key, value: this.#content(column, line, true) };
  }

  #blockKey(): YamlNode {
    const { mark } = this.#cursor;
    const start = this.#start();
    const key = this.#node(this.#properties());
    if (!this.#isKey(start)) throw new SourceError('a colon is missing behind this key', mark, 'key: value');
    return key;
  }

  /** `? key`, and `: value` on a line of its own. */
  #explicitEntry(column: number): YamlEntry {
    const cursor = this.#cursor;
    let { line } = cursor;
    this.#passIndicator(true);
    const key = keyOf(this.#content(column, line, true));
    line = cursor.line;
    if (cursor.atEnd || !this.#fresh || cursor.column !== column || !this.#isAt(COLON)) {
      return { key, value: this.#empty() };
    }
    this.#passSeparator(true);
    return { key, value: this.#content(column, line, true) };
  }

  // Between brackets.

  /** Collections within each other are a list here and no calls within each other, as stacks are small. */
  #flowCollection(properties: Properties): YamlNode {
    const cursor = this.#cursor;
    const outer: Flow[] = [];
    let flow = this.#openFlow(properties);
    for (;;) {
      let node: YamlNode;
      if (this.#beginsFlowNode(flow)) {
        if (cursor.atMarker) throw this.#unexpected();
        const own = this.#properties();
        if (/[[{]/.test(cursor.text[cursor.at] ?? '')) {
          outer.push(flow);
          flow = this.#openFlow(own);
          continue;
        }
        node = this.#node(own);
      } else {
        node = this.#closeFlow(flow);
        const next = outer.pop();
        if (next === undefined) return node;
        flow = next;
      }
      this.#putIntoFlow(flow, node);
    }
  }

  #openFlow(properties: Properties): Flow {
    const { mark, at, text } = this.#cursor;
    const line = this.#line(properties.line);
    const isMap = text[at] === '{';
    const node = this.#collection(isMap ? new YamlMap([], line, true) : new YamlSeq([], line, true), properties);
    this.#remarks.site('node', at, node);
    this.#flows += 1;
    this.#passIndicator(true);
    return {
      node,
      close: isMap ? '}' : ']',
      mark,
      isBegun: false,
      start: this.#start(),
      explicit: false,
      key: undefined,
    };
  }

  #closeFlow({ node }: Flow): YamlNode {
    this.#remarks.site('flow end', this.#cursor.at, node);
    this.#flows -= 1;
    this.#depth -= 1;
    this.#passIndicator(false);
    return node;
  }

  /** Passes what stands before a key, a value or an element; false at the closing bracket. */
  #beginsFlowNode(flow: Flow): boolean {
    const cursor = this.#cursor;
    if (flow.key !== undefined) return true;
    for (;;) {
      if (flow.isBegun && cursor.text[cursor.at] !== flow.close) this.#passComma(flow);
      if (cursor.text[cursor.at] === flow.close) return false;
      flow.isBegun = true;
      flow.start = this.#start();
      flow.explicit = this.#isAt(QUESTION);
      if (!flow.explicit) return true;
      this.#passIndicator(false);
      const next = cursor.text[cursor.at] ?? '';
      if (flow.node.kind === 'map' ? !/[:,}]/.test(next) : !/[:,]/.test(next)) return true;
      if (flow.node.kind === 'map') this.#putIntoFlow(flow, this.#empty());
      else this.#putEmptyPair(flow);
      if (flow.key !== undefined) return true;
    }
  }

  #passComma({ close, mark }: Flow): void {
    const cursor = this.#cursor;
    if (cursor.code() === COMMA) this.#passSeparator(true);
    else if (Number.isNaN(cursor.code()) || cursor.atMarker) {
      throw new SourceError('a bracket that is not closed', mark, close);
    } else {
      const expected = `, or ${close}; quotes around text with ? in it`;
      throw new SourceError(`a comma or ${close} is missing`, cursor.mark, expected);
    }
  }

  #putIntoFlow(flow: Flow, node: YamlNode): void {
    const cursor = this.#cursor;
    const { key } = flow;
    if (key !== undefined) {
      flow.key = undefined;
      this.#putEntry(flow, key, node);
      return;
    }
    const hasValue = flow.explicit ? this.#isAt(COLON) : this.#isKey(flow.start);
    if (flow.node.kind === 'seq' && !flow.explicit && !hasValue) {
      flow.node.items.push(node);
      return;
    }
    if (!hasValue) {
      this.#putEntry(flow, keyOf(node), this.#empty());
      return;
    }
    const { line } = cursor;
    this.#passSeparator(false);
    const next = cursor.text[cursor.at];
    if (next === ',' || next === flow.close) this.#putEntry(flow, keyOf(node), this.#empty(bare(line)));
    else flow.key = keyOf(node);
  }

  /** `[a: b]` is a list of a mapping of one entry. */
  #putEntry({ node, start }: Flow, key: YamlScalar, value: YamlNode): void {
    if (node.kind === 'map') {
      node.entries.push({ key, value });
      return;
    }
    const pair = this.#collection(new YamlMap([], this.#line(start.line), true), bare(start.line));
    this.#depth -= 1;
    pair.entries.push({ key, value });
    node.items.push(pair);
  }

  /** `[? : a]`: as go-yaml has it, without a key there is no value, and what stands in its place is passed. */
  #putEmptyPair(flow: Flow): void {
    const key = this.#empty();
    this.#passSeparator(this.#cursor.code() === COMMA);
    this.#putEntry(flow, key, this.#empty());
  }

  // Behind the document.

  /**
   * go-yaml looks at three words behind what it has read, or at all on the line of a word that might be a key: what is
   * wrong with them is refused, what they say is not read.
   */
  #glance(word: Start | undefined): void {
    const cursor = this.#cursor;
    /** Words that may yet be keys: the document's own, and the first behind it. */
    const candidates = word?.fresh === true ? [word] : [];
    let lastLine = word?.line;
    const mayBeKey = () => candidates.some(({ line }) => line === lastLine);
    let key: Start | undefined;
    for (let seen = 0; !Number.isNaN(cursor.code()) && (seen < 3 || mayBeKey()); seen += 1) {
      if (this.#flows === 0 && this.#isAt(COLON)) {
        const isValue = key !== undefined && this.#isKey(key);
        if (word !== undefined && this.#isKey(word)) throw this.#unexpected();
        if (!isValue && !this.#fresh) throw this.#unexpected();
        candidates.length = 0;
        seen += isValue ? 2 : 1;
        this.#passSeparator(!isValue);
        continue;
      }
      if (cursor.atEnd) key = undefined;
      else if (this.#flows === 0 && this.#fresh) {
        if (this.#isAt(DASH) || this.#isAt(QUESTION)) seen += 1;
        else if (!/[\]},]/.test(cursor.text[cursor.at] as string)) {
          key = this.#start();
          if (seen === 0) candidates.push(key);
        }
      }
      lastLine = cursor.line;
      this.#glanceAtWord();
    }
  }

  #glanceAtWord(): void {
    const cursor = this.#cursor;
    if (cursor.atMarker) {
      this.#passMarker();
      return;
    }
    if (cursor.column === 0 && cursor.code() === 0x25) {
      this.#readWord(() => this.#tags.readDirective(cursor), false);
      return;
    }
    switch (cursor.text[cursor.at]) {
      case '[':
      case '{':
        this.#flows += 1;
        this.#passIndicator(true);
        return;
      case ']':
      case '}':
        this.#flows = Math.max(0, this.#flows - 1);
        this.#passIndicator(false);
        return;
      case ',':
        this.#passIndicator(true);
        return;
      case '*':
        this.#readWord(() => this.#afterWord(readName(cursor)));
        return;
    }
    if (isGiven(this.#properties())) return;
    if (this.#isAt(DASH) || this.#isAt(QUESTION) || this.#isAt(COLON)) {
      if (this.#flows === 0 && !this.#fresh) throw this.#unexpected();
      this.#passIndicator(this.#flows === 0);
      return;
    }
    this.#node(bare(cursor.line));
  }
}

function bare(line: number): Properties {
  return { line, anchor: '', tag: '' };
}

function isGiven({ anchor, tag }: Properties): boolean {
  return anchor !== '' || tag !== '';
}

function isBlockCollection(node: YamlNode): boolean {
  return node.kind !== 'scalar' && !node.flow;
}

/** A key that is a collection or an alias has no text that it could be known by. */
function keyOf(node: YamlNode): YamlScalar {
  if (node.kind === 'scalar' && node.alias === undefined) return node;
  const key = new YamlScalar(node.kind === 'scalar' ? (node.alias ?? '') : '', '', node.line);
  key.complex = node;
  key.extras = node.extras;
  return key;
}
