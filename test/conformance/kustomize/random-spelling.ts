import type { Random } from './random.ts';

/** Text that has another meaning without quotes, or that is written in a special way. */
const WORDS = [
  ...['9000', 'true', 'null', '1.5', '2020-01-01', '0x1F', '~', 'yes', 'on', 'n', '017', '0o17', '1e3', '.inf', '-0'],
  ...['1_000', '12:30:45', '9007199254740993', '18446744073709551615', '-1', '+1', '0b11', '', ' ', 'a b', 'a: b'],
  ...['# c', 'a #b', '- x', '---', '...', '--- x', '?x', '? x', '[a', '{{ .x }}', '*x', '&x', '!x', '%x', '@x', '`x'],
  ...["it's", 'say "x"', 'x ', ' x', '\tx', 'x\t', 'a\tb', 'a\nb', 'a\n', '\na', 'a\n\nb\n', 'a\n  b\nc\n', '  a\nb'],
  ...[
    'é',
    '🚀 go',
    'a\u00a0b',
    '\ufeffx',
    'x\ufeff',
    'a\u0085b',
    'x\u2028y',
    '\u0007',
    '<<',
    '=',
    'a,b',
    'x:y',
    'x:',
    ':x',
  ],
  ...[
    '$(VAR)',
    'a-$(VAR)',
    '$$(VAR)',
    'default/svc:80',
    'img:1',
    'x'.repeat(90),
    'word '.repeat(30).trim(),
    'k'.repeat(130),
  ],
  ...['a.b', '1.10', '0.0', '1E5', 'Null', 'TRUE', 'No', 'x=y', '2020-01-01T00:00:00Z', 'aGVsbG8=', '0', '1', 'web'],
] as const;

/** Words that may follow a tag. */
const TAGGED = [
  ...[
    '!!str 1',
    '!!str',
    '!!int "1"',
    "!!int '7'",
    '!!int 5',
    '!!bool "true"',
    '!!float 1',
    '!!float "1.5"',
    '!!null ~',
  ],
  ...['!!binary aGVsbG8=', '!foo bar', '!foo "1"', '! 1', '!!timestamp 2020-01-01', '!<tag:yaml.org,2002:str> 3'],
  ...['!!str true', '!!str null', '!!int x', '!!null x', '!!bool yes'],
] as const;

const BLOCKS = ['|', '>', '|-', '>-', '|+', '>+', '|2', '>2', '>2-', '|2+'] as const;
const BLOCK_LINES = [
  'one',
  'two words',
  '  deeper',
  ' one deep',
  '',
  '',
  '# no comment',
  'a: b',
  '- x',
  '\ttab',
  'é 🚀',
  'end  ',
];

const COMMENTS = [
  ...[
    '# keep',
    '# {"note": "keep"}',
    '# {}',
    '# {"$imagepolicy": "flux-system:app"}',
    '# {"type":"array"}',
    '#{"a":1}',
  ],
  '# {"x-kubernetes-patch-merge-key":"name","x-kubernetes-patch-strategy":"merge"}',
  '# {"type":"array","x-kubernetes-patch-strategy":"merge"}',
  '# {"type":"array","x-kubernetes-patch-strategy":"merge","x-kubernetes-patch-merge-key":"name","items":{"properties":{"l":{"type":"array","x-kubernetes-patch-strategy":"merge"}}}}',
  '# {"$ref":"#/definitions/io.k8s.api.core.v1.Container"}',
  '# {"$ref":"#/definitions/io.k8s.api.core.v1.PodSpec"}',
  '# {"properties":{"l":{"type":"array","x-kubernetes-patch-strategy":"merge","x-kubernetes-patch-merge-key":"name"}}}',
  '# {"type": 5}',
  '# [1]',
  '# {"additionalProperties":{"type":"array","x-kubernetes-patch-strategy":"merge"}}',
] as const;

