import { describe, expect, it } from 'vitest';
import { detectBase } from '../../src/base/detect-base.ts';
import type { FileTree } from '../../src/core/file-tree.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';

const resources = [{ group: 'store', version: 'v1', kind: 'Order' }];
const scaffold = buildScaffold({ preset: 'kubebuilder@3.13.0', projectName: 'shop', domain: 'example.com', resources });

/** What older releases have: main.go at the root, controllers beside it, and a record in other words. */
function older(project: string): FileTree {
  const moved = { 'main.go': scaffold.get('cmd/main.go')!, PROJECT: project };
  return scaffold.without('cmd/main.go').with(moved);
}

const OLD: Readonly<Record<string, FileTree>> = {
  'PROJECT of version 2': older(
    'version: "2"\ndomain: example.com\nrepo: example.com/shop\nresources:\n- group: store\n  version: v1\n  kind: Order\n',
  ),
  'layout v2': older(
    'version: "3"\nlayout: go.kubebuilder.io/v2\ndomain: example.com\nprojectName: shop\nrepo: example.com/shop\n',
  ),
  'layout v3': older(
    'version: "3"\nlayout:\n- go.kubebuilder.io/v3\ndomain: example.com\nprojectName: shop\nrepo: example.com/shop\n',
  ),
};

describe.each(Object.entries(OLD))('a project with %s', (_, tree) => {
  const base = detectBase(tree);

  it('is told as older, with the nearest release and why that is near enough', () => {
    expect(base.preset).toMatch(/^kubebuilder@3\.1[34]\./);
    expect(base.range.every((preset) => /^(?:kubebuilder@3\.1[34]\.|pre-3\.15$)/.test(preset))).toBe(true);
    const note = base.notes.find(({ code }) => code === 'older-layout');
    expect(note?.message).toContain('older than any known release');
    expect(note?.message).toContain('kube-rbac-proxy');
    expect(base.confidence).toBeLessThanOrEqual(0.5);
  });

  it('has its names and its kind all the same', () => {
    expect(base.options).toMatchObject({ domain: 'example.com', resources: [{ group: 'store', kind: 'Order' }] });
  });
});

it('of a newer layout nothing of that kind is said', () => {
  expect(detectBase(scaffold).notes).toEqual([]);
});

describe('kinds of others', () => {
  const kinds = [
    { group: 'apps', version: 'v1', kind: 'Deployment', core: true, controller: true, api: false },
    {
      group: 'cert-manager',
      version: 'v1',
      kind: 'Certificate',
      domain: 'io',
      external: true,
      controller: true,
      api: false,
      path: 'github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1',
    },
  ] as const;
  const options = { projectName: 'shop', resources: [...resources, ...kinds] };

  it.each(['kubebuilder@4.4.0', 'kubebuilder@4.16.0', 'https-metrics'])(
    'have untouched controllers in %s',
    (preset) => {
      const base = detectBase(buildScaffold({ ...options, domain: 'example.com', preset }));
      expect(base.range).toContain(preset);
      expect(base.files.filter(({ state }) => state === 'edited')).toEqual([]);
    },
  );
});
