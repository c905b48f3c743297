import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureGoProgram } from '../../../scripts/tools/go-program.ts';
import { Refusal } from '../../../src/kustomize/errors/refusal.ts';
import { goRegExp } from '../../../src/kustomize/go/regexp/go-regexp.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';

const SOURCE = join(import.meta.dirname, '../../../scripts/tools/go-regexp');
const PATTERNS = 20_000;
const SHOWN = 20;

/** Every piece of the syntax, right and wrong; patterns are made of a few of them. */
const PIECES = [
  ...['a', 'b', 'K', 's', 'é', 'ß', '.', '-', ' ', '_', '0', '\n', '1', ',', ':', ']', '}', '{', '{}', 'x', '🚀', 'ſ'],
  ...[
    '(',
    ')',
    '|',
    '(?:',
    '(?i)',
    '(?i:',
    '(?-i)',
    '(?s)',
    '(?m)',
    '(?U)',
    '(?ms-i:',
    '(?)',
    '(?-)',
    '(?i-)',
    '(?P<n>',
  ],
  ...['(?<n>', '(?P<>', '(?P<a b>', '(?=', '(?!', '(?<=', '(?#', '(?P=n)', '(?', '(?z)'],
  ...['*', '+', '?', '*?', '+?', '??', '{2}', '{0}', '{1,2}', '{2,}', '{,2}', '{01}', '{2,1}', '{1000}', '{1001}'],
  ...['{1,', '{99999999999}', '{1,99999999999}', '^', '$', '\\A', '\\z', '\\Z', '\\b', '\\B', '\\C', '\\G'],
  ...['\\d', '\\D', '\\s', '\\S', '\\w', '\\W', '\\h', '\\n', '\\t', '\\r', '\\f', '\\v', '\\a', '\\e', '\\.', '\\_'],
  ...['\\é', '\\0', '\\08', '\\1', '\\12', '\\18', '\\x41', '\\x4', '\\x{41}', '\\x{}', '\\x{110000}', '\\x{1F680}'],
  ...[
    '\\Qa.b\\E',
    '\\Q',
    '\\E',
    '\\Q\\E',
    '\\pL',
    '\\PL',
    '\\pZ',
    '\\p{Lu}',
    '\\P{Lu}',
    '\\p{^Lu}',
    '\\P{^Lu}',
    '\\p{Greek}',
  ],
  ...[
    '\\p{greek}',
    '\\p{Grek}',
    '\\p{Script=Greek}',
    '\\p{Old_Italic}',
    '\\p{Any}',
    '\\p{ASCII}',
    '\\p{Letter}',
    '\\p{L',
    '\\pq',
  ],
  ...[
    '\\p{LC}',
    '\\p{Lowercase_Letter}',
    '\\p{upper case letter}',
    '\\p{Assigned}',
    '\\p{}',
    '\\p{^}',
    '\\p{digit}',
    '\\',
  ],
  ...[
    '[a-c]',
    '[^a]',
    '[]a]',
    '[^]a]',
    '[a-]',
    '[-a]',
    '[--/]',
    '[c-a]',
    '[\\d-z]',
    '[a-\\d]',
    '[\\w\\-]',
    '[\\b]',
    '[[]',
  ],
  ...[
    '[[:alpha:]]',
    '[[:^space:]]',
    '[[:word:]-z]',
    '[[:none:]]',
    '[[:alpha:',
    '[:alpha:]',
    '[[:ALPHA:]]',
    '[\\pL]',
    '[^\\PL\\d]',
  ],
  ...[
    '[',
    '[^',
    '[a',
    '[]',
    '[\\',
    '[\\x41-\\x43]',
    '[\\Q]',
    '[^\\n]',
    '[Kk]',
    '[\\x{212a}]',
    '[🚀-🛸]',
    '[é-ü]',
    '[\\p{Lu}]',
  ],
];

const CHARACTERS = [...'aabbKkSsſK\u00e9ÉßẞσςΣ.-_ 019,:]{}(|\n\tAZzx🚀ı\u0130İǅ\u000b'];

/** Patterns made at random, and all letters of Unicode under (?i), through the real package and ours. */
export const suite: Suite = {
  name: 'go-regexp',
  async *run(context: Context): AsyncIterable<CaseResult> {
    const program = await ensureGoProgram(SOURCE);
    const random = new Random(context.seed);
    yield* compared(
      'patterns at random',
      program,
      Array.from({ length: PATTERNS }, () => question(random)),
    );
    yield* compared('letters in any case', program, letters());
    yield* compared('what is too large', program, large());
  },
};

