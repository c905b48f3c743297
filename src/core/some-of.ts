/** How many of a list are told. */
const MOST = 5;

/** The first of a list, and how many more there are: `a, b, c, d, e and 3 more`. */
export function someOf(items: readonly string[], separator = ', '): string {
  const more = items.length > MOST ? ` and ${items.length - MOST} more` : '';
  return items.slice(0, MOST).join(separator) + more;
}
