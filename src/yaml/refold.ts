import { readBlockScalar } from './block-scalar.ts';
import { canBeBlock } from './print-scalar.ts';

/**
 * What becomes of a folded (`>`) scalar's text in kustomize, which writes and reads every object once more before it
 * prints: go-yaml v3 sets line breaks before indented lines twice, and the second reading keeps both.
 */
export function refold(value: string): string {
  // Unlike v2, go-yaml v3 has tabs in blocks.
  if (!value.includes('\n') || !canBeBlock(value.replaceAll('\t', 'x'))) return value;
  const hint = /^[ \n]/.test(value) ? '2' : '';
  const chomp = !value.endsWith('\n') ? '-' : value === '\n' || value.endsWith('\n\n') ? '+' : '';
  // Breaks are doubled unless the first line with text is indented, whichever line is at hand.
  const doubles = /^\n*[^ \t\n]/.test(value);
  let out = `>${hint}${chomp}\n`;
  let indented = true;
  let breaks = true;
  for (const character of value) {
    if (character === '\n') {
      if (!breaks && !indented && doubles) out += '\n';
      out += '\n';
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
  return readBlockScalar(out, 0, 0)?.value ?? value;
}
