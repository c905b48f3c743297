/**
 * A text without what says nothing about where it comes from: line ends, blanks at the ends of lines, and of Go files
 * the licence header, where it is the project's own.
 *
 * @param licence the header that the project's Go files have, without the empty lines behind it
 */
export function plainText(text: string, path: string, licence: string | undefined): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  const plain = lines.map(withoutYear).join('\n');
  if (licence === undefined || !path.endsWith('.go') || !plain.startsWith(licence)) return plain;
  return plain.slice(licence.length).replace(/^\n+/, '');
}

/** The comment that a Go file begins with, as {@link plainText} has it. */
export function headerOf(text: string): string | undefined {
  const start = text.trimStart();
  if (!start.startsWith('/*')) return undefined;
  const end = start.indexOf('*/');
  if (end === -1) return undefined;
  return plainText(start.slice(0, end + 2), '', undefined);
}

/** Who holds the copyright, and since when, is asked at the start of a project. */
function withoutYear(line: string): string {
  const place = line.search(/Copyright(?: [0-9]{4}| YEAR|\.|$)/);
  return place === -1 ? line : line.slice(0, place + 'Copyright'.length);
}
