import { describe, expect, it } from 'vitest';
import { mergeGo } from '../../../../src/upgrade/whole/go/merge-go.ts';

const path = 'internal/boats/suite_test.go';

function suite(variables: string, body: readonly string[]): string {
  const lines = body.map((line) => `\t${line}\n`).join('');
  return `package boats\n\nimport (\n\t"testing"\n\n\t"example.org/fleet/harbour"\n)\n\n${variables}\nfunc TestBoats(t *testing.T) {\n${lines}}\n`;
}

const GROUP = 'var (\n\tdock  *harbour.Dock\n\tcrane *harbour.Crane\n)\n';
const SINGLE = 'var crane *harbour.Crane\nvar dock *harbour.Dock\n';
const BASE = ['pier = harbour.Build(3)', 'flag := harbour.Flag()', 'harbour.Open(pier, flag)'];

describe('what a file has in another order, or without brackets', () => {
  const base = suite(GROUP, BASE);

  it('gets the statement that the release changed, where it stands', () => {
    const theirs = suite(GROUP, [BASE[0]!.replace('3', '5'), BASE[1]!, BASE[2]!]);
    const yours = suite(GROUP, [BASE[1]!, '// Late, for the fog.', BASE[0]!, BASE[2]!]);
    const { text, conflicts, manual } = mergeGo({ path, base, yours, theirs });
    expect([text, conflicts, manual]).toEqual([yours.replace('Build(3)', 'Build(5)'), [], []]);
  });

  it('keeps two that begin alike apart', () => {
    const twice = suite(GROUP, ['harbour.Ring(1)', ...BASE, 'harbour.Ring(2)']);
    const theirs = suite(GROUP, ['harbour.Ring(3)', ...BASE, 'harbour.Ring(2)']);
    const yours = suite(GROUP, [...BASE, 'harbour.Ring(2)', 'harbour.Ring(7)']);
    expect(mergeGo({ path, base: twice, yours, theirs }).text).toBe(yours);
  });

  it('gets variables of a group as it has its own', () => {
    const group = GROUP.replace('\tcrane', '\tbell  *harbour.Bell\n\tcrane');
    const theirs = suite(group, [...BASE, 'bell.Ring()']);
    const yours = suite(SINGLE, BASE);
    const { text, manual } = mergeGo({ path, base, yours, theirs });
    expect([text, manual]).toEqual([suite(`${SINGLE}var bell *harbour.Bell\n`, [...BASE, 'bell.Ring()']), []]);
  });
});
