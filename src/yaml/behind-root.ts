/** What go-yaml's scanner cannot make a token of: an unclosed quote, a reserved character, a tab that indents. */
const NO_TOKEN = /^(?:"(?!(?:[^"\\]|\\[\s\S])*")|'(?!(?:[^']|'')*')|[@`\t])/;

/**
 * A text without what stands behind its root, which is between brackets: of that, go-yaml scans a token and reads nothing.
 *
 * @param end of the root
 * @returns undefined where nothing stands there, or what is read or cannot be scanned
 */
export function withoutRest(text: string, end: number): string | undefined {
  const behind = text.slice(end);
  if (/^[ \t]*:(?:\s|$)/.test(behind)) return undefined; // the root is a key
  const token = behind.replace(/^(?: |\n|[ \n]#[^\n]*)+/, '');
  return token === '' || NO_TOKEN.test(token) ? undefined : text.slice(0, end);
}
