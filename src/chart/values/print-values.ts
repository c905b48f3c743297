import { printData } from '../template/print.ts';
import { isHidden, ValueSection } from './values-model.ts';

/** values.yaml: every key with its description, in the comment form that helm-docs reads. */
export function printValues(root: ValueSection, banner: string): string {
  const hidden = hiddenIn(root, false, false);
  return `${wrap(hidden === '' ? banner : `${banner} ${hidden}`, '# ', 0)}${body(root, 0, true)}`;
}

/** Lines of a section that needs no room around it: its comment, its key, and one value with another comment. */
const MOST_SHORT = 3;

/** Values of one line, and sections of one value, stand together; what is longer has an empty line before and behind. */
function body(section: ValueSection, indent: number, top: boolean): string {
  const pad = ' '.repeat(indent);
  const parts: { readonly text: string; readonly isShort: boolean }[] = [];
  for (const [key, entry] of section.entries) {
    if (entry instanceof ValueSection) {
      const inside = body(entry, indent + 2, false);
      const text = [entry.description, hiddenIn(entry, inside === '', !top)].filter((each) => each !== '').join(' ');
      const comment = text === '' ? '' : wrap(text, '# ', indent);
      parts.push({
        text: comment + (inside === '' ? `${pad}${key}: {}\n` : `${pad}${key}:\n${inside}`),
        isShort: inside.split('\n').length <= MOST_SHORT,
      });
    } else if (!isHidden(entry)) {
      const data = printData({ [key]: entry.value }, indent);
      const isShort = data.indexOf('\n') === data.length - 1;
      parts.push({ text: wrap(`-- ${entry.description}`, '# ', indent) + data, isShort });
    }
  }
  return parts
    .map(({ text, isShort }, at) => (top && (at === 0 || !isShort || !parts[at - 1]!.isShort) ? `\n${text}` : text))
    .join('');
}

/** How many keys a comment inside of a section names. */
const MOST_NAMED = 8;

/** The keys of a section that are not written out; the README describes them. */
function hiddenIn(section: ValueSection, isAll: boolean, isNested: boolean): string {
  const keys = [...section.entries].flatMap(([key, entry]) =>
    entry instanceof ValueSection || !isHidden(entry) ? [] : [key],
  );
  if (keys.length === 0) return '';
  if (keys.length > MOST_NAMED && isNested) return `${isAll ? 'Keys' : 'More keys'}: see README.md.`;
  return `${isAll ? 'Keys' : 'More keys'}: ${keys.join(', ')}.`;
}

function wrap(text: string, mark: string, indent: number): string {
  const pad = ' '.repeat(indent) + mark;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && pad.length + line.length + word.length + 1 > 120) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((each) => `${pad}${each}\n`).join('');
}
