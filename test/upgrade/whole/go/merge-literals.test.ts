import { describe, expect, it } from 'vitest';
import { mergeGo } from '../../../../src/upgrade/whole/go/merge-go.ts';

const path = 'internal/boats/suite_test.go';

/** A file that sets up a harbour, with elements of a literal as they are given. */
function harbour(elements: string, more = ''): string {
  return `package boats\n\nimport (\n\t"testing"\n\n\t"example.org/fleet/harbour"\n)\n\nfunc TestBoats(t *testing.T) {\n\tenv := &harbour.Environment{\n${elements}\t}\n\tenv.Open(t)\n}\n${more}`;
}

const LINES = {
  piers: '\t\tPiers:  []string{"north"},\n',
  depth: '\t\tDepth:  harbour.Deep(3),\n',
  lights: '\t\tLights: true,\n',
};
const deeper = LINES.depth.replace('3', '5');
const base = harbour(LINES.piers + LINES.depth + LINES.lights);
const merged = (yours: string, theirs: string) => mergeGo({ path, base, yours, theirs });

describe('a literal with keys', () => {
  const theirs = harbour(LINES.piers + deeper + LINES.lights);

  it.each([
    ['a value of yours beside it', LINES.piers.replace('"north"', '"north", "south"') + LINES.depth + LINES.lights],
    ['comments between its elements', `${LINES.piers}\n\t\t// As the chart says.\n${LINES.depth}${LINES.lights}`],
    ['a key of yours', `${LINES.piers + LINES.depth + LINES.lights}\t\tWind:   2,\n`],
  ])('takes a value of theirs where it has %s', (_, elements) => {
    const { text, conflicts, manual } = merged(harbour(elements), theirs);
    expect([conflicts, manual]).toEqual([[], []]);
    expect(text).toBe(harbour(elements.replace('Deep(3)', 'Deep(5)')));
  });

  it('keeps a value that both changed, which is a conflict of that value alone', () => {
    const yours = harbour(LINES.piers.replace('north', 'south') + LINES.depth.replace('3', '4') + LINES.lights);
    const code = { path: 'internal/boats/boats.go', base, yours, theirs };
    const { text, conflicts } = mergeGo(code);
    expect(text).toBe(yours);
    expect(mergeGo(code, () => 'theirs').text).toBe(yours.replace('Deep(4)', 'Deep(5)'));
    expect(conflicts).toMatchObject([{ base: 'harbour.Deep(3)', yours: 'harbour.Deep(4)', theirs: 'harbour.Deep(5)' }]);
  });

  it('brings along what the value needs, with imports beside their like', () => {
    const added = '\n// soundings has the depth.\nfunc soundings() int {\n\treturn len(os.Args)\n}\n';
    const measured = LINES.depth.replace('harbour.Deep(3)', 'soundings()');
    const now = harbour(LINES.piers + measured + LINES.lights, added).replace('import (\n', 'import (\n\t"os"\n');
    const commented = `${LINES.piers}\t\t// As the chart says.\n${LINES.depth}${LINES.lights}`;
    const { text, conflicts, manual } = merged(harbour(commented), now);
    expect([conflicts, manual]).toEqual([[], []]);
    expect(text).toContain('import (\n\t"os"\n\t"testing"\n');
    expect(text).toContain('\t\t// As the chart says.\n\t\tDepth:  soundings(),\n');
    expect(text).toContain(added);
  });
});
