/**
 * A value with every control character in its strings but tabs and newlines shown in caret notation or by its number, so
 * that no file and no name can move the cursor, paint the screen or turn round the text of who looks at it.
 */
export function withoutControls<T>(value: T): T {
  if (typeof value === 'string') return value.replace(CONTROLS, shown) as T;
  if (Array.isArray(value)) return value.map(withoutControls) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [withoutControls(key), withoutControls(item)]),
  ) as T;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function shown(character: string): string {
  const number = character.charCodeAt(0);
  if (number < 0x80) return `^${String.fromCharCode(number ^ 0x40)}`;
  return number < 0x100 ? `\\x${number.toString(16)}` : `\\u${number.toString(16).padStart(4, '0')}`;
}
