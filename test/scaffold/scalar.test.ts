import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { scalar } from '../../src/scaffold/config/text.ts';

const names = fc.oneof(
  fc.stringMatching(/^[a-z0-9]([-a-z0-9.]{0,6}[a-z0-9])?$/),
  fc.stringMatching(/^[0-9][-0-9a-fx_.:e+]{0,6}$/),
  fc.constantFrom(
    'true',
    'No',
    'y',
    'N',
    'null',
    '~',
    'Null',
    'on',
    '1e3',
    'e3',
    'e-0',
    '0x1f',
    '0o7',
    '017',
    '1_000',
    '12:30:45',
  ),
  fc.constantFrom('2024-01-01', '.5', '1.', '-1', '.inf', '.nan', '<<', '=', '', 'a: b', 'a #b', '- a', '\n', '"', "'"),
  fc.string(),
);

it('writes a name so that every reader of YAML takes it for this text', () => {
  fc.assert(
    fc.property(names, (name) => {
      for (const version of ['1.1', '1.2'] as const)
        expect(parse(`key: ${scalar(name)}\n`, { version })).toEqual({ key: name });
    }),
    { numRuns: 2000 },
  );
});

it('leaves ordinary names as they are', () => {
  for (const name of ['demo', 'my-operator', 'shop.example.com', 'v1', 'Widget']) expect(scalar(name)).toBe(name);
});
