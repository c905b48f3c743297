import type { Cursor, Mark } from './cursor.ts';
import { SourceError } from './source-error.ts';

const NAME = /[\w-]+/y;
/** What may stand directly behind the name of an anchor, blanks apart. */
const BEHIND_NAME = new Set([...'?:,]}%@`']);
const URI_CHARACTERS = /[\w\-;/?:@&=+$,.!~*'()[\]%]*/y;
const CORE = 'tag:yaml.org,2002:';

/** The name of an anchor or an alias, at whose `&` or `*` the cursor stands. */
export function readName(cursor: Cursor): string {
  const start = cursor.mark;
  cursor.moveTo(cursor.at + 1);
  const name = cursor.take(NAME);
  if (name === '' || !(cursor.standsApart(0) || BEHIND_NAME.has(cursor.text[cursor.at] as string))) {
    throw new SourceError('an anchor has a name of letters, digits, - and _', start);
  }
  return name;
}

/** What `%TAG` directives say, and how tags are written out: `!!str` for `tag:yaml.org,2002:str`. */
export class Tags {
  readonly #prefixes = new Map<string, string>();
  #version = false;

  /** A line that begins with `%`. */
  readDirective(cursor: Cursor): void {
    const start = cursor.mark;
    const line = cursor.take(/[^\n\r\u0085\u2028\u2029]*/y);
    const [, name, words = ''] = /^%(YAML|TAG)[ \t]+(.*)$/.exec(line) ?? [];
    if (name === 'YAML') this.#setVersion(words, start);
    else if (name === 'TAG') this.#setPrefix(words, start);
    else throw new SourceError('a directive that go-yaml does not know', start, '%YAML 1.1 or %TAG');
  }

  #setVersion(words: string, start: Mark): void {
    const numbers = /^(\d\d?)\.(\d\d?)[ \t]*(?:#.*)?$/.exec(words);
    if (numbers === null) throw new SourceError('a version has two numbers', start, '%YAML 1.1');
    const [major, minor] = numbers.slice(1).map(Number);
    if (this.#version) throw new SourceError('a second %YAML directive', start);
    if (major !== 1 || minor !== 1)
      throw new SourceError(`go-yaml reads no YAML ${major}.${minor}`, start, '%YAML 1.1');
    this.#version = true;
  }

  #setPrefix(words: string, start: Mark): void {
    const [, handle = '', prefix = ''] = /^(!(?:[\w-]*!)?)[ \t]+([^ \t]+)[ \t]*(?:#.*)?$/.exec(words) ?? [];
    if (!/^[\w\-;/?:@&=+$,.!~*'()[\]%]+$/.test(prefix)) {
      throw new SourceError('a handle of tags, between !, has one prefix', start, '%TAG !a! tag:example.com:');
    }
    if (this.#prefixes.has(handle)) throw new SourceError(`a second %TAG directive of ${handle}`, start);
    this.#prefixes.set(handle, decodeUri(prefix, start));
  }

  /** A tag as it is shown; `!` for one that says nothing. The cursor stands at its `!`. */
  read(cursor: Cursor): string {
    const start = cursor.mark;
    const tag = this.#resolve(cursor, start);
    if (!cursor.standsApart(0)) throw new SourceError('a tag ends in a blank', start);
    return tag.startsWith(CORE) ? `!!${tag.slice(CORE.length)}` : tag;
  }

  #resolve(cursor: Cursor, start: Mark): string {
    const verbatim = cursor.look(/!</y);
    if (verbatim !== '') {
      cursor.moveTo(cursor.at + 2);
      const uri = cursor.take(URI_CHARACTERS);
      if (uri === '' || cursor.take(/>/y) === '') throw new SourceError('a tag that begins with !< ends in >', start);
      return decodeUri(uri, start);
    }
    const named = cursor.look(/![\w-]*!/y);
    const handle = named === '' ? '!' : named;
    cursor.moveTo(cursor.at + handle.length);
    const suffix = decodeUri(cursor.take(URI_CHARACTERS), start);
    if (suffix === '') {
      if (named !== '') throw new SourceError('a tag is missing behind the handle', start);
      return '!';
    }
    const prefix = this.#prefixes.get(handle) ?? (handle === '!!' ? CORE : handle === '!' ? '!' : undefined);
    if (prefix === undefined) throw new SourceError(`nothing says what the tag handle ${handle} stands for`, start);
    return prefix + suffix;
  }
}

/** `%C3%A9` stands for the bytes of a character. */
function decodeUri(text: string, start: Mark): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SourceError('% in a tag introduces the bytes of a character', start);
  }
}
