/** A change of a text: what stands between two offsets becomes another text. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with all replacements made. Their ranges do not overlap; those at one place are written in their order. */
export function replaceAll(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let at = 0;
  for (const replacement of inOrder(replacements)) {
    result += text.slice(at, replacement.from) + replacement.text;
    at = replacement.to;
  }
  return result + text.slice(at);
}

/** Where the character at an offset stands afterwards; it is in none of the ranges. */
export function movedOffset(offset: number, replacements: readonly Replacement[]): number {
  let moved = offset;
  for (const { from, to, text } of replacements) if (to <= offset) moved += text.length - (to - from);
  return moved;
}

function inOrder(replacements: readonly Replacement[]): Replacement[] {
  return [...replacements].sort((a, b) => a.from - b.from || a.to - b.to);
}
