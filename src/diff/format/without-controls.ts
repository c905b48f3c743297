/**
 * A value with every control character in its strings but tabs and newlines shown in caret notation, so that no file and
 * no name can move the cursor or paint the screen of who looks at it.
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
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

function shown(character: string): string {
  const number = character.charCodeAt(0);
  return number < 0x80 ? `^${String.fromCharCode(number ^ 0x40)}` : `\\x${number.toString(16)}`;
}
