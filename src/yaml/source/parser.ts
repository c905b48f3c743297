import type { ScalarStyle } from '../node.ts';
import type { Mark } from './cursor.ts';
import { Scanner } from './scanner.ts';
import { SourceError } from './source-error.ts';
import type { Token, TokenType } from './token.ts';

export type EventType =
  | 'stream start'
  | 'stream end'
  | 'document start'
  | 'document end'
  | 'sequence start'
  | 'sequence end'
  | 'mapping start'
  | 'mapping end'
  | 'alias'
  | 'scalar';

/** What a text says, in its order. */
export interface ParserEvent {
  readonly type: EventType;
  readonly start: Mark;
  /** Of a scalar its content, of an alias its name. */
  readonly value: string;
  readonly anchor: string;
  /** As it is written out; empty where none is. */
  readonly tag: string;
  readonly style: ScalarStyle;
  /** Of a collection: between brackets or braces. */
  readonly flow: boolean;
  head: string;
  line: string;
  foot: string;
}

type State = () => ParserEvent;

/**
 * Makes events of tokens as go-yaml v3 (3.0.5) does. A comment goes to the event that is made when the token it waits
 * for is looked at first; so the order of looks is part of the rules.
 *
 * @throws SourceError
 */
export class Parser {
  readonly #scanner: Scanner;
  #state: State = () => this.#streamStart();
  readonly #states: State[] = [];
  readonly #marks: Mark[] = [];
  #tagPrefixes = new Map<string, string>();
  #head = '';
  #line = '';
  #foot = '';
  /** Comment above a collection that begins behind a dash. */
  #stem: string | undefined;

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  next(): ParserEvent {
    return this.#state();
  }

