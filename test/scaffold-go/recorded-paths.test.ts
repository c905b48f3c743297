import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { recordedCases } from '../presets/recorded.ts';

/** For each scenario, the paths that came and went, with the release since which. */
type Recorded = Record<string, { since: string; adds: string[]; drops: string[] }[]>;

const file = join(import.meta.dirname, '..', 'fixtures', 'releases', 'go-paths.json');
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;

/** controller-gen writes these, which did not run when the paths were recorded. */
const GENERATED = /(^|\/)zz_generated\.deepcopy\.go$/;

it('has the files that each release has outside config/', () => {
  const cases = recordedCases();
  const paths = new Map<string, Set<string>>();
  for (const { scenario, release, options } of cases) {
    const known = new Set(paths.get(scenario));
    const change = recorded[scenario]?.find(({ since }) => since === release.replace(/^v/, ''));
    for (const path of change?.drops ?? []) known.delete(path);
    for (const path of change?.adds ?? []) known.add(path);
    paths.set(scenario, known);
    const ours = buildScaffold(options)
      .paths()
      .filter((path) => path !== 'PROJECT' && !path.startsWith('config/') && !GENERATED.test(path));
    expect(ours, `${scenario} ${release}`).toEqual([...known].sort());
  }
  expect(cases).toHaveLength(477);
});
