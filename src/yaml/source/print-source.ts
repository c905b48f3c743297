import type { ScalarStyle, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../node.ts';
import { printDoubleQuoted } from '../print-scalar.ts';
import { resolveTag } from '../resolve.ts';
import { Page } from './page.ts';
import type { SourceDocument } from './read-source.ts';
import { blockHints, scalarForm } from './scalar-form.ts';

/**
 * A document as kustomize writes text that it has changed: go-yaml v3 (3.0.5) with two spaces, lists not indented below
 * their key, lines as long as they are. Comments, styles, anchors and tags stay, empty lines go but where go-yaml
 * parts comments by them.
 */
export function printSource(document: SourceDocument): string {
  return new SourcePrinter().document(document);
}

/** Where a node stands. */
type Place = 'root' | 'element' | 'value' | 'key' | 'long key' | 'flow';

const WIDTH = 2;
/** A key of more bytes than this is written behind a question mark. */
const KEY_BYTES = 128;
const BREAK = /[\n\r\u0085\u2028\u2029]/;
const NONE = { head: '', line: '', foot: '', tail: '' };

/** Writes node by node. `column` is always that of the collection around what is written, -1 at the root. */
class SourcePrinter {
  readonly #page = new Page();
  /**
   * Comments whose place is yet to come: above the next line, behind the next word, below it; the tail is what stood
   * below the entry before. One that finds no place waits on, so a block collection's line comment goes to what follows.
   */
  #waiting = { ...NONE };
  /** Behind a key, while its value is yet to come. */
  #keyRemark = '';
  #flows = 0;

  document({ root, head, foot }: SourceDocument): string {
    const page = this.#page;
    if (head !== '') {
      page.note(head, 0);
      page.endLine();
    }
    this.#announce(root);
    this.#writeAbove(0);
    this.#write(root, -1, 'root', () => this.#writeBehind(0));
    this.#wait({ foot });
    page.part(0);
    this.#writeFoot(0);
    page.part(-1);
    page.line(0);
    return page.text;
  }

  // Comments.

  #wait(comments: Partial<typeof NONE>): void {
    for (const [name, text] of Object.entries(comments)) if (text !== '') this.#waiting[name as 'head'] = text;
  }

  #takeWaiting(name: keyof typeof NONE): string {
    const text = this.#waiting[name];
    this.#waiting[name] = '';
    return text;
  }

  /** Of a collection what stands behind and below it waits until it is written. */
  #announce(node: YamlNode, tail = '', isKey = false): void {
    const { head = '', line = '', foot = '' } = node.extras ?? {};
    const isScalar = (node.kind === 'scalar' ? (node.complex ?? node) : node).kind === 'scalar';
    // A key's foot is written below its value.
    this.#wait(isScalar ? { head, line, foot: isKey ? '' : foot, tail } : { head, tail });
  }

  #writeAbove(column: number): void {
    const tail = this.#takeWaiting('tail');
    if (tail !== '') {
      this.#page.note(tail, column);
      this.#page.part(column);
    }
    const head = this.#takeWaiting('head');
    if (head !== '') this.#page.note(head, column);
  }

  #writeBehind(column: number): void {
    const line = this.#takeWaiting('line');
    if (line !== '') this.#page.remark(line, column);
    this.#writeFoot(column);
  }

  #writeFoot(column: number): void {
    const foot = this.#takeWaiting('foot');
    if (foot === '') return;
    this.#page.note(foot, column);
    this.#page.part(column);
  }

  get #hasComments(): boolean {
    return this.#waiting.line !== '' || this.#waiting.foot !== '' || this.#waiting.tail !== '';
  }

  // Nodes.

  /** @param behind what is written behind a scalar, or between a collection's properties and its members */
  #write(node: YamlNode, column: number, place: Place, behind: () => void): void {
    if (node.kind === 'scalar' && node.complex !== undefined) {
      this.#write(node.complex, column, place, behind);
      return;
    }
    if (node.kind === 'scalar') {
      this.#scalar(node, Math.max(column, 0) + WIDTH, place);
      behind();
      return;
    }
    this.#properties(node.extras?.anchor ?? '', collectionTag(node));
    behind();
    const isFlow = this.#flows > 0 || node.flow;
    if (node.kind === 'seq') {
      if (isFlow || node.items.length === 0) this.#flowSequence(node, column);
      else this.#blockSequence(node, column, place);
    } else if (isFlow || node.entries.length === 0) this.#flowMapping(node, column);
    else this.#blockMapping(node, column);
  }

  #properties(anchor: string, tag: string): void {
    if (anchor !== '') this.#page.word(`&${anchor}`);
    if (tag !== '') this.#page.word(writtenTag(tag));
  }

  #scalar(node: YamlScalar, column: number, place: Place): void {
    const page = this.#page;
    if (node.alias !== undefined) {
      page.word(`*${node.alias}`);
      return;
    }
    const { value } = node;
    const { tag, needsQuotes } = shownTag(node);
    const style = this.#style(node, needsQuotes, place);
    this.#properties(node.extras?.anchor ?? '', tag);
    switch (style) {
      case 'plain':
        page.word(value);
        return;
      case 'single':
        page.quoted("'", singleQuoted(value), column);
        return;
      case 'double':
        page.word(printDoubleQuoted(value, 0, 0, false));
        return;
      default:
        this.#block(value, style, column);
    }
  }

  #style({ value, style: wanted }: YamlScalar, needsQuotes: boolean, place: Place): ScalarStyle {
    const form = scalarForm(value);
    const onOneLine = place === 'key' || this.#flows > 0;
    let style = wanted;
    if (style === 'plain' && value.includes('\n')) style = 'literal';
    else if (style === 'plain' && needsQuotes) style = 'double';
    if (place === 'key' && form.multiline) return 'double';
    if (style === 'literal' || style === 'folded') return form.block && !onOneLine ? style : 'double';
    if (style === 'plain') {
      const canBePlain = this.#flows > 0 ? form.flowPlain : form.blockPlain;
      if (canBePlain && !(value === '' && onOneLine)) return 'plain';
      style = 'single';
    }
    return style === 'single' && !form.single ? 'double' : style;
  }

  #block(value: string, style: 'literal' | 'folded', column: number): void {
    const page = this.#page;
    page.word((style === 'literal' ? '|' : '>') + blockHints(value));
    const line = this.#takeWaiting('line');
    if (line === '') page.endLine();
    else page.remark(line, column);
    page.block(style === 'literal' ? value : foldedLines(value), column);
  }

  // Block form.

  #blockSequence(seq: YamlSeq, outer: number, place: Place): void {
    const page = this.#page;
    // A value's dashes stand below its key, unless they begin on its line.
    const isAligned = (place === 'value' || place === 'long key') && (page.isAtStart || !page.isOpen);
    const column = outer < 0 ? 0 : outer + (isAligned ? 0 : WIDTH);
    for (const item of seq.items) {
      this.#announce(item);
      this.#writeAbove(column);
      page.line(column);
      page.sign('-');
      this.#write(item, column, 'element', () => this.#writeBehind(column));
    }
    const { line = '', foot = '' } = seq.extras ?? {};
    this.#wait({ line, foot });
  }

  #blockMapping(map: YamlMap, outer: number): void {
    const page = this.#page;
    const column = outer < 0 ? 0 : outer + WIDTH;
    let tail = '';
    for (const { key, value } of map.entries) {
      this.#announce(key, tail, true);
      tail = key.extras?.foot ?? '';
      this.#writeAbove(column);
      page.line(column);
      const remark = this.#takeWaiting('line');
      if (remark !== '') this.#keyRemark = remark;
      const isSimple = isSimpleKey(key);
      if (!isSimple) page.sign('?');
      this.#write(key, column, isSimple ? 'key' : 'long key', () => {});
      this.#announce(value);
      if (isSimple) page.glue(':');
      else {
        page.line(column);
        page.sign(':');
      }
      this.#writeKeyRemark(value, column);
      this.#write(value, column, 'value', () => this.#writeBehind(column));
    }
    const { line = '', foot = '' } = map.extras ?? {};
    this.#wait({ tail, line, foot });
    this.#writeAbove(column);
  }

  /** Behind the colon of a block; a scalar has it behind itself, and where that has one already it waits for another. */
  #writeKeyRemark(value: YamlNode, column: number): void {
    if (this.#keyRemark === '') return;
    if (value.kind === 'scalar' ? value.alias !== undefined || this.#waiting.line !== '' : value.flow) return;
    if (value.kind === 'scalar') this.#waiting.line = this.#keyRemark;
    else this.#page.remark(this.#keyRemark, column);
    this.#keyRemark = '';
  }

  // Between brackets.

  #flowSequence(seq: YamlSeq, outer: number): void {
    const page = this.#page;
    const column = Math.max(outer, 0) + WIDTH;
    page.open('[');
    this.#flows += 1;
    let hasComma = true;
    for (const item of seq.items) {
      this.#announce(item);
      hasComma = this.#beginFlowEntry(hasComma, column);
      this.#write(item, column, 'flow', () => this.#endFlowEntry(column));
    }
    const { line = '', foot = '' } = seq.extras ?? {};
    this.#wait({ line, foot });
    this.#flows -= 1;
    if (page.isAtStart) page.line(Math.max(outer, 0));
    page.glue(']');
    this.#writeBehind(Math.max(outer, 0));
  }

  /** @returns whether the entry is going to end in a comma, because comments stand behind it */
  #beginFlowEntry(hasComma: boolean, column: number): boolean {
    if (!hasComma) this.#page.glue(',');
    this.#writeAbove(column);
    if (this.#page.isAtStart) this.#page.line(column);
    return this.#hasComments;
  }

  #endFlowEntry(column: number): void {
    if (this.#hasComments) this.#page.glue(',');
    this.#writeBehind(column);
  }

  #flowMapping(map: YamlMap, outer: number): void {
    const page = this.#page;
    const column = Math.max(outer, 0) + WIDTH;
    page.open('{');
    this.#flows += 1;
    let hasComma = true;
    let tail = '';
    for (const { key, value } of map.entries) {
      this.#announce(key, tail, true);
      tail = key.extras?.foot ?? '';
      this.#beginFlowEntry(hasComma, column);
      const isSimple = isSimpleKey(key);
      if (!isSimple) page.word('?');
      this.#write(key, column, isSimple ? 'key' : 'long key', () => {});
      this.#announce(value);
      if (isSimple) page.glue(':');
      else page.word(':');
      hasComma = this.#hasComments;
      this.#write(value, column, 'flow', () => this.#endFlowEntry(column));
    }
    const { line = '', foot = '' } = map.extras ?? {};
    this.#wait({ tail, line, foot });
    const { head } = this.#waiting;
    const isFollowed = head !== '' || this.#waiting.foot !== '' || this.#waiting.tail !== '';
    if (isFollowed && map.entries.length > 0 && !hasComma) page.glue(',');
    this.#writeAbove(column);
    this.#flows -= 1;
    page.glue('}');
    this.#writeBehind(Math.max(outer, 0));
  }
}