interface Question {
  readonly pattern: string;
  readonly texts: readonly string[];
}

function question(random: Random): Question {
  const pieces = Array.from({ length: 1 + random.int(7) }, () => random.pick(PIECES));
  // Groups that are open are closed more often than not: most patterns should be right.
  if (random.chance(0.8)) {
    const open = pieces.filter((piece) => /^\((?!\?[-a-zA-Z]*\)$)/.test(piece)).length;
    for (let count = pieces.filter((piece) => piece === ')').length; count < open; count++) pieces.push(')');
  }
  const anchored = random.chance(0.5);
  const pattern = pieces.join('');
  const texts = Array.from({ length: 8 }, () =>
    Array.from({ length: random.int(6) }, () => random.pick(CHARACTERS)).join(''),
  );
  return { pattern: anchored ? `^(?:${pattern})$` : pattern, texts: [...texts, pattern] };
}

function letters(): Question[] {
  const all: string[] = [];
  for (let point = 1; point < 0x1_ff_ff; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const letter = String.fromCodePoint(point);
    if (letter.toLowerCase() !== letter || letter.toUpperCase() !== letter) all.push(letter);
  }
  return all.map((letter) => ({
    pattern: `^(?i)${letter}$`,
    texts: [letter.toLowerCase(), letter.toUpperCase(), letter.toUpperCase().toLowerCase(), 'k', 's', 'i'],
  }));
}

function large(): Question[] {
  const nested = (open: string, close: string, count: number) => `${open.repeat(count)}b${close.repeat(count)}`;
  const counts = [10, 490, 499, 500, 501, 502, 900, 999, 1000, 1001, 3000];
  const shapes = [
    ['(', ')'],
    ['(?:', ')'],
    ['(a', ')'],
    ['(a|', ')'],
    ['(', ')*'],
    ['(?:a', ')?'],
    ['(', '|a)'],
    ['(?:', '){1}'],
  ];
  const patterns = [
    ...shapes.flatMap(([open, close]) => counts.map((count) => nested(open!, close!, count))),
    ...['(a{1000}){1000}', '((a{10}){10}){10}', '((a{10}){10}){11}', '(a{0,1000}){2}', '(a{2,}){500}', '(a{2,}){501}'],
    ...['(a*){1000}', '(a{1000})*', '(?:(?:a{100}){10}){1}', '((a{1000}){0}){1000}', '(a{1000}|b{1000}){1}'],
    ...['[a]'.repeat(40_000), 'a|'.repeat(20_000), '(a+)+'.repeat(100), '(.*a){20}x', '(\\pL{1000}){1}'],
  ];
  return patterns.map((pattern) => ({ pattern, texts: ['', 'b', 'aab', 'a'.repeat(40)] }));
}

function* compared(name: string, program: string, questions: readonly Question[]): Generator<CaseResult> {
  const { stdout, stderr, status } = spawnSync(program, { input: JSON.stringify(questions), maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  const answers = JSON.parse(stdout.toString()) as (boolean[] | null)[];
  let different = 0;
  let accepted = 0;
  for (const [index, { pattern, texts }] of questions.entries()) {
    const real = answers[index]!;
    const ours = answer(pattern, texts);
    if (real !== null) accepted += 1;
    if (JSON.stringify(ours) === JSON.stringify(real)) continue;
    different += 1;
    if (different > SHOWN) continue;
    const shown = JSON.stringify(pattern.slice(0, 80));
    yield {
      name: `${name}: ${shown}`,
      error: `${JSON.stringify(texts).slice(0, 300)}\nGo:   ${JSON.stringify(real)}\nours: ${JSON.stringify(ours)}`,
    };
  }
  const total = `${name}: ${questions.length} patterns, ${accepted} accepted, ${different} different`;
  yield {
    name: total,
    ...(accepted > questions.length / 4 ? {} : { error: 'too few patterns are right to tell much' }),
  };
}

function answer(pattern: string, texts: readonly string[]): boolean[] | null {
  try {
    const expression = goRegExp(pattern, false);
    return texts.map((text) => expression.test(text));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
