import { describe, expect, it } from 'vitest';
import { goRegExp, isLiteral } from '../../src/kustomize/go-regexp.ts';

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
  ])('%s on %s', (pattern, text, fits) => {
    expect(goRegExp(pattern, true).test(text)).toBe(fits);
  });

  it.each(['*', 'a**', '(?=a)', '(?<!a)b', '(a)\\1', '\\q', 'a(', '[', 'a\\'])('refuses %s', (pattern) => {
    expect(() => goRegExp(pattern, true)).toThrow('not a regular expression');
  });

  it('knows what is one word only', () => {
    expect(isLiteral('web-1')).toBe(true);
    expect(isLiteral('web.1')).toBe(false);
  });
});
