import { describe, expect, it } from 'vitest';
import type { FileTree } from '../../../src/core/file-tree.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { applyPlan } from '../../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../../src/upgrade/plan-upgrade.ts';

const options: ScaffoldOptions = {
  projectName: 'shop',
  domain: 'example.com',
  resources: [{ group: 'store', version: 'v1', kind: 'Order', webhooks: { validation: true } }],
};
const RBAC = 'config/rbac/kustomization.yaml';
const MANAGER = 'config/manager/manager.yaml';
const scaffold = (release: string) => buildScaffold({ ...options, preset: `kubebuilder@${release}` });
const proxied = scaffold('3.14.2');

/** What becomes of a project with texts replaced, each of which has to be there. */
function upgraded(tree: FileTree, path: string, from: string | RegExp, to: string, release = '4.16.0') {
  const text = tree.get(path)!.replace(from, to);
  expect(text).not.toBe(tree.get(path));
  const edited = tree.with([[path, text]]);
  const plan = planUpgrade(edited, { to: `kubebuilder@${release}` });
  const result = applyPlan(edited, plan);
  expect(applyPlan(result, planUpgrade(result, { to: `kubebuilder@${release}` }))).toEqual(result);
  return { plan, result, conflicts: plan.conflicts.map(({ where }) => where) };
}

