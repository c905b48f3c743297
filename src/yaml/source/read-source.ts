import { checkDepth, spend } from '../../core/call.ts';
import { type Extras, type ScalarStyle, YamlAlias, YamlMap, type YamlNode, YamlScalar, YamlSeq } from '../node.ts';
import { type Dialect, plainTag } from '../resolve.ts';
import { Parser, type ParserEvent } from './parser.ts';
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
export function readSource(text: string, dialect: Dialect = '1.2', line = 1): SourceDocument | undefined {
  return new Composer(text, dialect, line).document();
}

class Composer {
  readonly #parser: Parser;
  readonly #dialect: Dialect;
  readonly #firstLine: number;
  #event: ParserEvent;
  readonly #anchors = new Map<string, YamlNode>();
  #depth = 0;

  constructor(text: string, dialect: Dialect, line: number) {
    this.#parser = new Parser(text === '' ? '\n' : text);
    this.#dialect = dialect;
    this.#firstLine = line;
    this.#parser.next();
    this.#event = this.#parser.next();
  }

  document(): SourceDocument | undefined {
    if (this.#event.type === 'stream end') return undefined;
    const { head } = this.#event;
    this.#advance();
    const root = this.#node();
    return { root, head, foot: this.#event.foot };
  }

  #advance(): void {
    this.#event = this.#parser.next();
  }

  #node(): YamlNode {
    spend('nodes', 1);
    switch (this.#event.type) {
      case 'scalar':
        return this.#scalar();
      case 'alias':
        return this.#alias();
      case 'sequence start':
        return this.#sequence();
      default:
        return this.#mapping();
    }
  }

  #descend(): void {
    this.#depth += 1;
    checkDepth(this.#depth);
  }

  #line(): number {
    return this.#event.start.line + this.#firstLine;
  }

  #extras({ head, line, foot, anchor }: ParserEvent): Extras | undefined {
    if (head === '' && line === '' && foot === '' && anchor === '') return undefined;
    return { head, line, foot, anchor };
  }

  #named<T extends YamlNode>(node: T, event: ParserEvent): T {
    node.extras = this.#extras(event);
    if (event.anchor !== '') this.#anchors.set(event.anchor, node);
    return node;
  }

  #scalar(): YamlScalar {
    const event = this.#event;
    const { value, style } = event;
    const explicit = event.tag !== '' && event.tag !== '!';
    const tag = explicit ? shortTag(event.tag) : this.#impliedTag(value, style, event.tag);
    const node = this.#named(new YamlScalar(value, tag, this.#line(), style, explicit), event);
    this.#advance();
    return node;
  }

  #impliedTag(value: string, style: ScalarStyle, tag: string): string {
    // `! 1` is text to go-yaml v2, and nothing to v3.
    if (style !== 'plain' || (tag === '!' && this.#dialect === '1.1')) return '!!str';
    return value === '<<' ? '!!merge' : plainTag(value, this.#dialect);
  }

  #alias(): YamlAlias {
    const { value } = this.#event;
    const target = this.#anchors.get(value);
    if (target === undefined) throw new SourceError(`no anchor is named ${value}`, this.#event.start);
    const node = new YamlAlias(value, target, this.#line());
    node.extras = this.#extras(this.#event);
    this.#advance();
    return node;
  }

  #sequence(): YamlSeq {
    const event = this.#event;
    this.#descend();
    const node = this.#named(new YamlSeq([], this.#line(), event.flow), event);
    tagCollection(node, event.tag, '!!seq');
    this.#advance();
    while (this.#event.type !== 'sequence end') node.items.push(this.#node());
    closeCollection(node, this.#event);
    this.#depth -= 1;
    this.#advance();
    return node;
  }

  #mapping(): YamlMap {
    const event = this.#event;
    this.#descend();
    const node = this.#named(new YamlMap([], this.#line(), event.flow), event);
    tagCollection(node, event.tag, '!!map');
    const { entries } = node;
    this.#advance();
    while (this.#event.type !== 'mapping end') {
      const key = keyOf(this.#node());
      const before = entries.at(-1)?.key;
      // A comment below the entry before, in block form; below the value it is the key's.
      const { foot = '' } = key.extras ?? {};
      if (!event.flow && foot !== '' && before !== undefined) {
        setExtra(before, 'foot', foot);
        setExtra(key, 'foot', '');
      }
      const value = this.#node();
      if ((key.extras?.foot ?? '') === '' && (value.extras?.foot ?? '') !== '') {
        setExtra(key, 'foot', value.extras?.foot as string);
        setExtra(value, 'foot', '');
      }
      entries.push({ key, value });
    }
    closeCollection(node, this.#event);
    const foot = node.extras?.foot ?? '';
    const last = entries.at(-1);
    if (!event.flow && foot !== '' && last !== undefined) {
      setExtra(last.key, 'foot', foot);
      setExtra(node, 'foot', '');
    }
    this.#depth -= 1;
    this.#advance();
    return node;
  }
}

/** A key that is a collection or an alias has no text that it could be known by. */
function keyOf(node: YamlNode): YamlScalar {
  if (node.kind === 'scalar' && node.alias === undefined) return node;
  const key = new YamlScalar(node.kind === 'scalar' ? (node.alias ?? '') : '', '', node.line);
  key.complex = node;
  key.extras = node.extras;
  return key;
}

function tagCollection(node: YamlMap | YamlSeq, tag: string, natural: string): void {
  if (tag === '' || tag === '!') return;
  const short = shortTag(tag);
  node.tag = short === natural ? '' : short;
  node.tagged = true;
}

/** Comments at the end of a collection take the place of those at its start. */
function closeCollection(node: YamlMap | YamlSeq, { line, foot }: ParserEvent): void {
  if (line === '' && foot === '' && node.extras === undefined) return;
  setExtra(node, 'line', line);
  setExtra(node, 'foot', foot);
}

export function setExtra(node: YamlNode, name: 'head' | 'line' | 'foot', text: string): void {
  if (node.extras === undefined && text === '') return;
  node.extras = { head: '', line: '', foot: '', anchor: '', ...node.extras, [name]: text };
}

/** `!!str` for `tag:yaml.org,2002:str`. */
function shortTag(tag: string): string {
  return tag.startsWith('tag:yaml.org,2002:') ? `!!${tag.slice('tag:yaml.org,2002:'.length)}` : tag;
}
