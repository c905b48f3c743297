import { describe, expect, it } from 'vitest';
import { matchesLabels } from '../../src/kustomize/go/label-selector.ts';

const labels = new Map([
  ['app', 'web'],
  ['tier', 'front'],
  ['n', '5'],
  ['example.com/x', ''],
]);

describe('label selectors', () => {
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web, tier=front', true],
    ['app=web,tier=back', false],
    ['app!=web', false],
    ['other!=x', true],
    ['app in (web, db)', true],
    ['app notin (web)', false],
    ['app', true],
    ['!app', false],
    ['!other', true],
    ['n>4', true],
    ['n<5', false],
    ['example.com/x=', true],
    ['app in ()', false],
  ])('%s', (selector, fits) => {
    expect(matchesLabels(selector, labels)).toBe(fits);
  });

  it.each(['=a', 'app=web,', 'a b', 'app in web', 'app in (web', '-a=b', 'a=b c', 'n>x', 'a/b/c=d', ',a'])(
    'refuses %s',
    (selector) => {
      expect(() => matchesLabels(selector, labels)).toThrow('not a selector');
    },
  );
});