/** Whether a key can stand before a colon on its line. */
function isSimpleKey(key: YamlScalar): boolean {
  const node = key.complex ?? key;
  const anchor = node.extras?.anchor ?? '';
  if (node.kind !== 'scalar') {
    const size = node.kind === 'map' ? node.entries.length : node.items.length;
    return size === 0 && anchor.length + utf8Length(collectionTag(node)) <= KEY_BYTES;
  }
  if (node.alias !== undefined) return utf8Length(node.alias) + anchor.length <= KEY_BYTES;
  if (BREAK.test(node.value)) return false;
  return utf8Length(node.value) + anchor.length + utf8Length(shownTag(node).tag) <= KEY_BYTES;
}

function collectionTag({ tag, tagged, kind }: YamlMap | YamlSeq): string {
  return tag === '' && tagged ? (kind === 'map' ? '!!map' : '!!seq') : tag;
}

/** The tag that is written out, and whether quotes stand for it instead. */
function shownTag({ tag, tagged, style, value }: YamlScalar): { readonly tag: string; readonly needsQuotes: boolean } {
  if (tagged) return { tag, needsQuotes: false };
  const isSaid = tag === '' || (tag === '!!str' && style !== 'plain') || resolveTag(value) === tag;
  if (isSaid) return { tag: '', needsQuotes: false };
  return tag === '!!str' ? { tag: '', needsQuotes: true } : { tag, needsQuotes: false };
}

