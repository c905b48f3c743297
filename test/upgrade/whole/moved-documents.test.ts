import { describe, expect, it } from 'vitest';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { applyPlan } from '../../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../../src/upgrade/plan-upgrade.ts';

const options: ScaffoldOptions = {
  projectName: 'shop',
  domain: 'example.com',
  resources: [
    { group: 'store', version: 'v1', kind: 'Order', webhooks: { validation: true } },
    { group: 'store', version: 'v1', kind: 'Item' },
  ],
};
const old = buildScaffold({ ...options, preset: 'kubebuilder@3.14.2' });
const to = 'kubebuilder@4.16.0';

describe('an Issuer that the release gives a file of its own', () => {
  const path = 'config/certmanager/certificate.yaml';
  const upgraded = (edit: (text: string) => string) => {
    const tree = old.with([[path, edit(old.get(path)!)]]);
    return applyPlan(tree, planUpgrade(tree, { to }));
  };

  it('takes along what the user wrote in it', () => {
    const tree = upgraded((text) => text.replace('selfSigned: {}', 'ca:\n    secretName: ours # the company'));
    expect(tree.get('config/certmanager/issuer.yaml')).toContain('secretName: ours # the company');
    expect(tree.get('config/certmanager/certificate-webhook.yaml')).not.toMatch(/^kind: Issuer/m);
    expect(tree.get('config/certmanager/kustomization.yaml')).toContain('- issuer.yaml');
  });

  it('stays away where the user has taken it out', () => {
    const tree = upgraded((text) => text.slice(text.indexOf('---\n') + 4));
    expect(tree.has('config/certmanager/issuer.yaml')).toBe(false);
  });
});

describe('configurations', () => {
  it('stay where patches of the user may need them', () => {
    const path = 'config/crd/kustomization.yaml';
    const line = '- path: patches/webhook_in_orders.yaml\n';
    const patch = old.get('config/crd/patches/webhook_in_orders.yaml')!.replaceAll('orders', 'items');
    const tree = old.with([
      [path, old.get(path)!.replace(line, `${line}- path: patches/webhook_in_items.yaml\n`)],
      ['config/crd/patches/webhook_in_items.yaml', patch],
    ]);
    const next = applyPlan(tree, planUpgrade(tree, { to }));
    expect(next.get(path)).toMatch(/^configurations:\n- kustomizeconfig\.yaml$/m);
    const plain = applyPlan(old, planUpgrade(old, { to }));
    expect(plain.get(path)).not.toMatch(/^configurations:/m);
  });
});