  #peek(): Token {
    const token = this.#scanner.peek();
    for (let found = this.#scanner.commentFor(token); found !== undefined; found = this.#scanner.commentFor(token)) {
      this.#head = joined(this.#head, found.head);
      this.#foot = joined(this.#foot, found.foot);
      this.#line = joined(this.#line, found.line);
    }
    return token;
  }

  /** Passes the current token and looks at the next. */
  #advance(): Token {
    this.#scanner.skip();
    return this.#peek();
  }

  #popState(): void {
    this.#state = this.#states.pop() as State;
  }

  #event(type: EventType, start: Mark, parts: Partial<ParserEvent> = {}): ParserEvent {
    return {
      type,
      start,
      value: '',
      anchor: '',
      tag: '',
      style: 'plain',
      flow: false,
      head: '',
      line: '',
      foot: '',
      ...parts,
    };
  }

  /** Hands out the comments that have gathered. */
  #withComments(event: ParserEvent): ParserEvent {
    event.head = this.#head;
    event.line = this.#line;
    event.foot = this.#foot;
    this.#head = '';
    this.#line = '';
    this.#foot = '';
    this.#stem = undefined;
    return event;
  }

  #empty(mark: Mark): ParserEvent {
    return this.#event('scalar', mark);
  }

  #streamStart(): ParserEvent {
    const { start } = this.#peek();
    this.#state = () => this.#documentStart(true);
    this.#scanner.skip();
    return this.#event('stream start', start);
  }

  #documentStart(implicit: boolean): ParserEvent {
    let token = this.#peek();
    if (!implicit) while (token.type === 'document end') token = this.#advance();
    if (token.type === 'stream end') {
      this.#state = () => this.#event('stream end', token.start);
      return this.#event('stream end', token.start);
    }
    const explicit =
      token.type === 'version directive' || token.type === 'tag directive' || token.type === 'document start';
    if (implicit && !explicit) {
      this.#directives();
      this.#states.push(() => this.#documentEnd());
      this.#state = () => this.#node(true, false);
      return this.#event('document start', token.start, { head: this.#documentHead() });
    }
    const { start } = token;
    this.#directives();
    token = this.#peek();
    if (token.type !== 'document start') {
      const message = explicit ? 'a directive without the document that it is for' : 'text behind the document';
      throw new SourceError(message, token.start, '---');
    }
    this.#states.push(() => this.#documentEnd());
    this.#state = () => this.#documentContent();
    this.#scanner.skip();
    return this.#event('document start', start);
  }

  /** Of a comment at the top: what an empty line parts from the rest is the document's. */
  #documentHead(): string {
    const head = this.#head;
    for (let i = head.length - 1; i > 0; i -= 1) {
      if (head[i] !== '\n') continue;
      if (i === head.length - 1) {
        this.#head = '';
        return head.slice(0, i);
      }
      if (head[i - 1] === '\n') {
        this.#head = head.slice(i + 1);
        return head.slice(0, i - 1);
      }
    }
    return '';
  }

  #documentContent(): ParserEvent {
    const token = this.#peek();
    if (!NO_CONTENT.has(token.type)) return this.#node(true, false);
    this.#popState();
    return this.#empty(token.start);
  }

  #documentEnd(): ParserEvent {
    const { type, start } = this.#peek();
    if (type === 'document end') this.#scanner.skip();
    this.#tagPrefixes = new Map();
    this.#state = () => this.#documentStart(false);
    const event = this.#withComments(this.#event('document end', start));
    if (event.head !== '' && event.foot === '') {
      event.foot = event.head;
      event.head = '';
    }
    return event;
  }

  #directives(): void {
    let version = false;
    for (
      let token = this.#peek();
      token.type === 'version directive' || token.type === 'tag directive';
      token = this.#advance()
    ) {
      const { start, value = '', suffix = '' } = token;
      if (token.type === 'version directive') {
        if (version) throw new SourceError('a second %YAML directive', start);
        if (value !== '1.1') throw new SourceError(`go-yaml reads no YAML ${value}`, start, '%YAML 1.1');
        version = true;
      } else if (this.#tagPrefixes.has(value)) throw new SourceError(`a second %TAG directive of ${value}`, start);
      else this.#tagPrefixes.set(value, suffix);
    }
    if (!this.#tagPrefixes.has('!')) this.#tagPrefixes.set('!', '!');
    if (!this.#tagPrefixes.has('!!')) this.#tagPrefixes.set('!!', 'tag:yaml.org,2002:');
  }

  #tagOf({ value = '', suffix = '', start }: Token): string {
    if (value === '') return suffix;
    const prefix = this.#tagPrefixes.get(value);
    if (prefix === undefined || prefix + suffix === '') {
      throw new SourceError(`nothing says what the tag handle ${value} stands for`, start);
    }
    return prefix + suffix;
  }

  #node(block: boolean, indentless: boolean): ParserEvent {
    let token = this.#peek();
    const { start } = token;
    if (token.type === 'alias') {
      this.#popState();
      const event = this.#withComments(this.#event('alias', start, { value: token.value ?? '' }));
      this.#scanner.skip();
      return event;
    }
    let anchor = '';
    let tag = '';
    let tagToken: Token | undefined;
    const takeAnchor = (): void => {
      anchor = token.value ?? '';
      token = this.#advance();
    };
    const takeTag = (): void => {
      tagToken = token;
      token = this.#advance();
    };
    if (token.type === 'anchor') {
      takeAnchor();
      if ((token.type as TokenType) === 'tag') takeTag();
    } else if (token.type === 'tag') {
      takeTag();
      if ((token.type as TokenType) === 'anchor') takeAnchor();
    }
    if (tagToken !== undefined) tag = this.#tagOf(tagToken);

    if (indentless && token.type === 'block entry') {
      this.#state = () => this.#indentlessEntry();
      return this.#event('sequence start', start, { anchor, tag });
    }
    switch (token.type) {
      case 'scalar': {
        this.#popState();
        const { value = '', style = 'plain' } = token;
        const event = this.#withComments(this.#event('scalar', start, { anchor, tag, value, style }));
        this.#scanner.skip();
        return event;
      }
      case 'flow sequence start':
        this.#state = () => this.#flowSequenceEntry(true);
        return this.#withComments(this.#event('sequence start', start, { anchor, tag, flow: true }));
      case 'flow mapping start':
        this.#state = () => this.#flowMappingKey(true);
        return this.#withComments(this.#event('mapping start', start, { anchor, tag, flow: true }));
      case 'block sequence start':
        if (!block) break;
        this.#state = () => this.#blockEntry(true);
        return this.#event('sequence start', start, { anchor, tag, head: this.#takeStem() });
      case 'block mapping start':
        if (!block) break;
        this.#state = () => this.#blockKey(true);
        return this.#event('mapping start', start, { anchor, tag, head: this.#takeStem() });
    }
    if (anchor !== '' || tag !== '') {
      this.#popState();
      return this.#event('scalar', start, { anchor, tag });
    }
    throw new SourceError('a value is missing here', token.start);
  }

  #takeStem(): string {
    const stem = this.#stem ?? '';
    this.#stem = undefined;
    return stem;
  }

  /** Where a collection begins behind a dash, the comment above the dash is the collection's. */
  #splitStem(length: number): void {
    if (length === 0) return;
    const { type } = this.#peek();
    if (type !== 'block sequence start' && type !== 'block mapping start') return;
    this.#stem = this.#head.slice(0, length);
    this.#head = this.#head.slice(length + 1);
  }

  #enter(first: boolean): Token {
    if (!first) return this.#peek();
    this.#marks.push(this.#peek().start);
    return this.#advance();
  }

  #leave(): void {
    this.#popState();
    this.#marks.pop();
  }

  #blockEntry(first: boolean): ParserEvent {
    let token = this.#enter(first);
    const again = () => this.#blockEntry(false);
    if (token.type === 'block entry') {
      const mark = token.end;
      const length = this.#head.length;
      this.#scanner.skip();
      this.#splitStem(length);
      token = this.#peek();
      if (token.type !== 'block entry' && token.type !== 'block end') {
        this.#states.push(again);
        return this.#node(true, false);
      }
      this.#state = again;
      return this.#empty(mark);
    }
    if (token.type !== 'block end')
      throw new SourceError('an element of this list, or its end, is missing', token.start, '-');
    this.#leave();
    this.#scanner.skip();
    return this.#event('sequence end', token.start);
  }

  #indentlessEntry(): ParserEvent {
    let token = this.#peek();
    if (token.type === 'block entry') {
      const mark = token.end;
      const length = this.#head.length;
      this.#scanner.skip();
      this.#splitStem(length);
      token = this.#peek();
      if (!INDENTLESS_END.has(token.type)) {
        this.#states.push(() => this.#indentlessEntry());
        return this.#node(true, false);
      }
      this.#state = () => this.#indentlessEntry();
      return this.#empty(mark);
    }
    this.#popState();
    return this.#event('sequence end', token.start);
  }

  #blockKey(first: boolean): ParserEvent {
    let token = this.#enter(first);
    if (token.type === 'key') {
      const mark = token.end;
      token = this.#advance();
      if (!VALUE_END.has(token.type)) {
        this.#states.push(() => this.#blockValue());
        return this.#node(true, true);
      }
      this.#state = () => this.#blockValue();
      return this.#empty(mark);
    }
    if (token.type !== 'block end')
      throw new SourceError('a key of this mapping, or its end, is missing', token.start, 'key: value');
    this.#leave();
    const event = this.#withComments(this.#event('mapping end', token.start));
    this.#scanner.skip();
    return event;
  }

  #blockValue(): ParserEvent {
    let token = this.#peek();
    const again = () => this.#blockKey(false);
    if (token.type !== 'value') {
      this.#state = again;
      return this.#empty(token.start);
    }
    const mark = token.end;
    token = this.#advance();
    if (!VALUE_END.has(token.type)) {
      this.#states.push(again);
      return this.#node(true, true);
    }
    this.#state = again;
    return this.#empty(mark);
  }

  #flowSequenceEntry(first: boolean): ParserEvent {
    let token = this.#enter(first);
    if (token.type !== 'flow sequence end') {
      if (!first) token = this.#comma(token, ']');
      if (token.type === 'key') {
        this.#state = () => this.#pairKey();
        const event = this.#event('mapping start', token.start, { flow: true });
        this.#scanner.skip();
        return event;
      }
      if (token.type !== 'flow sequence end') {
        this.#states.push(() => this.#flowSequenceEntry(false));
        return this.#node(false, false);
      }
    }
    this.#leave();
    const event = this.#withComments(this.#event('sequence end', token.start));
    this.#scanner.skip();
    return event;
  }

  #comma(token: Token, close: string): Token {
    if (token.type === 'flow entry') return this.#advance();
    if (token.type === 'stream end' || token.type === 'document start' || token.type === 'document end') {
      throw new SourceError('a bracket that is not closed', this.#marks.at(-1) ?? token.start, close);
    }
    const expected = `, or ${close}; quotes around text with ? in it`;
    throw new SourceError(`a comma or ${close} is missing`, token.start, expected);
  }

  /** `[a: b]`: a mapping of one pair. */
  #pairKey(): ParserEvent {
    const token = this.#peek();
    if (token.type !== 'value' && token.type !== 'flow entry' && token.type !== 'flow sequence end') {
      this.#states.push(() => this.#pairValue());
      return this.#node(false, false);
    }
    this.#scanner.skip();
    this.#state = () => this.#pairValue();
    return this.#empty(token.end);
  }

  #pairValue(): ParserEvent {
    let token = this.#peek();
    const { start } = token;
    if (token.type === 'value') {
      token = this.#advance();
      if (token.type !== 'flow entry' && token.type !== 'flow sequence end') {
        this.#states.push(() => this.#pairEnd());
        return this.#node(false, false);
      }
    }
    this.#state = () => this.#pairEnd();
    return this.#empty(start);
  }

  #pairEnd(): ParserEvent {
    const { start } = this.#peek();
    this.#state = () => this.#flowSequenceEntry(false);
    return this.#event('mapping end', start);
  }

  #flowMappingKey(first: boolean): ParserEvent {
    let token = this.#enter(first);
    if (token.type !== 'flow mapping end') {
      if (!first) token = this.#comma(token, '}');
      if (token.type === 'key') {
        token = this.#advance();
        if (!FLOW_VALUE_END.has(token.type)) {
          this.#states.push(() => this.#flowMappingValue(false));
          return this.#node(false, false);
        }
        this.#state = () => this.#flowMappingValue(false);
        return this.#empty(token.start);
      }
      if (token.type !== 'flow mapping end') {
        this.#states.push(() => this.#flowMappingValue(true));
        return this.#node(false, false);
      }
    }
    this.#leave();
    const event = this.#withComments(this.#event('mapping end', token.start));
    this.#scanner.skip();
    return event;
  }

  #flowMappingValue(empty: boolean): ParserEvent {
    let token = this.#peek();
    const { start } = token;
    const again = () => this.#flowMappingKey(false);
    if (!empty && token.type === 'value') {
      token = this.#advance();
      if (token.type !== 'flow entry' && token.type !== 'flow mapping end') {
        this.#states.push(again);
        return this.#node(false, false);
      }
    }
    this.#state = again;
    return this.#empty(start);
  }
}

const NO_CONTENT: ReadonlySet<TokenType> = new Set([
  'version directive',
  'tag directive',
  'document start',
  'document end',
  'stream end',
]);
const VALUE_END: ReadonlySet<TokenType> = new Set(['key', 'value', 'block end']);
const INDENTLESS_END: ReadonlySet<TokenType> = new Set(['block entry', 'key', 'value', 'block end']);
const FLOW_VALUE_END: ReadonlySet<TokenType> = new Set(['value', 'flow entry', 'flow mapping end']);

function joined(text: string, more: string | undefined): string {
  if (more === undefined || more === '') return text;
  return text === '' ? more : `${text}\n${more}`;
}
