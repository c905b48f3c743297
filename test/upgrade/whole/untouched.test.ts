import { describe, expect, it } from 'vitest';
import { detectBase } from '../../../src/base/detect-base.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { applyPlan } from '../../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../../src/upgrade/plan-upgrade.ts';
import { mergeOf } from '../../../src/upgrade/whole/files/merge-of.ts';

const admitted = { group: 'depot', version: 'v1', kind: 'Crate', webhooks: { defaulting: true, validation: true } };
const depot: ScaffoldOptions = { projectName: 'depot', domain: 'example.org', resources: [admitted] };

describe('an untouched scaffold is the scaffold of the release', () => {
  it.each<[string, string, string, ScaffoldOptions]>([
    [
      'with a monitor where metrics are off',
      'kubebuilder@3.15.1',
      'kubebuilder@4.4.0',
      { ...depot, features: { prometheus: true } },
    ],
    [
      'with a certificate for metrics and none for webhooks',
      'kubebuilder@4.5.0',
      'kubebuilder@4.10.1',
      { ...depot, features: { metricsCerts: true } },
    ],
    ['of a group without a dot', 'kubebuilder@3.14.1', 'kubebuilder@4.11.0', { ...depot, domain: '' }],
    [
      'of a conversion with one version',
      'kubebuilder@4.6.0',
      'kubebuilder@4.15.0',
      { ...depot, resources: [{ ...admitted, webhooks: { ...admitted.webhooks, conversion: true } }] },
    ],
    [
      'of a name that later Services have no room for',
      'kubebuilder@4.2.0',
      'kubebuilder@4.7.0',
      { ...depot, projectName: 'a-depot-with-a-name-that-is-longer-than-most' },
    ],
  ])('%s', (_, from, to, options) => {
    const tree = buildScaffold({ ...options, preset: from });
    const plan = planUpgrade(tree, { to });
    expect([plan.conflicts, plan.manual]).toEqual([[], []]);
    expect(applyPlan(tree, plan).toRecord()).toEqual(buildScaffold({ ...options, preset: to }).toRecord());
  });

  it('of what a preset of ours refuses, with what is left', () => {
    const conversion = { ...admitted, webhooks: { ...admitted.webhooks, conversion: true } };
    const tree = buildScaffold({ ...depot, resources: [conversion], preset: 'kubebuilder@4.16.0' });
    expect(detectBase(tree).options.resources).toMatchObject([{ kind: 'Crate', webhooks: admitted.webhooks }]);
    const plan = planUpgrade(tree, { to: 'https-metrics' });
    expect(plan.leftovers.map(({ path }) => path)).not.toContain('PROJECT');
  });
});

it('a project whose release scaffolds it so that it does not build is upgraded whole', () => {
  const mended = buildScaffold({
    ...depot,
    resources: [{ group: 'depot', version: 'v1', kind: 'Shelf' }, admitted],
    preset: 'kubebuilder@3.14.2',
  });
  const plan = planUpgrade(mended, { from: 'kubebuilder@3.14.1', to: 'kubebuilder@4.4.0' });
  expect(plan.leftovers.filter(({ path }) => path === 'PROJECT')).toEqual([]);
  expect(plan.files.map(({ path }) => path)).toContain('api/v1/crate_types.go');
});

it.each(['kubebuilder@4.0.0', 'kubebuilder@4.16.0', '3.15'])(
  'another mention of the proxy changes nothing of %s',
  (to) => {
    const tree = buildScaffold({ ...depot, preset: 'kubebuilder@3.14.2' });
    const path = 'dist/install.yaml';
    const container = '- name: kube-rbac-proxy\n  image: gcr.io/kubebuilder/kube-rbac-proxy:v0.16.0\n';
    const told = tree.with({ [path]: `kind: Deployment\napiVersion: apps/v1\nspec:\n  containers:\n  ${container}` });
    const plan = planUpgrade(told, { to });
    const upgraded = applyPlan(told, plan);
    expect(upgraded.without(path).toRecord()).toEqual(buildScaffold({ ...depot, preset: to }).toRecord());
    expect(plan.leftovers.filter((each) => each.path !== path && !each.text.startsWith('Still speaks'))).toEqual([]);
  },
);

it.each([
  ['controller-manager', 0],
  ['the-one-in-berlin', 1],
])('the instance %s of an account, in a label that the release has no more, is in %i conflicts', (instance, count) => {
  const path = 'config/rbac/service_account.yaml';
  const tree = buildScaffold({ ...depot, preset: 'kubebuilder@3.13.0' });
  const older = tree.with([
    [path, tree.get(path)!.replace('instance: controller-manager-sa', `instance: ${instance}`)],
  ]);
  const plan = planUpgrade(older, { to: 'kubebuilder@4.4.0' });
  expect(plan.conflicts.map((conflict) => conflict.path)).toEqual(Array.from({ length: count }, () => path));
  expect(applyPlan(older, plan).get(path)!.includes(instance)).toBe(true);
  expect(applyPlan(older, plan).get(path)!.includes('instance')).toBe(count === 1);
});

it('a role that controller-gen has not written yet gets the labels of the release', () => {
  const [from, to] = ['kubebuilder@3.13.0', 'kubebuilder@4.8.0'];
  const path = 'config/rbac/role.yaml';
  const tree = buildScaffold({ ...depot, preset: from });
  const bare = tree.with([[path, tree.get(path)!.replace(/^/, '---\n')]]);
  const upgraded = applyPlan(bare, planUpgrade(bare, { to }));
  expect(upgraded.get(path)).toBe(buildScaffold({ ...depot, preset: to }).get(path));
});

describe('a go.mod that nobody has tidied', () => {
  const merge = mergeOf('go.mod')!;
  const module = (go: string) => `module example.org/depot\n\ngo ${go}\n`;

  it.each([
    ['1.22', '1.22.0', '1.24.6', '1.24.6'],
    ['1.22', '1.22.0', '1.22.0', '1.22.0'],
    ['1.21', '1.22.0', '1.22.0', '1.21'],
  ])('go %s where the base has %s and the release %s becomes %s', (yours, base, theirs, wanted) => {
    const merged = merge({ path: 'go.mod', base: module(base), yours: module(yours), theirs: module(theirs) });
    expect(merged).toMatchObject({ text: module(wanted), conflicts: [] });
  });
});

describe('a recipe whose spelling alone the release changes', () => {
  const merge = mergeOf('Makefile')!;
  const makefile = (...lines: string[]) =>
    `.PHONY: moor\nmoor: ## Moor it.\n${lines.map((line) => `\t${line}\n`).join('')}`;
  const base = makefile('$(ROPE) tie pier', 'echo done');
  const theirs = makefile('"$(ROPE)" tie pier', 'echo done');

  it.each([
    ['spelled as in the base is spelled as the release has it', base, theirs],
    ['spelled by you stays', makefile('${ROPE} tie pier', 'echo done'), makefile('${ROPE} tie pier', 'echo done')],
    [
      'with a line of yours is spelled as the release has it',
      makefile('$(ROPE) tie pier', 'bell 2'),
      makefile('"$(ROPE)" tie pier', 'bell 2'),
    ],
  ])('%s', (_, yours, wanted) => {
    const merged = merge({ path: 'Makefile', base, yours, theirs });
    expect(merged).toMatchObject({ text: wanted, conflicts: [] });
  });
});
