import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random.ts';

/**
 * What is put into a line, or in place of one. Left out is what only a general parser knows: maps as keys, tags of one's own, complex
 * keys, the further line breaks of YAML 1.1, document ends.
 */
const PIECES = [
  ...[' # note', '#note', ' #', ' ', '  ', ': ', ':', ' :', '- ', '-', '"', "'", ',', ', ', '#'],
  ...['| ', '|', '>-', '|2', '>+1', '{', '}', '[', ']', '%', '@', '`', '---', '--- '],
  ...['--- # c', '\u00a0', '\ufeff', '\\', '\\n', '\\x41', '{a: 1}', '[1, 2]', '{a: [b, c], "d":e}'],
  ...[
    '$' + '{X:=1}',
    '"$' + '{Y}"',

    'null',
    '~',
    '1e3',
    '0o17',
    '',
    '# c',
    '{}',
    '[]',
    '{a, b: }',
    "'it''s'",
  ],
  ...['"a\\\n', 'a b', '   more text', '"x" y', "'x'y", 'é', '😀'],
];
/** One of these at most: the general parser, which reads them, is stricter about what else may be odd in a text. */
const GENERAL = ['&a ', '*a', '!!str ', '!!int 3', '<<: *a', '<<'];
const OPENERS = ['|', '>', '|-', '>-', '|+', '"', "'", '[', '{x: '];

/** Blocks of lines from the manifests in test/conformance/inputs, each a mapping or a sequence. */
export function yamlSnippets(): string[][] {
  const directory = join(import.meta.dirname, '..', 'inputs');
  const snippets: string[][] = [];
  for (const file of readdirSync(directory).sort()) {
    const lines = readFileSync(join(directory, file), 'utf8').split('\n');
    for (let start = 0; start < lines.length; start += 7) {
      const block = lines.slice(start, start + 12).filter((line) => !/^---|kind: List/.test(line));
      const least = Math.min(...block.filter((line) => /^ *[^ #]/.test(line)).map((line) => line.search(/\S/)));
      const first = block.findIndex((line) => line.search(/\S/) === least);
      if (first !== -1)
        snippets.push(block.slice(first).map((line) => line.slice(Math.min(least, line.search(/\S|$/)))));
    }
  }
  return snippets;
}

/** A mapping with a snippet below a key or behind another entry, with up to three changes of one line each. */
export function mutatedYaml(random: Random, snippets: readonly string[][]): string {
  const snippet = random.pick(snippets);
  const lines = random.chance(0.3) ? [...snippet] : ['spec:', ...snippet.map((line) => `  ${line}`)];
  const general = random.chance(0.15);
  for (let count = general ? 1 : 1 + random.int(3); count > 0; count -= 1) {
    const at = random.int(lines.length);
    const piece = random.pick(general ? GENERAL : PIECES);
    lines.splice(at, 1, ...mutated(lines[at] as string, piece, random).split('\n'));
  }
  return ['apiVersion: v1', ...lines].join('\n') + random.pick(['\n', '\n', '', '\n\n', '\n---\n']);
}

function mutated(line: string, piece: string, random: Random): string {
  const middle = [...line].slice(0, random.int(line.length + 1)).join('').length;
  const indent = ' '.repeat(line.search(/\S|$/));
  switch (random.int(13)) {
    case 0:
      return line + piece;
    case 11:
      return line.trim() === '' ? line : line + random.pick(['\t', ' \t ', '\t# note']);
    case 1:
      return line.slice(0, middle) + piece + line.slice(middle);
    case 2:
      return `${' '.repeat(random.int(8))}${piece}\n${line}`;
    case 3:
      return ' '.repeat(random.int(3)) + line;
    case 4:
      return line.replace(/^ {1,2}/, '');
    case 5:
      return `${line}\n${line}`;
    case 6:
      return line.replace(/^(\s*(?:- )?[\w./-]+:) ?.*$/, (_, key: string) => `${key} ${piece}`);
    case 7:
      return line.replace(/^(\s*(?:- )?[\w./-]+:) ?/, (_, key: string) => `${key} ${piece}`);
    case 8:
      return line.replace(': ', random.pick([':  ', ':\t', ' : ', ':']));
    case 9:
      return indent + piece + line.trimStart();
    case 10:
      return line.replace(/(: )(.+)$/, (_, colon: string, value: string) => {
        const end = random.pick(['', '"', "'", ']', '}', '\n']);
        return `${colon}${random.pick(OPENERS)}\n${indent}${' '.repeat(random.int(4))}${value}${end}`;
      });
    default:
      return `${line.slice(0, middle)}\n${' '.repeat(random.int(10))}${line.slice(middle)}`;
  }
}
