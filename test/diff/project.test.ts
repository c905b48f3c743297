import { describe, expect, it } from 'vitest';
import type { FileTree } from '../../src/core/file-tree.ts';
import { diffProject } from '../../src/diff/diff-project.ts';
import { formatMarkdown } from '../../src/diff/format/format-markdown.ts';
import { reverseDiff } from '../../src/diff/reverse-diff.ts';
import { summarizeDiff } from '../../src/diff/summary/summarize.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';

const shop: ScaffoldOptions = {
  projectName: 'shop-operator',
  domain: 'shop.example.com',
  resources: [{ group: 'store', version: 'v1', kind: 'Order', webhooks: { defaulting: true } }],
};
const from = 'kubebuilder@3.14.2';
const project = buildScaffold({ ...shop, preset: from });
const to = 'kubebuilder@4.16.0';

function named(tree: FileTree, target = to): string[] {
  const { leftBehind, breaks } = summarizeDiff(diffProject(tree, { from, to: target }));
  const refs = [...leftBehind, ...breaks.flatMap(({ object }) => object ?? [])];
  return refs.map(({ kind, name }) => `${kind} ${name}`).sort();
}

function edited(path: string, edit: (text: string) => string): FileTree {
  return project.with([[path, edit(project.get(path)!)]]);
}

const selector = 'Deployment shop-operator-controller-manager';
const proxy = ['ClusterRole shop-operator-proxy-role', 'ClusterRoleBinding shop-operator-proxy-rolebinding'];

describe('what a project leaves behind in a cluster', () => {
  it('is what its scaffold made and it still has', () => {
    expect(named(project)).toEqual(expect.arrayContaining([...proxy, selector]));
  });

  it('is not what it does not have', () => {
    const tree = edited('config/rbac/kustomization.yaml', (text) => text.replaceAll(/^- auth_proxy.*\n/gm, ''));
    expect(named(tree).filter((name) => proxy.includes(name))).toEqual([]);
    expect(named(tree)).toContain(selector);
  });

  it('is not what has only the name of what the scaffold made', () => {
    const rules = 'rules:\n- apiGroups: [""]\n  resources: [pods]\n  verbs: [get]\n';
    const own = (text: string) => `${text.slice(0, text.indexOf('rules:'))}${rules}`;
    expect(named(edited('config/rbac/auth_proxy_role.yaml', own))).not.toContain(proxy[0]);
  });

  it('is still what somebody edited', () => {
    const more = '- apiGroups: [""]\n  resources: [pods]\n  verbs: [get]\n';
    expect(named(edited('config/rbac/auth_proxy_role.yaml', (text) => `${text.trimEnd()}\n${more}`))).toContain(
      proxy[0],
    );
  });

  it('is no object whose field that cannot be changed is another already', () => {
    const label = 'app.kubernetes.io/name: shop-operator';
    const tree = edited('config/manager/manager.yaml', (text) =>
      text.replace(/matchLabels:\n( +)/, `matchLabels:\n$1${label}\n$1`),
    );
    expect(named(tree)).not.toContain(selector);
  });

  it('is nothing where the project cannot be rendered, which a note says', () => {
    const tree = edited('config/default/kustomization.yaml', (text) => text.replace('- ../rbac', '- ../gone'));
    expect(named(tree)).toEqual([]);
    expect(diffProject(tree, { from, to }).notes).toContainEqual(expect.objectContaining({ code: 'not-renderable' }));
  });

  it('is nothing of the way back', () => {
    const { leftBehind, breaks } = summarizeDiff(reverseDiff(diffProject(project, { from, to })));
    expect([leftBehind, breaks.filter(({ object }) => object !== undefined)]).toEqual([[], []]);
  });

  it('is no definition, certificate, webhook or namespace', () => {
    const certs = buildScaffold({ ...shop, preset: to, features: { metricsCerts: true } });
    const text = formatMarkdown(diffProject(certs, { to: 'pre-3.15' }));
    expect(text).not.toMatch(/kubectl delete (?:customres|certificate|issuer|namespace|\w*webhook)/);
  });
});

describe('kinds that one of the presets does not know', () => {
  it('are compared on neither side, and named', () => {
    const resources = [
      ...shop.resources!,
      {
        group: 'certs',
        domain: 'io.example',
        version: 'v1',
        kind: 'Seal',
        external: true,
        path: 'example.io/certs/v1',
      },
    ];
    const diff = diffProject(buildScaffold({ ...shop, multigroup: true, resources, preset: to }), { to: from });
    expect(diff.objects.filter(({ kind, from: ref }) => kind === 'removed' && ref?.kind.startsWith('Custom'))).toEqual(
      [],
    );
    expect(diff.files.filter(({ path }) => path.startsWith('internal/controller/certs/'))).toEqual([]);
    expect(diff.notes).toContainEqual(expect.objectContaining({ code: 'project-read', path: 'PROJECT' }));
  });
});
