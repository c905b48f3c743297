import { type Cursor, isBlankOrEnd, isNameCharacter, type Mark } from './cursor.ts';
import { SourceError } from './source-error.ts';

const EXCLAMATION = 0x21;
const URI = new Set([...";/?:@&=+$,.!~*'()[]%"].map((character) => character.charCodeAt(0)));

/** A tag as handle and suffix: `!!str`, `!local`, `!<tag:uri>`, `!`. The cursor stands at its `!`. */
export function scanTag(cursor: Cursor): { readonly handle: string; readonly suffix: string } {
  const start = cursor.mark;
  let handle = '';
  let suffix: string;
  if (cursor.code(1) === 0x3c) {
    cursor.skip();
    cursor.skip();
    suffix = scanTagUri(cursor, '', start);
    if (cursor.code() !== 0x3e) throw new SourceError('a tag that begins with !< ends in >', start);
    cursor.skip();
  } else {
    handle = scanTagHandle(cursor, false, start);
    if (handle.length > 1 && handle.endsWith('!')) suffix = scanTagUri(cursor, '', start);
    else {
      suffix = scanTagUri(cursor, handle, start);
      handle = '!';
      if (suffix === '') [handle, suffix] = ['', '!'];
    }
  }
  if (!isBlankOrEnd(cursor.code())) throw new SourceError('a tag ends in a blank', start);
  return { handle, suffix };
}

export function scanTagHandle(cursor: Cursor, directive: boolean, start: Mark): string {
  if (cursor.code() !== EXCLAMATION) throw new SourceError('a handle of tags begins with !', start);
  const from = cursor.position;
  cursor.skip();
  while (isNameCharacter(cursor.code())) cursor.skip();
  if (cursor.code() === EXCLAMATION) cursor.skip();
  else if (directive && cursor.position - from > 1) throw new SourceError('a handle of tags ends in !', start);
  return cursor.text.slice(from, cursor.position);
}

/** @param head what was read as a handle and is none; its first character goes */
export function scanTagUri(cursor: Cursor, head: string, start: Mark): string {
  let uri = head.slice(1);
  let found = head !== '';
  while (isNameCharacter(cursor.code()) || URI.has(cursor.code())) {
    uri += cursor.code() === 0x25 ? scanEscape(cursor, start) : cursor.read();
    found = true;
  }
  if (!found) throw new SourceError('a tag is missing behind the handle', start);
  return uri;
}

/** One character in bytes of UTF-8: `%C3%A9`. */
function scanEscape(cursor: Cursor, start: Mark): string {
  const wrong = () => new SourceError('% in a tag introduces the bytes of a character', start);
  let escaped = '';
  let width = 1;
  for (let i = 0; i < width; i += 1) {
    const octet = cursor.text.slice(cursor.position, cursor.position + 3);
    if (!/^%[0-9a-fA-F]{2}$/.test(octet)) throw wrong();
    if (i === 0) {
      const first = Number.parseInt(octet.slice(1), 16);
      width = first < 0x80 ? 1 : first >> 5 === 6 ? 2 : first >> 4 === 14 ? 3 : first >> 3 === 30 ? 4 : 0;
      if (width === 0) throw wrong();
    }
    escaped += octet;
    for (let k = 0; k < 3; k += 1) cursor.skip();
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    throw wrong();
  }
}
