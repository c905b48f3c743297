import { describe, expect, it } from 'vitest';
import { parseGo } from '../../../../src/edit/go/parse.ts';
import { buildScaffold } from '../../../../src/scaffold/build-scaffold.ts';
import { flagsIn } from '../../../../src/upgrade/whole/go/main-flags.ts';
import { mergeGo } from '../../../../src/upgrade/whole/go/merge-go.ts';
import { GO_EDITS } from './edits.ts';

const scaffolds = new Map<string, ReturnType<typeof buildScaffold>>();

function scaffold(release: string) {
  const known = scaffolds.get(release);
  if (known !== undefined) return known;
  const webhooks = { defaulting: true, validation: true };
  const tree = buildScaffold({
    preset: `kubebuilder@${release}`,
    projectName: 'weather',
    domain: 'example.com',
    repo: 'example.com/weather',
    resources: [{ group: 'shop', version: 'v1', kind: 'Widget', webhooks }],
  });
  scaffolds.set(release, tree);
  return tree;
}

function flags(text: string) {
  return flagsIn(parseGo('cmd/main.go', text)!)
    .map(({ flag }) => `${flag.name}=${flag.default}`)
    .sort();
}

/** The suite upgrade-go has those of the real releases, and more pairs. */
const PAIRS = [
  ['3.13.0', '4.16.0'],
  ['3.14.2', '4.5.1'],
  ['4.5.1', '4.16.0'],
] as const;

describe.each(PAIRS)('%s to %s', (from, to) => {
  const [base, theirs] = [scaffold(from), scaffold(to)];
  const merged = (path: string, yours: string) =>
    mergeGo({ path, base: base.get(path)!, yours, theirs: theirs.get(path)! });
  const edits = GO_EDITS.filter(({ path }) => base.has(path) && theirs.has(path));

  it.each(edits)('$path: $name survives', ({ path, edit, kept, conflict }) => {
    const yours = edit(base.get(path)!);
    expect(yours).not.toBe(base.get(path));
    const { text, conflicts, manual } = merged(path, yours);
    expect(text).toContain(kept);
    expect(manual).toEqual([]);
    for (const { where } of conflicts) expect(where).toMatch(conflict ?? /^never$/);
    expect(parseGo(path, text)).toBeDefined();
    // Twice is once.
    expect(merged(path, text).text).toBe(text);
  });

  it('has the flags of the newer release, whatever else its main file has', () => {
    const edited = edits.filter(({ name }) => /by another name|by default|a flag/.test(name));
    const wanted = flags(theirs.get('cmd/main.go')!);
    for (const { name, edit } of edited) {
      const own = edit(base.get('cmd/main.go')!);
      const before = new Map(flags(base.get('cmd/main.go')!).map((flag) => [flag.split('=')[0], flag]));
      const changed = flags(own).filter((flag) => before.get(flag.split('=')[0]) !== flag);
      const expected = wanted.filter((flag) => !changed.some((other) => other.split('=')[0] === flag.split('=')[0]));
      expect([name, ...flags(merged('cmd/main.go', own).text)]).toEqual([name, ...[...expected, ...changed].sort()]);
    }
  });
});
