import { join } from 'node:path';
import fc from 'fast-check';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';
import { randomOptions } from '../../presets/random-options.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { goPresets, NAMED } from '../support/go-presets.ts';
import { go, misformatted, regenerated, untidy, writeProject } from '../support/go-project.ts';
import { goSamples } from '../support/go-samples.ts';

/** The Go side with Go's own tools: formatted, tidy, generated files up to date, every package and test compiles. */
export const suite: Suite = {
  name: 'go-build',
  async *run({ scratch, seed, match = '', all }) {
    for (const preset of goPresets(all).filter((name) => name.includes(match))) {
      for (const { name, options } of samplesOf(preset)) {
        yield await check(`${preset}: ${name}`, join(scratch, 'project'), options);
      }
      const options = randomProject(preset, seed);
      const result = await check(`${preset}: random options`, join(scratch, 'project'), options);
      const error = `${result.error}\nof ${JSON.stringify(options)}`;
      yield result.error === undefined ? result : { ...result, error };
    }
  },
};

/** The Go module of the other named presets is the same but for how cmd/main.go serves metrics. */
function samplesOf(preset: string): ReturnType<typeof goSamples> {
  const samples = goSamples(preset);
  return NAMED.slice(1).some((name) => name === preset)
    ? samples.filter(({ name }) => !/at the limits|of others/.test(name))
    : samples;
}

function randomProject(preset: string, seed: number): ScaffoldOptions {
  const allowed = randomOptions(preset).filter(
    (options) => options.resources?.length !== 0 && validateOptions(options).length === 0,
  );
  return fc.sample(allowed, { seed, numRuns: 1 })[0] as ScaffoldOptions;
}

function check(name: string, directory: string, options: ScaffoldOptions): Promise<CaseResult> {
  return attempt(name, async () => {
    writeProject(directory, options);
    const problems = [
      ...(await misformatted(directory)).map((path) => `gofmt would change ${path}`),
      ...(await untidy(directory)).filter((line) => isOurs(line, options)),
      ...(await regenerated(directory, options)),
    ];
    // Where cmd is the only package, go would write a program of that name beside the directory.
    await go(directory, 'build', '-o', '/dev/null', './...');
    await go(directory, 'vet', './...');
    if (resolvePreset(options.preset as string).profile.e2eTag) await go(directory, 'vet', '-tags=e2e', './test/...');
    return problems;
  });
}

/** A module of the user's choice may need newer versions of any other; it stays itself as it was asked for. */
function isOurs(line: string, { resources = [] }: ScaffoldOptions): boolean {
  const named = resources.flatMap(({ module }) => (module === undefined ? [] : [module.replace('@', ' ')]));
  return named.length === 0 || named.some((requirement) => line.includes(requirement));
}
