import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RELEASES } from '../../src/presets/releases.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { validateOptions } from '../../src/scaffold/read-options.ts';
import { goSamples } from '../conformance/support/go-samples.ts';
import { randomOptions } from '../presets/random-options.ts';
import { goProblems } from './go-shape.ts';
import { PROJECT } from './projects.ts';

const presets = ['https-metrics', '3.15', 'pre-3.15', ...RELEASES.map(({ version }) => `kubebuilder@${version}`)];

function problems(tree: ReturnType<typeof buildScaffold>): string[] {
  return [...tree].flatMap(({ path, content }) => (path.endsWith('.go') ? goProblems(path, content) : []));
}

describe('Go files', () => {
  it.each(presets)('have the form that gofmt gives them: %s', (preset) => {
    expect(problems(buildScaffold({ ...PROJECT, preset }))).toEqual([]);
    expect(problems(buildScaffold({ ...PROJECT, preset, license: 'none' }))).toEqual([]);
  });

  it.each(['https-metrics', 'kubebuilder@4.8.0', 'kubebuilder@3.15.1'])(
    'have it with names at the limits: %s',
    (preset) => {
      for (const { name, options } of goSamples(preset)) expect(problems(buildScaffold(options)), name).toEqual([]);
    },
  );

  it('have it whatever the options', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...presets).chain((preset) => randomOptions(preset)),
        (options) => {
          if (validateOptions(options).length > 0) return;
          expect(problems(buildScaffold(options))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are checked by something that can fail', () => {
    const bad = 'package a\n\nimport (\n\t"os"\n\t"fmt"\n)\n\nfunc f() {\n  fmt.Println() \n\n\n';
    expect(goProblems('a.go', bad)).toEqual([
      'a.go:13: does not end in one line break',
      'a.go:9: ends in white space',
      'a.go:9: is indented with spaces',
      'a.go:10: two empty lines',
      'a.go: {} unbalanced',
      'a.go: imports out of order: os,fmt',
      'a.go: os is imported and not used',
    ]);
  });
});
