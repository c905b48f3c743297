import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NameFinder } from '../../src/kubernetes/references/names-in-text.ts';

/** What is meant, in words of a backtracking engine. */
function slowly(names: readonly string[], text: string): string[] {
  const any = [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/\W/g, '\\$&'))
    .join('|');
  const pattern = new RegExp(`(?<![a-z0-9-])(?<!(?:^|[\\s"'=,])/[\\w./-]*)(?:${any})(?![a-z0-9-])`, 'g');
  return [...text.matchAll(pattern)].map((match) => `${match.index} ${match[0]}`);
}

it('finds the names that stand as whole words and outside of paths', () => {
  const piece = fc.constantFrom('a', 'a-b', 'b', 'a-b.c', '-', '.', '/', ' ', '"', '=', 'A', 'A-b', ':', '\n');
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const name = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), text, (names, within) => {
      const found = [...new NameFinder(names).find(within)].map(({ name: one, start }) => `${start} ${one}`);
      expect(found).toEqual(slowly(names, within));
    }),
    { numRuns: 2000 },
  );
});