/** What cannot stand in plain or single-quoted text as it is. */
export const UNPRINTABLE = /[\p{Cc}\u2028\ufeff]/u;

/** A comment for the line above a field, with its line break, or none. */
export function commentAbove(random: Random, indent: number, chance = 0.15): string {
  return random.chance(chance) ? `${' '.repeat(indent)}${random.pick(COMMENTS)}\n` : '';
}

/** A comment behind a value that ends on its line. */
export function commentBehind(random: Random, chance = 0.15): string {
  return random.chance(chance) ? ` ${random.pick(COMMENTS)}` : '';
}

export function word(random: Random): string {
  return random.pick(WORDS);
}

/** A key that is hard to write down, with its colon to come. */
export function spelledKey(random: Random): string {
  if (random.chance(0.3)) return random.pick(['a', 'b', 'key', 'x.y']);
  const text = random.pick([
    '9000',
    'true',
    'null',
    '1.5',
    '2020-01-01',
    '0x1F',
    '~',
    'yes',
    'on',
    '<<',
    'a b',
    '',
    'é',
    '=',
    '- x',
  ]);
  return quoted(text, random);
}

export function quoted(text: string, random: Random): string {
  return random.chance(0.5) && !UNPRINTABLE.test(text) ? `'${text.replaceAll("'", "''")}'` : doubleQuoted(text, random);
}

export function doubleQuoted(text: string, random: Random): string {
  const escaped = JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (!random.chance(0.1)) return escaped;
  return escaped.replace(/[a-z/](?=[a-z])/, (c) => (c === '/' ? '\\/' : `\\x${c.charCodeAt(0).toString(16)}`));
}

/**
 * A scalar as it may be spelled, without the blank before it. Ends without a line break, but for what a block needs.
 *
 * @param indent of the key or dash that it belongs to
 */
export function spelled(random: Random, indent: number, inFlow = false): string {
  const kind = random.int(inFlow ? 3 : 5);
  if (kind === 0) {
    const text = word(random);
    const plain =
      !UNPRINTABLE.test(text) && !/^\s|\s$|^$/.test(text) && !/^[#[{*&!%@`"'?-]|: |:$| #|^\.\.\.|[,?{}[\]]/.test(text);
    return plain && (inFlow ? !/[:]/.test(text) : true) ? text : quoted(text, random);
  }
  if (kind === 1) return quoted(word(random), random);
  if (kind === 2) return random.chance(0.5) ? random.pick(TAGGED) : quoted(word(random), random);
  return block(random, indent);
}

/** A literal or folded block with deeper lines, blank ends and every chomping. */
export function block(random: Random, indent: number): string {
  const header = random.pick(BLOCKS);
  const pad = ' '.repeat(indent + 2);
  const lines: string[] = [];
  const count = 1 + random.int(5);
  for (let i = 0; i < count; i += 1) {
    const text = random.pick(BLOCK_LINES);
    lines.push(text === '' ? (random.chance(0.2) ? pad : '') : pad + text);
  }
  if (random.chance(0.8) && /^\s*(?: |\t|$)/.test((lines[0] as string).slice(pad.length)) && !header.includes('2')) {
    lines[0] = `${pad}first`;
  }
  return `${header}${random.chance(0.1) ? ' # {"a": 1}' : ''}\n${lines.join('\n')}`;
}

/** A small collection between brackets or braces. */
export function flow(random: Random, depth = 0): string {
  const inner = (): string =>
    depth < 2 && random.chance(0.25) ? flow(random, depth + 1) : random.chance(0.1) ? '' : spelled(random, 0, true);
  const items = Array.from({ length: random.int(4) }, inner);
  if (random.chance(0.5)) return `[${items.filter((item) => item !== '').join(', ')}]`;
  const keys = ['a', '"9000"', 'b', "'true'"];
  return `{${items.map((item, i) => `${keys[i]}: ${item}`).join(', ')}}`;
}
