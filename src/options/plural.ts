/** The plural of a kind, in lower case, as Kubebuilder derives it. */
export function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/lf$/.test(word)) return `${word.slice(0, -1)}ves`;
  return `${word}s`;
}
