import { describe, expect, it } from 'vitest';
import { goRegExp, isLiteral } from '../../src/kustomize/go/regexp/go-regexp.ts';

describe('regular expressions as Go reads them', () => {
  it.each([
    ['a.*', 'abc', true],
    ['a|b', 'b', true],
    ['a|b', 'ab', false],
    ['(?i)WEB', 'web', true],
    ['[[:alpha:]]+', 'web', true],
    ['[[:digit:]]+', 'web', false],
    ['\\Aweb\\z', 'web', true],
    ['\\Qa.b\\E', 'a.b', true],
    ['\\Qa.b\\E', 'axb', false],
    ['(?P<n>we)b', 'web', true],
    ['a{,2}', 'a{,2}', true],
    ['a-b\\-c', 'a-b-c', true],
    ['[]a]', ']', true],
    ['\\x{61}', 'a', true],
    ['^*a$+', 'a', true],
    ['\\A{1}a\\b?', 'a', true],
    ['\\b*?b', 'a', false],
    ['we(?i)B', 'web', true],
    ['(?i)WE(?-i)B', 'web', false],
    ['(?i:W)eb', 'web', true],
    ['(?i:W)EB', 'web', false],
    ['((?i)W)EB', 'wEB', true],
    ['(?i)[^A-V]EB', 'web', true],
    ['(?i)[^A-W]EB', 'web', false],
    ['(?i)\\QW.B\\E\\x57', 'w.bw', true],
    ['(?i)[A-Z-]+', 'a-b', true],
    ['(?i)[-B]+', 'b-', true],
    ['(?i)[-B]+', 'C', false],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?ms-i:^b$)', 'b', true],
    ['(?m)a$\\n^b', 'a\nb', true],
    ['(?U)a+', 'aa', true],
    ['[[:^digit:]]', 'a', true],
    ['[[:^digit:]]', '1', false],
    ['web\\_1', 'web_1', true],
  ])('%s on %s', (pattern, text, fits) => {
    expect(goRegExp(pattern, true).test(text)).toBe(fits);
  });

  it.each([
    '*',
    'a**',
    '[\\b]',
    '(?i)*',
    '[[:none:]]',
    '^**',
    '(*a)',
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '\\q',
    'a(',
    '[',
    'a\\',
  ])('refuses %s', (pattern) => {
    expect(() => goRegExp(pattern, true)).toThrow('not a regular expression');
  });

  it.each([
    ['(a+)+', `${'a'.repeat(20_000)}-`],
    ['(.*a){20}x', 'a'.repeat(5_000)],
    ['(a|a)*b', 'a'.repeat(20_000)],
    ['([a-z]+\\.)*$', 'a.'.repeat(5_000)],
  ])('tries %s on a long text in the time that it takes to read it', (pattern, text) => {
    const start = performance.now();
    expect(goRegExp(pattern, true).test(`${text}!`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it.each([
    [`${'(a|'.repeat(7_000)}b${')'.repeat(7_000)}`, 'nests too deeply'],
    ['(a{1000}){1000}', 'invalid repeat count'],
    [`(${'a{1000}'.repeat(4_000)})`, 'too large'],
  ])('refuses what is too large', (pattern, message) => {
    expect(() => goRegExp(pattern, true)).toThrow(message);
  });

  it('takes a long pattern as Go does', () => {
    expect(goRegExp('[a]'.repeat(40_000), true).test('a'.repeat(40_000))).toBe(true);
  });

  it('knows what is one word only', () => {
    expect(isLiteral('web-1')).toBe(true);
    expect(isLiteral('web.1')).toBe(false);
  });
});
