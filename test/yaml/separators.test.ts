import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/yaml/parse.ts';

/** U+2028 and U+2029 are line breaks of YAML 1.1; what they break is never read as if they were none. */
describe('separators', () => {
  it.each([
    ['a: 1 # x\u2028b: 2\n', ':1:9'],
    ['# x\u2029a: 1\n', ':1:4'],
    ['a: # x\u2028  b: 1\n', ':1:7'],
    ['a: {b: 1, # x\u2028 c: 2\n }\n', ':1:14'],
    ['a: 1 # x\u2028 # y\u2028c\n', ':1:14'],
    ['a: |\n  x\u2028 y\n', ':1:4'],
    ['a: >\n  x\u2028  y\n', ':1:4'],
    ['a: &a |\n  x\u2028  y\n', ':1:7'],
    ['a: &a "x\u2028y"\n', ':1:7'],
    ['a: x\u2028y\n', ':1:4'],
  ])('are refused where they break something: %j', (text, path) => {
    expect(() => parseYaml(text, '')).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code: 'yaml-unsupported', path })] }),
    );
  });

  it.each([
    ['a: 1 # x\u2028\nb: 2\n', { a: 1, b: 2 }],
    ['a: 1 # x\u2028 # y\nb: 2\n', { a: 1, b: 2 }],
    ['a: "# x \u2028  y"\n', { a: '# x\u2028y' }],
    ["a: '# x\u2028'\n", { a: '# x\u2028' }],
    ['a: &a "x\\Ly"\n', { a: 'x\u2028y' }],
    ['a: |\n  # x\u2028  y\n', { a: '# x\u2028y\n' }],
  ])('are read where they break nothing, or in quotes and blocks as a break: %j', (text, value) => {
    expect(parseYaml(text, '')).toEqual([value]);
  });
});
