import { printData } from '../template/print.ts';
import { ValueSection } from './values-model.ts';

/** values.yaml: every key with its description, in the comment form that helm-docs reads. */
export function printValues(root: ValueSection, banner: string): string {
  return `${wrap(banner, '# ', 0)}${body(root, 0, true)}`;
}

function body(section: ValueSection, indent: number, top: boolean): string {
  const pad = ' '.repeat(indent);
  let out = '';
  for (const [key, entry] of section.entries) {
    if (top) out += '\n';
    if (entry instanceof ValueSection) {
      if (entry.description !== '') out += wrap(entry.description, '# ', indent);
      out += `${pad}${key}:\n${body(entry, indent + 2, false)}`;
    } else {
      out += wrap(`-- ${entry.description}`, '# ', indent);
      out += printData({ [key]: entry.value }, indent);
    }
  }
  return out;
}

function wrap(text: string, mark: string, indent: number): string {
  const pad = ' '.repeat(indent) + mark;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && pad.length + line.length + word.length + 1 > 100) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((each) => `${pad}${each}\n`).join('');
}
