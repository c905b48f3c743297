/**
 * Index of what stands behind a comment on its line, where U+2028 or U+2029 ends the comment: go-yaml reads it as the
 * next line. Nothing and other comments may stand there.
 *
 * @param tokens of a parser that reads the comment to the end of the line
 */
export function contentBehindComment(tokens: unknown): number | undefined {
  const stack: unknown[] = [tokens];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (typeof item !== 'object' || item === null) continue;
    const { type, source, offset } = item as { type?: unknown; source?: unknown; offset?: unknown };
    if (type === 'comment') {
      const behind = /[\u2028\u2029](?![ \t]*(?:[#\u2028\u2029]|$))/.exec(String(source));
      if (behind !== null) return Number(offset) + behind.index;
    } else {
      stack.push(...Object.values(item));
    }
  }
  return undefined;
}
