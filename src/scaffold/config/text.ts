/** The lines as they are, or each with a comment sign before it: the form that `kubebuilder` itself switches on. */
export function section(active: boolean, text: string): string {
  return active ? text : text.replace(/^(?=.)/gm, '#');
}

/** A YAML list of plain entries, one a line. */
export function listItems(items: readonly string[], indent = ''): string {
  return items.map((item) => `${indent}- ${item}\n`).join('');
}

// Words that YAML 1.1 reads as booleans or as nothing, and exponents without digits before them, which some readers
// take for numbers.
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|e-?[0-9]+)$/i;

/** A DNS-like name as a YAML scalar that means this string: quoted unless it begins with a letter and is no such word. */
export function scalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9./_-]*$/.test(text) && !WORDS.test(text) ? text : JSON.stringify(text);
}