function writtenTag(tag: string): string {
  if (tag.startsWith('!!')) return `!!${escapedUri(tag.slice(2))}`;
  return tag.startsWith('!') ? `!${escapedUri(tag.slice(1))}` : `!<${escapedUri(tag)}>`;
}

function escapedUri(text: string): string {
  return text.replace(/[^\w;/?:@&=+$,.~*'()[\]-]/gu, (rune) =>
    [...new TextEncoder().encode(rune)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

function utf8Length(text: string): number {
  return /[^\0-\x7f]/.test(text) ? new TextEncoder().encode(text).length : text.length;
}

/** Quotes within are doubled, and so is the first of several line breaks, which reading drops. */
function singleQuoted(value: string): string {
  return value.replaceAll("'", "''").replace(/(?<![\n\r\u0085\u2028\u2029])\n/g, '\n\n');
}

/**
 * A text for a folded block: as go-yaml has it, the line break behind a line is doubled unless the line begins with a
 * blank, and none is where the first line of all does.
 */
function foldedLines(value: string): string {
  if (!/^[\n\r\u0085\u2028\u2029]*[^ \t\n\r\u0085\u2028\u2029]/.test(value)) return value;
  return value.replace(/^([^ \t\n\r\u0085\u2028\u2029][^\n\r\u0085\u2028\u2029]*)\n/gm, '$1\n\n');
}