describe('an entry that you commented out', () => {
  it.each([
    ['auth_proxy_client_clusterrole.yaml', 'metrics_reader_role.yaml'],
    ['auth_proxy_role.yaml', 'metrics_auth_role.yaml'],
  ])('stays off under the new name of its file: %s', (from, to) => {
    const { result, conflicts, plan } = upgraded(proxied, RBAC, `- ${from}`, `#- ${from}`);
    expect(plan.leftovers.some(({ text }) => text.includes(`${to} now, and off`))).toBe(true);
    expect(result.get(RBAC)).toMatch(new RegExp(`^#- ${to}$`, 'm'));
    expect(result.get(RBAC)).not.toMatch(new RegExp(`^- ${to}$`, 'm'));
    expect(conflicts).toEqual([]);
  });

  it('stays off in the kustomization to which its file moves', () => {
    const { result } = upgraded(proxied, RBAC, '- auth_proxy_service.yaml', '#- auth_proxy_service.yaml');
    expect(result.get('config/default/kustomization.yaml')).toMatch(/^#- metrics_service\.yaml$/m);
  });

  it('stays off where you took it out', () => {
    const { result } = upgraded(proxied, RBAC, '- auth_proxy_service.yaml\n', '');
    expect(result.get('config/default/kustomization.yaml')).not.toMatch(/^- metrics_service\.yaml/m);
  });
});

describe('a list that you took out', () => {
  it.each(['        args:\n', ''])('gets what the release adds to it, not what you had taken: %j', (left) => {
    const { result, conflicts } = upgraded(proxied, MANAGER, /^ +args:\n +- --leader-elect\n/m, left);
    expect(result.get(MANAGER)).toContain('- --health-probe-bind-address=:8081');
    expect(result.get(MANAGER)).not.toContain('leader-elect');
    expect(conflicts).toEqual([]);
    expect(renderManifests(result, 'config/default').toString()).toBeTruthy();
  });
});

describe('a container before the manager', () => {
  it('does not get what the patches of the release give to the manager', () => {
    const { result, plan } = upgraded(
      proxied,
      MANAGER,
      /^( +)containers:$/m,
      '$&\n$1- name: tunnel\n$1  image: tunnel:1',
    );
    expect(plan.manual).toEqual([]);
    expect(result.get('config/default/manager_metrics_patch.yaml')).toContain('/containers/1/args/0');
    const manifests = renderManifests(result, 'config/default');
    const words = JSON.stringify(manifests);
    expect(words).toContain('--metrics-bind-address=:8443');
  });
});

describe('a patch that the release has in another form', () => {
  const path = 'config/default/manager_webhook_patch.yaml';

  it.each([
    ['secretName: webhook-server-cert', 'secretName: ours', 'secretName: ours'],
    ['containerPort: 9443', 'containerPort: 9555', 'containerPort: 9555'],
    ['mountPath: /tmp/k8s-webhook-server/serving-certs', 'mountPath: /certs', '--webhook-cert-path=/certs'],
  ])('has the value that you changed: %s', (from, to, found) => {
    const { result, conflicts } = upgraded(proxied, path, from, to);
    expect(result.get(path)).toContain('- op: add');
    expect(result.get(path)).toContain(found);
    expect(conflicts).toEqual([]);
  });
});

describe('a patch that you renamed', () => {
  it('stays where the release has it in another form, and that is told', () => {
    const [path, own] = ['config/default/manager_webhook_patch.yaml', 'config/default/hooks.yaml'];
    const moved = proxied.without(path).with([[own, proxied.get(path)!]]);
    const kustomization = 'config/default/kustomization.yaml';
    const { result, conflicts, plan } = upgraded(moved, kustomization, 'manager_webhook_patch.yaml', 'hooks.yaml');
    expect(result.get(own)).toBe(proxied.get(path));
    expect(result.has(path)).toBe(false);
    expect(conflicts).toEqual([]);
    expect(plan.manual.map((task) => task.path)).toEqual([own]);
    expect(renderManifests(result, 'config/default')).toBeTruthy();
  });
});

describe('settings under the other extension of YAML', () => {
  it.each([
    ['.golangci.yml', '.golangci.yaml', 'version: "2"'],
    ['.github/workflows/lint.yml', '.github/workflows/lint.yaml', 'actions/checkout@'],
  ])('are followed: %s', (path, own, found) => {
    const tree = scaffold('4.5.1');
    const moved = tree.without(path).with([[own, tree.get(path)!]]);
    const { result, conflicts } = upgraded(moved, 'go.mod', /$/, '// ours\n');
    expect(result.has(path)).toBe(false);
    expect(result.get(own)).not.toBe(tree.get(path));
    expect(result.get(own)).toContain(found);
    expect(conflicts).toEqual([]);
  });
});

describe('a version that an older release wrote', () => {
  it('is yours in a Makefile whose other versions are those of the base', () => {
    const tree = scaffold('4.5.1');
    const { result, conflicts } = upgraded(
      tree,
      'Makefile',
      /^CONTROLLER_TOOLS_VERSION \?= .*$/m,
      'CONTROLLER_TOOLS_VERSION ?= v0.11.1',
    );
    expect(result.get('Makefile')).toContain('CONTROLLER_TOOLS_VERSION ?= v0.11.1');
    expect(conflicts).toEqual(['variable CONTROLLER_TOOLS_VERSION']);
  });
});

describe('the builder of images', () => {
  const line = '	- $(CONTAINER_TOOL) buildx create --name shop-builder';

  it('has your name in the one line that you changed', () => {
    const { result, conflicts } = upgraded(scaffold('4.5.1'), 'Makefile', line, line.replace('shop', 'fast'));
    expect(result.get('Makefile')).toContain('create --name fast-builder');
    expect(result.get('Makefile')).toContain('buildx use shop-builder');
    expect(conflicts).toEqual([]);
  });

  it('has your name in every line', () => {
    const { result, conflicts } = upgraded(scaffold('4.5.1'), 'Makefile', /shop-builder/g, 'fast-builder');
    expect(result.get('Makefile')!.match(/fast-builder/g)).toHaveLength(3);
    expect(conflicts).toEqual([]);
  });
});

describe('a switch of several', () => {
  it('that is off says nothing of the others', () => {
    const path = 'config/default/kustomization.yaml';
    const { result, conflicts } = upgraded(proxied, path, '- ../webhook', '#- ../webhook');
    expect(result.get(path)).toMatch(/^#- \.\.\/webhook$/m);
    expect(conflicts).toEqual([]);
    expect(renderManifests(result, 'config/default')).toBeTruthy();
  });

  it('that is on gets the others of a release that has them on', () => {
    const path = 'config/default/kustomization.yaml';
    const { result } = upgraded(scaffold('4.5.1'), path, '#- ../certmanager', '- ../certmanager');
    expect(result.get(path)).toMatch(/^ *- source:/m);
    expect(renderManifests(result, 'config/default')).toBeTruthy();
  });
});

describe('a name that PROJECT alone has', () => {
  it('is that of nothing else', () => {
    const { result, conflicts, plan } = upgraded(proxied, 'PROJECT', 'projectName: shop', 'projectName: stall');
    expect(result.get('PROJECT')).toContain('projectName: stall');
    expect(result.get('config/default/kustomization.yaml')).toContain('namePrefix: shop-');
    expect([...conflicts, ...plan.manual]).toEqual([]);
  });

  it('is that of nothing else beside another prefix', () => {
    const path = 'config/default/kustomization.yaml';
    const tree = proxied.with([
      ['PROJECT', proxied.get('PROJECT')!.replace('projectName: shop', 'projectName: stall')],
    ]);
    const { result, conflicts } = upgraded(tree, path, 'namePrefix: shop-', 'namePrefix: ours-');
    expect(result.get(path)).toContain('namePrefix: ours-');
    expect(conflicts).toEqual([]);
  });
});

describe('a script with lines of yours', () => {
  it('is the one of the release, with them', () => {
    const path = '.devcontainer/post-install.sh';
    const tree = scaffold('4.5.1');
    const { result, conflicts } = upgraded(tree, path, /$/, 'curl -Lo tilt https://example.com/tilt\n');
    expect(result.get(path)).toContain('architecture=$(go env GOARCH)');
    expect(result.get(path)).toMatch(/example\.com\/tilt\n$/);
    expect(conflicts).toEqual([]);
  });
});

describe('a controller whose kind has options', () => {
  it('gets its name', () => {
    const path = 'internal/controller/order_controller.go';
    const { result } = upgraded(proxied, path, /For\((&\S+\{\})\)/, 'For($1, builder.WithPredicates(p))');
    expect(result.get(path)).toContain('Named("order")');
  });
});
