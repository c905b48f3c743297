import fc from 'fast-check';
import type { JsonValue } from '../../src/kubernetes/object.ts';

/** Pieces of text that mean something to a YAML reader, or look as if they did. */
const PIECES = [
  ...['a', 'b c', 'y', 'no', 'on', 'Yes', 'null', '~', 'true', '.inf', '.nan', '=', ''],
  ...['1', '0', '-1', '1.5', '1e3', '.5', '0x1F', '0o17', '017', '08', '1_000', '0b11', '1.', '+1', '1e400'],
  ...['9007199254740993', '18446744073709551616', '2001-01-01', '2001-1-1T1:1:1Z', '12:30:45', '190:20:30.15'],
  ...['-', '--', '---', '...', '- a', 'a: b', 'a:', '#', '# c', ' #x', '?', '? a', ':', '::', '[', '{', '}', ']', ','],
  ...['&a', '*a', '!', '!!str', '|', '>', '%', '@', '`', "'", '"', '\\', '$(VAR)', 'http://x.y/z?q=#f'],
  ...['\n', '\n\n', ' ', '  ', '\t', '\r', '\0', '\x07', '\x1b', 'é', '日本', '😀', '\u2028', '\u00a0', '\ufeff'],
  ...['word word word word word', 'x'.repeat(70)],
];

const text = fc
  .array(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'grapheme', maxLength: 8 })),
    {
      maxLength: 5,
    },
  )
  .map((pieces) => pieces.join(''));

/** Text of every kind; long ones are broken over lines when they are printed. */
export const anyText = fc.oneof(
  { weight: 2, arbitrary: text },
  fc.array(text, { maxLength: 15 }).map((texts) => texts.join(' ')),
);

/** Any JSON value. Keys that YAML readers have no way to tell are left out: merge keys, and those with U+2028 or U+2029. */
export const anyJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    anyText,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      anyText.filter((key) => key !== '<<' && !/[\u2028\u2029]/.test(key)),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;
