/** How the lines of a text end. */
export function lineEndOf(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A text of ours (whose lines end with \n) with the line ends of another. */
export function withLineEnds(text: string, like: string): string {
  return lineEndOf(like) === '\n' ? text : text.replaceAll('\n', '\r\n');
}
