import { describe, expect, it } from 'vitest';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
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

describe('a patch that the release has no more', () => {
  it('is read as before where it stays for what the user wrote in it', () => {
    const path = 'config/default/manager_auth_proxy_patch.yaml';
    const rename = (text: string) => text.replaceAll('name: controller-manager\n', 'name: manager\n');
    const renamed = ['config/manager/manager.yaml', path, 'config/default/manager_config_patch.yaml'].filter((file) =>
      old.has(file),
    );
    const tree = old.with([
      ...renamed.map((file) => [file, rename(old.get(file)!)] as const),
      ['config/default/manager_webhook_patch.yaml', rename(old.get('config/default/manager_webhook_patch.yaml')!)],
      [path, rename(old.get(path)!).replace(/^( *- "?)--leader-elect("?)$/m, '$&\n$1--ours=yes$2')],
    ]);
    expect(tree.get(path)).toContain('--ours=yes');
    const next = applyPlan(tree, planUpgrade(tree, { to }));
    const objects = JSON.stringify(renderManifests(next).find(({ kind }) => kind === 'Deployment'));
    expect(objects).toContain('--ours=yes');
    expect(objects).not.toContain('kube-rbac-proxy');
  });
});

describe('a label that the user took from the metrics Service', () => {
  it('comes back where the monitor selects by it', () => {
    const path = 'config/rbac/auth_proxy_service.yaml';
    const bare = old.get(path)!.replace(/^ {4}app\.kubernetes\.io\/.*\n/gm, '');
    const tree = old.with([[path, bare]]);
    const next = applyPlan(tree, planUpgrade(tree, { to }));
    const services = next.paths().filter((file) => next.get(file)!.includes('controller-manager-metrics-service\n'));
    expect(
      services.some((file) => /^kind: Service$.*^ {4}app\.kubernetes\.io\/name: shop$/ms.test(next.get(file)!)),
    ).toBe(true);
  });
});

describe('a manager that the user has split into files', () => {
  it('is merged where its objects are', () => {
    const path = 'config/manager/manager.yaml';
    const [namespace, deployment] = old.get(path)!.split('---\n') as [string, string];
    const tree = old.without(path).with([
      ['config/manager/namespace.yaml', namespace],
      ['config/manager/deployment.yaml', deployment.replace('memory: 128Mi', 'memory: 1Gi # measured')],
      [
        'config/manager/kustomization.yaml',
        old.get('config/manager/kustomization.yaml')!.replace('- manager.yaml', '- namespace.yaml\n- deployment.yaml'),
      ],
    ]);
    const next = applyPlan(tree, planUpgrade(tree, { to }));
    expect(next.has(path)).toBe(false);
    expect(next.get('config/manager/deployment.yaml')).toContain('memory: 1Gi # measured');
    expect(next.get('config/manager/deployment.yaml')).toContain('app.kubernetes.io/name: shop');
    const rendered = JSON.stringify(renderManifests(next, 'config/default'));
    expect(rendered).toContain('--metrics-bind-address=:8443');
  });
});

describe('roles under an older name of their file', () => {
  it('get the name that the release gives them, without a conflict', () => {
    const groups = buildScaffold({ ...options, multigroup: true, preset: 'kubebuilder@3.14.2' });
    const [file, own] = ['config/rbac/store_order_editor_role.yaml', 'config/rbac/order_editor_role.yaml'];
    const tree = groups.without(file).with([[own, `# Ours.\n${groups.get(file)!}`]]);
    const plan = planUpgrade(tree, { to });
    expect(plan.conflicts).toEqual([]);
    expect(applyPlan(tree, plan).get(own)).toMatch(/^# Ours\.$.*^ {2}name: store-order-editor-role$/ms);
  });
});

describe('a metrics Service that was switched off', () => {
  it.each(['3.15', to])('stays off where %s has it, and leads to the manager', (preset) => {
    const rbac = 'config/rbac/kustomization.yaml';
    const tree = old.with([[rbac, old.get(rbac)!.replace('- auth_proxy_service.yaml', '#- auth_proxy_service.yaml')]]);
    const next = applyPlan(tree, planUpgrade(tree, { to: preset }));
    expect(next.get('config/default/kustomization.yaml')).toMatch(/^#- metrics_service\.yaml$/m);
    expect(JSON.stringify(renderManifests(next, 'config/default'))).not.toContain('metrics-service');
    const fresh = buildScaffold({ ...options, preset });
    expect(next.get('config/default/metrics_service.yaml')).toBe(fresh.get('config/default/metrics_service.yaml'));
  });

  it('has no port of the proxy, in whatever words it was written', () => {
    const [rbac, file] = ['config/rbac/kustomization.yaml', 'config/rbac/auth_proxy_service.yaml'];
    const tree = old.with([
      [rbac, old.get(rbac)!.replace('- auth_proxy_service.yaml', '#- auth_proxy_service.yaml')],
      [file, `# Ours.\n${old.get(file)!.replace(/^ *protocol: TCP\n/m, '')}`],
    ]);
    const plan = planUpgrade(tree, { to: '3.15' });
    expect(plan.conflicts.filter(({ path }) => path.endsWith('service.yaml'))).toEqual([]);
    const service = applyPlan(tree, plan).get('config/default/metrics_service.yaml')!;
    expect(service.match(/[pP]ort: \w+/g)).toEqual(['port: 8080', 'Port: 8080']);
  });
});

describe('code of others that a module keeps a copy of', () => {
  it('is not taken for a file of the scaffold that has moved', () => {
    const path = 'api/v1/groupversion_info.go';
    const tree = old.without(path).with([['vendor/example.org/other/v1/groupversion_info.go', old.get(path)!]]);
    const next = applyPlan(tree, planUpgrade(tree, { to }));
    expect(next.get('vendor/example.org/other/v1/groupversion_info.go')).toBe(old.get(path));
  });
});

describe('a chart below config/', () => {
  it('is no hindrance where facts of a patch move to the manager', () => {
    const path = 'config/default/manager_auth_proxy_patch.yaml';
    const tree = old.with([
      [path, old.get(path)!.replace(/( *)- "?--leader-elect"?\n/, '$&$1- --own=1\n')],
      ['config/helmchart/templates/a.yaml', '{{ if .Values.a }}controller-manager{{ end }}: {{ b }} c\n'],
    ]);
    const next = applyPlan(tree, planUpgrade(tree, { to }));
    expect(next.has(path)).toBe(false);
    expect(next.get('config/manager/manager.yaml')).toContain('--own=1');
  });
});
