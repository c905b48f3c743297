import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goJson } from '../../src/kustomize/go/go-json.ts';
import { sha256 } from '../../src/kustomize/go/sha256.ts';
import { goFloat } from '../../src/yaml/go-float.ts';

describe('hashes', () => {
  it('are those of SHA-256', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
      { numRuns: 200 },
    );
  });

  it('are of JSON as Go writes it', () => {
    expect(goJson({ b: '<a&b>\u2028', a: [1, 1.5, true, null] })).toBe(
      '{"a":[1,1.5,true,null],"b":"\\u003ca\\u0026b\\u003e\\u2028"}',
    );
  });
});

describe('floats', () => {
  it.each([
    [0, '0'],
    [8080, '8080'],
    [100000, '100000'],
    [1000000, '1e+06'],
    [1000650000, '1.00065e+09'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [-2.5, '-2.5'],
  ])('%d as %s', (value, text) => {
    expect(goFloat(value)).toBe(text);
  });
});
