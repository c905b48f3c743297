import { readSource } from './source/read-source.ts';
import { blockHints, scalarForm } from './source/scalar-form.ts';

/**
 * What becomes of a folded (`>`) scalar's text when go-yaml v3 writes and reads it once more: it sets line breaks before
 * indented lines twice, and the reading keeps both.
 */
export function refold(value: string): string {
  if (!/[\n\u2028\u2029]/.test(value) || !scalarForm(value).block) return value;
  // Breaks are doubled unless the first line with text is indented, whichever line is at hand.
  const doubles = /^[\n\u2028\u2029]*[^ \t\n\u2028\u2029]/.test(value);
  let out = `>${blockHints(value)}\n`;
  let indented = true;
  let breaks = true;
  for (const character of value) {
    if (character === '\n' || character === '\u2028' || character === '\u2029') {
      if (character === '\n' && !breaks && !indented && doubles) out += '\n';
      out += character;
      breaks = true;
    } else {
      if (breaks) {
        out += '  ';
        indented = character === ' ' || character === '\t';
      }
      out += character;
      breaks = false;
    }
  }
  if (!out.endsWith('\n')) out += '\n';
  // As the value of a field: the hint counts from there.
  const read = readSource(`a: ${out}`)?.root;
  const field = read?.kind === 'map' ? read.entries[0]?.value : undefined;
  return field?.kind === 'scalar' ? field.value : value;
}
