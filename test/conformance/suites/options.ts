import { join } from 'node:path';
import fc from 'fast-check';
import type { IssueCode } from '../../../src/core/issue-codes.ts';
import type { ResourceOptions, ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';
import { anyInput, attempt } from '../../support/scaffold-laws.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

/**
 * What we refuse and a release's own `kubebuilder` takes, because what it then writes is no project: the Go code does
 * not compile, or the manifests cannot be built or installed.
 */
const STRICTER: ReadonlySet<IssueCode> = new Set([
  'invalid-value', // a kind or version that is no Go identifier: it is refused by gofmt, where one runs
  'name-too-long', // a namespace of more than 63 characters, which 4.11 and later let through
  'invalid-go-path', // `go mod tidy` refuses it, which does not run here
  'reserved-version', // a package named `type`, or one that nobody may import
  'reserved-group', // the same for a group
  'go-name-collision', // two types of one name
  'plural-collision', // two CRDs of one name
  'inconsistent-kind', // one CRD with two scopes
  'conversion-spoke-unknown', // the hub as its own spoke: one file for both
  'release-defect', // the release writes it, and kustomize refuses it
]);

/** Our check of options against the real program's, and the law that no input gives anything but a tree or an error. */
export const suite: Suite = {
  name: 'options',
  async *run(context) {
    for (const release of ['4.16.0', '4.3.0', '3.14.2']) {
      const sample = fc.sample(projects(release), { numRuns: context.all ? 400 : 40, seed: context.seed });
      for (const [index, options] of sample.entries()) yield await compare(release, index, options, context);
    }
    yield laws(context);
  },
};

async function compare(
  release: string,
  index: number,
  options: ScaffoldOptions,
  { scratch }: Context,
): Promise<CaseResult> {
  const issues = validateOptions(options);
  const { profile } = resolvePreset(`kubebuilder@${release}`);
  let refusal: string | undefined;
  try {
    await runKubebuilder(release, toProject(options), profile, join(scratch, release));
  } catch (error) {
    refusal = error instanceof Error ? error.message : String(error);
  }
  const name = `${release} ${index}: ${refusal === undefined ? 'taken' : 'refused'} by kubebuilder`;
  const strict = issues.filter((issue) => !STRICTER.has(issue.code));
  if (refusal === undefined && strict.length > 0) {
    return { name, error: `${JSON.stringify(options)}\nwe refuse it: ${JSON.stringify(strict)}` };
  }
  if (refusal !== undefined && issues.length === 0) return { name, error: `${JSON.stringify(options)}\n${refusal}` };
  return { name };
}

function laws({ seed, all }: Context): CaseResult {
  const numRuns = all ? 1_000_000 : 100_000;
  let built = 0;
  const property = fc.property(anyInput, (input) => {
    const tree = attempt(input);
    if (tree !== undefined) built += 1;
    return (validateOptions(input).length === 0) === (tree !== undefined);
  });
  const { failed, counterexample, errorInstance } = fc.check(property, { numRuns, seed });
  const name = `${numRuns} inputs: ${built} trees, all others refused with issues`;
  return failed ? { name, error: `${fc.stringify(counterexample)}\n${errorInstance}` } : { name };
}

/** Projects of one or two kinds with odd names among them. APIs come before what is not ours, as kubebuilder wants it. */
function projects(release: string): fc.Arbitrary<ScaffoldOptions> {
  const kind = mostly(['Widget', 'Policy', 'Series', 'A1'], ['WidgetList', 'DNS', 'widget', 'Wid-get', 'K'.repeat(63)]);
  const version = mostly(['v1', 'v2', 'v1alpha1'], ['v0', 'stable', 'type', 'v1-x', 'internal', 'V1']);
  const group = mostly(['shop'], ['store', '', 'a.b', 'a-b', 'default', '3d', 'Shop', 'apps']);
  const plural = mostly([undefined], ['widgets', 'Things', '1st', 'a.b']);
  const own: fc.Arbitrary<ResourceOptions> = fc
    .record({ group, version, kind, plural, namespaced: fc.boolean(), controller: fc.boolean(), webhooks: webhooks() })
    .map(({ namespaced, plural: given, webhooks: wanted, ...resource }) => ({
      ...resource,
      api: { namespaced },
      ...(given === undefined ? {} : { plural: given }),
      ...(wanted === undefined ? {} : { webhooks: wanted }),
    }));
  const foreign = fc.constantFrom<ResourceOptions>(
    { group: 'apps', version: 'v1', kind: 'Deployment', core: release !== '3.14.2' },
    { group: 'ship', version: 'v1', kind: 'Boat', api: false },
  );
  return fc
    .record({
      projectName: mostly(['demo', '1', 'x'.repeat(56)], ['x'.repeat(57), 'x'.repeat(64), 'Demo', 'a.b']),
      domain: mostly(['example.com', 'k8s.io'], ['', 'Example.com', '-x']),
      repo: mostly(['example.com/demo', 'demo'], ['example.com/a b']),
      multigroup: fc.boolean(),
      resources: fc
        .tuple(fc.array(own, { minLength: 1, maxLength: 2 }), fc.array(foreign, { maxLength: 1 }))
        .map(([ours, theirs]) => [...ours, ...(release === '3.14.2' ? [] : theirs)]),
    })
    .map((options) => ({ preset: `kubebuilder@${release}`, ...options }));
}

/** One of the usual values, now and then an odd one. */
function mostly<T>(usual: readonly T[], odd: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

function webhooks() {
  const kinds = fc.record(
    { defaulting: fc.constant(true), validation: fc.constant(true), conversion: fc.constant(true) },
    { requiredKeys: [] },
  );
  const spoke = mostly([undefined, ['v2']], [['v1'], ['v2', 'v2']]);
  return fc
    .constantFrom(false, true)
    .chain((any) =>
      any
        ? fc
            .tuple(kinds, spoke)
            .map(([wanted, versions]) => (wanted.conversion && versions ? { ...wanted, spoke: versions } : wanted))
        : fc.constant(undefined),
    );
}
