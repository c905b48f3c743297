/** Merges prerequisites as a set: what the target adds comes at its place, what it drops goes, yours stay. */
export function mergePrerequisites(base: string, yours: string, theirs: string): string {
  const [b, y, t] = [base, yours, theirs].map((text) => text.split(/[ \t]+/).filter((word) => word !== '')) as [
    string[],
    string[],
    string[],
  ];
  const added = t.filter((word) => !b.includes(word) && !y.includes(word));
  const gone = new Set(b.filter((word) => !t.includes(word) && y.includes(word)));
  if (added.length === 0 && gone.size === 0) return yours;
  const result = [...y];
  for (const word of added) {
    const before = t.slice(0, t.indexOf(word)).findLast((other) => result.includes(other));
    // Where one stands for another that goes, it takes its place.
    const replaced = b[t.indexOf(word)];
    const place =
      replaced !== undefined && gone.has(replaced)
        ? result.indexOf(replaced)
        : before === undefined
          ? 0
          : result.indexOf(before) + 1;
    result.splice(place, 0, word);
  }
  return result.filter((word) => !gone.has(word)).join(' ');
}
