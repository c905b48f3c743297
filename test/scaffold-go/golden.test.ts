import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { PROJECT } from './projects.ts';

const goSide = (preset: string) =>
  new Map(
    [...buildScaffold({ ...PROJECT, preset })]
      .filter(({ path }) => path !== 'PROJECT' && !path.startsWith('config/'))
      .map(({ path, content }) => [path, content]),
  );
const whole = goSide('https-metrics');

/** The whole tree once; of the others what differs from it. */
const trees = new Map([
  ['https-metrics', whole],
  ...['3.15', 'pre-3.15', 'kubebuilder@3.13.0'].map((preset): [string, Map<string, string>] => [
    preset,
    new Map([...goSide(preset)].filter(([path, content]) => whole.get(path) !== content)),
  ]),
]);

// To accept a change: npx vitest run test/scaffold-go/golden.test.ts --update
describe.each([...trees])('the Go side of %s', (preset, files) => {
  const directory = join(import.meta.dirname, '..', 'golden', 'go', preset);

  it('is as it was', async () => {
    for (const [path, content] of files) await expect(content).toMatchFileSnapshot(join(directory, `${path}.golden`));
  });

  it('has no other files', () => {
    const found = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replace(/\.golden$/, ''));
    expect(found.sort()).toEqual([...files.keys()].sort());
  });
});
