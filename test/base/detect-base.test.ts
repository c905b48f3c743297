import { describe, expect, it } from 'vitest';
import { detectBase } from '../../src/base/detect-base.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { applyPlan } from '../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../src/upgrade/plan-upgrade.ts';

const shop: ScaffoldOptions = {
  projectName: 'shop-operator',
  domain: 'shop.example.com',
  resources: [
    { group: 'store', version: 'v1alpha1', kind: 'Order', webhooks: { defaulting: true, validation: true } },
    { group: 'store', version: 'v1alpha1', kind: 'Item', api: { namespaced: false } },
  ],
};

describe('of a scaffold of ours', () => {
  it.each(['kubebuilder@3.14.2', 'kubebuilder@4.4.0', 'kubebuilder@4.16.0', 'pre-3.15', '3.15', 'https-metrics'])(
    'of %s, it is that preset and no file was edited',
    (preset) => {
      const base = detectBase(buildScaffold({ ...shop, preset }));
      expect(base).toMatchObject({ author: 'operator-scaffold', options: shop, notes: [] });
      expect(base.range).toContain(preset);
      expect(base.files.filter(({ state }) => state === 'edited')).toEqual([]);
    },
  );

  it('a file that was edited is told, and no other', () => {
    const tree = buildScaffold({ ...shop, preset: 'kubebuilder@4.4.0' });
    const edited = ['Makefile', 'config/manager/manager.yaml', 'api/v1alpha1/order_types.go', 'cmd/main.go'];
    const mine = tree.with(edited.map((path) => [path, `${tree.get(path)!}# mine\n`] as const));
    const base = detectBase(mine);
    expect(base.range).toContain('kubebuilder@4.4.0');
    expect(base.files.filter(({ state }) => state === 'edited').map(({ path }) => path)).toEqual([...edited].sort());
  });
});

describe('of a project whose name a scaffold refuses', () => {
  const long = 'a-name-of-a-project-that-is-longer-than-names-of-services-allow';
  const tree = buildScaffold({ ...shop, preset: 'kubebuilder@4.4.0' });
  const renamed = FileTree.from(
    [...tree].map(({ path, content }) => [path, content.replaceAll('shop-operator', long)] as const),
  );

  it('the name is cut once, and the kinds stay', () => {
    const base = detectBase(renamed);
    expect(base.preset).toBe('kubebuilder@4.4.0');
    expect(base.project.name).toBe(long);
    expect(long.startsWith(base.options.projectName)).toBe(true);
    expect(() => buildScaffold(base.options)).not.toThrow();
    expect(base.options.resources).toHaveLength(2);
    expect(base.notes.filter(({ code }) => code === 'option-mended')).toHaveLength(1);
  });

  it('an upgrade writes the name as it is', () => {
    const plan = planUpgrade(renamed, { to: 'kubebuilder@4.16.0' });
    const names = [...applyPlan(renamed, plan)].flatMap(({ content }) =>
      [...content.matchAll(/a-name-of-[\w-]*/g)].filter(([name]) => !name.startsWith(long)),
    );
    expect(names).toEqual([]);
  });
});

describe('of a project of an older layout', () => {
  const old = buildScaffold({ ...shop, preset: 'kubebuilder@3.14.2' });
  const layout = (project: string) => project.replace('go.kubebuilder.io/v4', 'go.kubebuilder.io/v3');
  const tree = old.with([['PROJECT', layout(old.get('PROJECT')!)]]);

  it('is a release that had the proxy', () => {
    const base = detectBase(tree);
    expect(base.preset).toMatch(/^kubebuilder@3\.1[34]/);
    expect(base.notes.map(({ code }) => code)).toContain('older-layout');
  });

  it('is what it was upgraded to, and a second upgrade changes nothing', () => {
    const to = 'kubebuilder@4.16.0';
    const next = applyPlan(tree, planUpgrade(tree, { to }));
    expect(detectBase(next).preset).toBe(to);
    expect(applyPlan(next, planUpgrade(next, { to })).equals(next)).toBe(true);
  });
});

describe('of a project of the real program that was upgraded here', () => {
  // Comments that are not ours, as the real program and people write them.
  const foreign = (preset: string) => {
    const ours = buildScaffold({ ...shop, preset });
    const edited = ours.paths().filter((path) => /^config\/(?!crd|samples).*\.yaml$/.test(path));
    return ours.with(
      edited.map((path) => [path, `# Ours since 2023.\n${ours.get(path)!.replace(/^ *#.*\n/gm, '')}extra: {}\n`]),
    );
  };

  it.each(['3.15', 'kubebuilder@4.4.0', 'https-metrics'])(
    'is %s, to which it was brought, and once is enough',
    (to) => {
      const tree = foreign('kubebuilder@3.14.2');
      const layout = tree.get('PROJECT')!.replace('go.kubebuilder.io/v4', 'go.kubebuilder.io/v3');
      const old = tree.with([['PROJECT', layout]]);
      const next = applyPlan(old, planUpgrade(old, { to }));
      expect(detectBase(next).preset).toBe(to);
      expect(applyPlan(next, planUpgrade(next, { to })).equals(next)).toBe(true);
    },
  );
});

describe('of any tree', () => {
  it('that is no scaffold, nothing is known', () => {
    expect(detectBase(FileTree.from({ 'a.txt': 'x' }))).toMatchObject({ preset: undefined, range: [], confidence: 0 });
  });
});
