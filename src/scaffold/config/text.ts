/** The lines as they are, or each with a comment sign before it: the form that `kubebuilder` itself switches on. */
export function section(active: boolean, text: string): string {
  return active ? text : text.replace(/^(?=.)/gm, '#');
}

/** A YAML list of plain entries, one a line. */
export function listItems(items: readonly string[], indent = ''): string {
  return items.map((item) => `${indent}- ${item}\n`).join('');
}

// What a YAML reader takes for something else than text: numbers (also with digit separators, in base 60 and in other
// bases), dates, booleans, null.
const NOT_PLAIN = /^(?:[-+]?[0-9][-+0-9_.:exEXa-fA-F]*|[-+]?\.[0-9_]+|y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/** A DNS-like name as a YAML scalar that means this string: quoted where YAML would read a number or a boolean. */
export function scalar(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9./_-]*$/.test(text) && !NOT_PLAIN.test(text) ? text : JSON.stringify(text);
}
