import type { ScalarStyle, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../node.ts';
import { printDoubleQuoted } from '../print-scalar.ts';
import { resolveTag } from '../resolve.ts';
import type { SourceDocument } from './read-source.ts';
import { blockHints, type ScalarForm, scalarForm } from './scalar-form.ts';

/**
 * A document as kustomize writes text that it has changed: go-yaml v3 (3.0.5) with two spaces, lists not indented below
 * their key, lines as long as they are. Comments, styles, anchors and tags stay, empty lines go but where go-yaml
 * parts comments by them.
 */
export function printSource({ root, head, foot }: SourceDocument): string {
  return new Emitter().document(root, head, foot);
}

/** One event: what is looked at before it is written. */
interface Analysed {
  readonly node: YamlNode;
  readonly tag: string;
  readonly form: ScalarForm | undefined;
  readonly style: ScalarStyle;
}

interface Context {
  readonly root?: boolean;
  readonly mapping?: boolean;
  /** A key before a colon on its line. */
  readonly simpleKey?: boolean;
  /** An element of a list in block form. */
  readonly element?: boolean;
}

const BREAK = /[\n\r\u0085\u2028\u2029]/;

class Emitter {
  readonly #out: string[] = [];
  #column = 0;
  #indent = -1;
  readonly #indents: number[] = [];
  #flowLevel = 0;
  /** Whether the last character was a blank, and whether nothing but indentation stands on the line. */
  #whitespace = true;
  #indention = true;
  /** Indent at which a foot was written, behind which an empty line comes. */
  #footIndent = -1;
  /** Comments that are yet to be written. */
  #head = '';
  #line = '';
  #foot = '';
  #tail = '';
  #keyLine = '';

  document(root: YamlNode, head: string, foot: string): string {
    this.#load({ head });
    if (this.#head !== '') {
      this.#processHead();
      this.#break();
    }
    const event = this.#analyse(root);
    this.#processHead();
    this.#start(event, { root: true });
    this.#processLine();
    this.#processFoot();
    this.#body(event, { root: true });
    this.#load({ foot });
    this.#footIndent = 0;
    this.#processFoot();
    this.#footIndent = -1;
    this.#writeIndent();
    return this.#out.join('');
  }

  #load({
    head = '',
    line = '',
    foot = '',
    tail = '',
  }: {
    head?: string;
    line?: string;
    foot?: string;
    tail?: string;
  }): void {
    if (head !== '') this.#head = head;
    if (line !== '') this.#line = line;
    if (foot !== '') this.#foot = foot;
    if (tail !== '') this.#tail = tail;
  }

  /** @param foot of a key is written once its value is, with the next key as `tail` */
  #analyse(node: YamlNode, tail = '', isKey = false): Analysed {
    const written = node.kind === 'scalar' ? (node.complex ?? node) : node;
    const { head = '', line = '', foot = '' } = node.extras ?? {};
    if (written.kind === 'scalar') {
      this.#load({ head, line, foot: isKey ? '' : foot, tail });
      if (written.alias !== undefined) return { node: written, tag: '', form: undefined, style: 'plain' };
      const { tag, forced } = shownTag(written);
      const form = scalarForm(written.value);
      const style =
        written.style !== 'plain'
          ? written.style
          : written.value.includes('\n')
            ? 'literal'
            : forced
              ? 'double'
              : 'plain';
      return { node: written, tag, form, style };
    }
    this.#load({ head, tail });
    const natural = written.kind === 'map' ? '!!map' : '!!seq';
    const tag = written.tag !== '' ? written.tag : written.tagged ? natural : '';
    return { node: written, tag, form: undefined, style: 'plain' };
  }

  /** A scalar as a whole; of a collection what stands before its members. */
  #start({ node, tag, form, style }: Analysed, context: Context): void {
    if (node.kind === 'scalar' && node.alias !== undefined) {
      this.#indicator('*', true);
      this.#text(node.alias);
      return;
    }
    const anchor = node.extras?.anchor ?? '';
    if (form === undefined) {
      this.#anchorAndTag(anchor, tag);
      return;
    }
    const scalar = node as YamlScalar;
    const chosen = this.#chosenStyle(scalar.value, style, form, context);
    this.#anchorAndTag(anchor, tag);
    this.#increase(true, context.element === true);
    this.#scalar(scalar.value, chosen);
    this.#indent = this.#indents.pop() as number;
  }

  #anchorAndTag(anchor: string, tag: string): void {
    if (anchor !== '') {
      this.#indicator('&', true);
      this.#text(anchor);
    }
    if (tag === '') return;
    const uri = tag.startsWith('!!') ? `tag:yaml.org,2002:${tag.slice(2)}` : tag;
    if (uri.startsWith('!')) this.#tag(`!${tagContent(uri.slice(1))}`);
    else if (uri.startsWith('tag:yaml.org,2002:')) this.#tag(`!!${tagContent(uri.slice('tag:yaml.org,2002:'.length))}`);
    else {
      this.#indicator('!<', true);
      this.#text(tagContent(uri));
      this.#indicator('>', false);
    }
  }

  #tag(text: string): void {
    if (!this.#whitespace) this.#put(' ');
    this.#text(text);
  }

  #chosenStyle(value: string, wanted: ScalarStyle, form: ScalarForm, { simpleKey = false }: Context): ScalarStyle {
    const inFlow = this.#flowLevel > 0;
    let style = simpleKey && form.multiline ? 'double' : wanted;
    if (style === 'plain') {
      if (!(inFlow ? form.flowPlain : form.blockPlain)) style = 'single';
      if (value === '' && (inFlow || simpleKey)) style = 'single';
    }
    if (style === 'single' && !form.single) style = 'double';
    if ((style === 'literal' || style === 'folded') && (!form.block || inFlow || simpleKey)) style = 'double';
    return style;
  }

  #scalar(value: string, style: ScalarStyle): void {
    switch (style) {
      case 'plain':
        if (value !== '') {
          if (!this.#whitespace) this.#put(' ');
          this.#text(value);
        }
        this.#indention = false;
        return;
      case 'single':
        this.#indicator("'", true);
        this.#singleQuoted(value);
        this.#indicator("'", false);
        return;
      case 'double': {
        const quoted = printDoubleQuoted(value, 0, 0, false);
        this.#indicator('"', true);
        this.#put(quoted.slice(1, -1));
        this.#indicator('"', false);
        return;
      }
      default:
        this.#block(value, style);
    }
  }

  #singleQuoted(value: string): void {
    let breaks = false;
    for (const rune of value) {
      if (BREAK.test(rune)) {
        if (!breaks && rune === '\n') this.#break();
        this.#break(rune);
        breaks = true;
      } else {
        if (breaks && rune !== ' ') this.#writeIndent();
        this.#put(rune === "'" ? "''" : rune);
        if (rune !== ' ') {
          this.#indention = false;
          breaks = false;
        }
      }
    }
  }

  #block(value: string, style: 'literal' | 'folded'): void {
    this.#indicator(style === 'literal' ? '|' : '>', true);
    this.#put(blockHints(value));
    this.#whitespace = false;
    this.#processLine(true);
    this.#whitespace = true;
    const doubles = style === 'folded' && /^[\n\r\u0085\u2028\u2029]*[^ \t\n\r\u0085\u2028\u2029]/.test(value);
    let breaks = true;
    let leading = true;
    for (const piece of value.match(/[\n\r\u0085\u2028\u2029]|[^\n\r\u0085\u2028\u2029]+/g) ?? []) {
      if (BREAK.test(piece)) {
        if (!breaks && !leading && doubles && piece === '\n') this.#break();
        this.#break(piece);
        breaks = true;
      } else {
        if (breaks) {
          this.#writeIndent();
          leading = /^[ \t]/.test(piece);
        }
        this.#put(piece);
        this.#indention = false;
        breaks = false;
      }
    }
  }

  /** The members of a collection, and its end. */
  #body({ node }: Analysed, context: Context): void {
    if (node.kind === 'seq') {
      if (this.#flowLevel > 0 || node.flow || node.items.length === 0) this.#flowSequence(node, context);
      else this.#blockSequence(node, context);
    } else if (node.kind === 'map') {
      if (this.#flowLevel > 0 || node.flow || node.entries.length === 0) this.#flowMapping(node, context);
      else this.#blockMapping(node, context);
    }
  }

  #pending(): boolean {
    return this.#line !== '' || this.#foot !== '' || this.#tail !== '';
  }

  #flowSequence(seq: YamlSeq, context: Context): void {
    this.#indicator('[', true, true);
    this.#increase(true, context.element === true);
    this.#flowLevel += 1;
    let trail = false;
    seq.items.forEach((item, index) => {
      const event = this.#analyse(item);
      if (index > 0 && !trail) this.#indicator(',', false);
      this.#processHead();
      if (this.#column === 0) this.#writeIndent();
      trail = this.#pending();
      this.#start(event, {});
      this.#afterFlow();
      this.#body(event, {});
    });
    this.#load({ line: seq.extras?.line ?? '', foot: seq.extras?.foot ?? '' });
    this.#flowLevel -= 1;
    this.#indent = this.#indents.pop() as number;
    if (this.#column === 0) this.#writeIndent();
    this.#indicator(']', false);
    this.#processLine();
    this.#processFoot();
  }

  #afterFlow(): void {
    if (this.#pending()) this.#indicator(',', false);
    this.#processLine();
    this.#processFoot();
  }

  #flowMapping(map: YamlMap, context: Context): void {
    this.#indicator('{', true, true);
    this.#increase(true, context.element === true);
    this.#flowLevel += 1;
    let trail = false;
    let tail = '';
    map.entries.forEach(({ key, value }, index) => {
      const keyEvent = this.#analyse(key, tail, true);
      tail = key.extras?.foot ?? '';
      if (index > 0 && !trail) this.#indicator(',', false);
      this.#processHead();
      if (this.#column === 0) this.#writeIndent();
      const simple = this.#isSimpleKey(keyEvent);
      if (!simple) this.#indicator('?', true);
      this.#start(keyEvent, { mapping: true, simpleKey: simple });
      this.#body(keyEvent, {});
      const event = this.#analyse(value);
      this.#indicator(':', !simple);
      trail = this.#pending();
      this.#start(event, { mapping: true });
      this.#afterFlow();
      this.#body(event, { mapping: true });
    });
    this.#load({ tail, line: map.extras?.line ?? '', foot: map.extras?.foot ?? '' });
    const comments = this.#head !== '' || this.#foot !== '' || this.#tail !== '';
    if (comments && map.entries.length > 0 && !trail) this.#indicator(',', false);
    this.#processHead();
    this.#flowLevel -= 1;
    this.#indent = this.#indents.pop() as number;
    this.#indicator('}', false);
    this.#processLine();
    this.#processFoot();
  }

  #blockSequence(seq: YamlSeq, context: Context): void {
    const compact = context.mapping === true && (this.#column === 0 || !this.#indention);
    this.#increase(false, context.element === true, compact);
    for (const item of seq.items) {
      const event = this.#analyse(item);
      this.#processHead();
      this.#writeIndent();
      this.#indicator('-', true, false, true);
      this.#start(event, { element: true });
      this.#processLine();
      this.#processFoot();
      this.#body(event, { element: true });
    }
    this.#load({ line: seq.extras?.line ?? '', foot: seq.extras?.foot ?? '' });
    this.#indent = this.#indents.pop() as number;
  }

  #blockMapping(map: YamlMap, context: Context): void {
    this.#increase(false, context.element === true);
    let tail = '';
    for (const { key, value } of map.entries) {
      const keyEvent = this.#analyse(key, tail, true);
      tail = key.extras?.foot ?? '';
      this.#processHead();
      this.#writeIndent();
      if (this.#line !== '') {
        this.#keyLine = this.#line;
        this.#line = '';
      }
      const simple = this.#isSimpleKey(keyEvent);
      if (!simple) this.#indicator('?', true, false, true);
      this.#start(keyEvent, { mapping: true, simpleKey: simple });
      this.#body(keyEvent, { mapping: true });
      this.#blockValue(value, simple);
    }
    this.#load({ tail, line: map.extras?.line ?? '', foot: map.extras?.foot ?? '' });
    this.#processHead();
    this.#indent = this.#indents.pop() as number;
  }

  #blockValue(value: YamlNode, simple: boolean): void {
    const event = this.#analyse(value);
    if (simple) this.#indicator(':', false);
    else {
      this.#writeIndent();
      this.#indicator(':', true, false, true);
    }
    if (this.#keyLine !== '') {
      const { node } = event;
      if (node.kind === 'scalar') {
        if (node.alias === undefined && this.#line === '') {
          this.#line = this.#keyLine;
          this.#keyLine = '';
        }
      } else if (!node.flow) {
        [this.#line, this.#keyLine] = [this.#keyLine, this.#line];
        this.#processLine();
        [this.#line, this.#keyLine] = [this.#keyLine, this.#line];
      }
    }
    this.#start(event, { mapping: true });
    this.#processLine();
    this.#processFoot();
    this.#body(event, { mapping: true });
  }

  #isSimpleKey({ node, tag, form }: Analysed): boolean {
    if (node.kind === 'map' && node.entries.length > 0) return false;
    if (node.kind === 'seq' && node.items.length > 0) return false;
    if (form?.multiline === true) return false;
    const own = node.kind === 'scalar' ? (node.alias ?? node.value) : '';
    const anchor = node.extras?.anchor ?? '';
    return utf8Length(own) + anchor.length + utf8Length(tag) <= 128;
  }

  #increase(flow: boolean, element: boolean, compact = false): void {
    this.#indents.push(this.#indent);
    if (this.#indent < 0) this.#indent = flow ? 2 : 0;
    else if (element) this.#indent += 2;
    else this.#indent = 2 * Math.floor((this.#indent + 2) / 2) - (compact ? 2 : 0);
  }

  #put(text: string): void {
    this.#out.push(text);
    this.#column += /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
  }

  #break(text = '\n'): void {
    this.#out.push(text);
    this.#column = 0;
    this.#indention = true;
  }

  #text(text: string): void {
    this.#put(text);
    this.#whitespace = false;
    this.#indention = false;
  }

  #indicator(text: string, needsBlank: boolean, isBlank = false, isIndention = false): void {
    if (needsBlank && !this.#whitespace) this.#put(' ');
    this.#put(text);
    this.#whitespace = isBlank;
    this.#indention &&= isIndention;
  }

  #writeIndent(): void {
    const indent = Math.max(this.#indent, 0);
    if (!this.#indention || this.#column > indent || (this.#column === indent && !this.#whitespace)) this.#break();
    if (this.#footIndent === indent) this.#break();
    if (this.#column < indent) this.#put(' '.repeat(indent - this.#column));
    this.#whitespace = true;
    this.#footIndent = -1;
  }

  #processHead(): void {
    if (this.#tail !== '') {
      this.#writeIndent();
      this.#comment(this.#tail);
      this.#tail = '';
      this.#footIndent = Math.max(this.#indent, 0);
    }
    if (this.#head === '') return;
    this.#writeIndent();
    this.#comment(this.#head);
    this.#head = '';
  }

  /** @param ends whether the line ends in any case */
  #processLine(ends = false): void {
    if (this.#line === '') {
      if (ends) this.#break();
      return;
    }
    if (!this.#whitespace) this.#put(' ');
    this.#comment(this.#line);
    this.#line = '';
  }

  #processFoot(): void {
    if (this.#foot === '') return;
    this.#writeIndent();
    this.#comment(this.#foot);
    this.#foot = '';
    this.#footIndent = Math.max(this.#indent, 0);
  }

  #comment(text: string): void {
    let breaks = false;
    let pound = false;
    for (const piece of text.match(/[\n\r\u0085\u2028\u2029]|[^\n\r\u0085\u2028\u2029]+/g) ?? []) {
      if (BREAK.test(piece)) {
        this.#break(piece);
        breaks = true;
        pound = false;
        continue;
      }
      if (breaks) this.#writeIndent();
      if (!pound && !piece.startsWith('#')) this.#put('# ');
      pound = true;
      this.#put(piece);
      this.#indention = false;
      breaks = false;
    }
    if (!breaks) this.#break();
    this.#whitespace = true;
  }
}

/** The tag that is written out, and whether quotes stand for it instead. */
function shownTag({ tag, tagged, style, value }: YamlScalar): { readonly tag: string; readonly forced: boolean } {
  if (tag === '' || tagged) return { tag, forced: false };
  if (tag === '!!str' && style !== 'plain') return { tag: '', forced: false };
  if (resolveTag(value) === tag) return { tag: '', forced: false };
  return tag === '!!str' ? { tag: '', forced: true } : { tag, forced: false };
}

function tagContent(text: string): string {
  return text.replace(/[^\w;/?:@&=+$,.~*'()[\]-]/gu, (rune) =>
    [...new TextEncoder().encode(rune)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

function utf8Length(text: string): number {
  if (!/[^\0-\x7f]/.test(text)) return text.length;
  return new TextEncoder().encode(text).length;
}
