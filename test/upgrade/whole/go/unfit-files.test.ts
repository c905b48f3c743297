import { describe, expect, it } from 'vitest';
import { buildScaffold } from '../../../../src/scaffold/build-scaffold.ts';
import { applyPlan } from '../../../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../../../src/upgrade/plan-upgrade.ts';

const old = buildScaffold({
  projectName: 'shop',
  domain: 'example.com',
  repo: 'example.com/shop',
  preset: 'kubebuilder@3.14.2',
  resources: [{ group: 'store', version: 'v1', kind: 'Order' }],
});
const to = 'kubebuilder@4.16.0';
const suite = 'internal/controller/suite_test.go';

describe('a Go file of the release', () => {
  it('does not come where what it needs was taken out', () => {
    const before = old.without(suite, 'internal/controller/order_controller_test.go');
    const tree = before.with([['internal/controller/own_test.go', 'package controller\n']]);
    const plan = planUpgrade(tree, { to });
    const next = applyPlan(tree, plan);
    expect([...next.paths()].filter((path) => path.endsWith('_test.go') && path.startsWith('internal'))).toEqual([
      'internal/controller/own_test.go',
    ]);
  });

  it('does not replace helpers that a test of the user calls as they were', () => {
    const utils = 'test/utils/utils.go';
    const own = [
      'package e2e',
      '',
      'import (',
      '\t"os/exec"',
      '',
      '\t"example.com/shop/test/utils"',
      ')',
      '',
      'func output() string {',
      '\tout, _ := utils.Run(exec.Command("true"))',
      '\treturn string(out)',
      '}',
      '',
    ].join('\n');
    const tree = old.with([['test/e2e/own_test.go', own]]);
    const plan = planUpgrade(tree, { to });
    const next = applyPlan(tree, plan);
    expect(next.get('test/e2e/own_test.go')).toBe(own);
    expect(next.get(utils)).toBe(old.get(utils));
    const told = plan.manual.filter(({ path }) => path === utils);
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringContaining('test/e2e/own_test.go needs Run as it is here'),
    ]);
    // What the release's own tests ask of the helpers goes with them.
    expect(next.get('test/e2e/e2e_test.go')).toBe(old.get('test/e2e/e2e_test.go'));
    const plain = applyPlan(old, planUpgrade(old, { to }));
    expect(plain.get(utils)).not.toBe(old.get(utils));
  });

  it('does not declare again what a file of the user declares', () => {
    const own = 'package controller\n\nimport "context"\n\nvar ctx = context.TODO()\n';
    const tree = old.with([['internal/controller/own_test.go', own]]);
    const plan = planUpgrade(tree, { to });
    expect(applyPlan(tree, plan).get(suite)).toBe(old.get(suite));
    expect(plan.manual.filter(({ path }) => path === suite).map(({ text }) => text)).toEqual([
      expect.stringContaining('internal/controller/own_test.go declares ctx as well'),
    ]);
  });
});
