/** `1 file`, `3 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `2 added, 1 changed`: the counts that are not zero, in the order given. */
export function breakdown(counts: Readonly<Record<string, number>>, kinds: readonly string[]): string {
  return kinds
    .filter((kind) => (counts[kind] ?? 0) > 0)
    .map((kind) => `${counts[kind]} ${kind}`)
    .join(', ');
}
