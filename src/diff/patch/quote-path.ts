const ESCAPES: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/**
 * A path as git writes it in a patch: as it is, or in quotes with escapes where a byte of its UTF-8 form is a control
 * character, a quote, a backslash or not ASCII (`core.quotePath`, which is on by default).
 *
 * Quotes paths with spaces too. Git leaves those alone, but reads both, and patch(1) takes an unquoted space in the
 * `diff --git` line, or at the end of a name, for the end of the path.
 */
export function quotePath(path: string): string {
  if (/^[!#-[\]-~]*$/.test(path)) return path;
  const bytes = new TextEncoder().encode(path);
  let quoted = '';
  for (const byte of bytes) {
    const escaped = ESCAPES[byte];
    if (escaped !== undefined) quoted += escaped;
    else if (byte < 0x20 || byte > 0x7e) quoted += `\\${byte.toString(8).padStart(3, '0')}`;
    else quoted += String.fromCharCode(byte);
  }
  return `"${quoted}"`;
}
