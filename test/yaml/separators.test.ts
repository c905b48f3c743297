import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/yaml/parse.ts';

/** U+2028 and U+2029 are line breaks of YAML 1.1; go-yaml v3 (3.0.5) reads each of these so. */
describe('separators', () => {
  it.each([
    ['a: 1 # x\u2028b: 2\n', { a: 1, b: 2 }],
    ['# x\u2029a: 1\n', { a: 1 }],
    ['a: # x\u2028  b: 1\n', { a: { b: 1 } }],
    ['a: {b: 1, # x\u2028 c: 2\n }\n', { a: { b: 1, c: 2 } }],
    ['a: 1 # x\u2028\nb: 2\n', { a: 1, b: 2 }],
    ['a: 1 # x\u2028 # y\nb: 2\n', { a: 1, b: 2 }],
    ['a: >\n  x\u2028  y\n', { a: 'x\u2028y\n' }],
    ['a: &a |\n  x\u2028  y\n', { a: 'x\u2028y\n' }],
    ['a: &a "x\u2028y"\n', { a: 'x\u2028y' }],
    ['a: "# x \u2028  y"\n', { a: '# x\u2028y' }],
    ["a: '# x\u2028'\n", { a: '# x\u2028' }],
    ['a: &a "x\\Ly"\n', { a: 'x\u2028y' }],
    ['a: |\n  # x\u2028  y\n', { a: '# x\u2028y\n' }],
  ])('are breaks as any other: %j', (text, value) => {
    expect(parseYaml(text, '')).toEqual([value]);
  });

  it.each([
    ['a: 1 # x\u2028 # y\u2028c\n', ':3:1'],
    ['a: |\n  x\u2028 y\n', ':3:2'],
    ['a: |\n  x\u2028y\n', ':3:1'],
    ['a: x\u2028y\n', ':2:1'],
  ])('are refused where they break something: %j', (text, path) => {
    expect(() => parseYaml(text, '')).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code: 'yaml-syntax', path })] }),
    );
  });
});
