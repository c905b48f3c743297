import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { diffTrees } from '../../src/diff/diff-trees.ts';
import { filterDiff } from '../../src/diff/filter-diff.ts';
import type { RoleRights, TreeDiff } from '../../src/diff/model.ts';
import { reverseDiff } from '../../src/diff/reverse-diff.ts';
import { summarizeDiff } from '../../src/diff/summary/summarize.ts';
import type { JsonValue } from '../../src/kubernetes/object.ts';
import { grantsBeyond, grantsOf } from '../../src/objects/rights/grants.ts';
import { REQUESTS, type Rule, ruleFor, rules } from './random-rules.ts';

const rule = (resources: string, verbs: string, more: Partial<Rule> = {}): Rule => ({
  apiGroups: [''],
  resources: resources.split(' '),
  verbs: verbs.split(' '),
  ...more,
});

function role(rules: readonly Rule[], more: object = {}, name = 'manager-role', kind = 'ClusterRole'): string {
  return JSON.stringify({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name }, rules, ...more });
}

const treeOf = (...objects: string[]) => FileTree.from(objects.map((text, index) => [`${index}.yaml`, text] as const));
const diffOf = (from: readonly Rule[], to: readonly Rule[]) => diffTrees(treeOf(role(from)), treeOf(role(to)));
const words = (diff: TreeDiff) => summarizeDiff(diff).points.map(({ text }) => text);

describe('the rights of a role', () => {
  it.each<[string, Rule[], Rule[]]>([
    [
      'stand in fewer rules',
      [rule('pods', 'get list'), rule('services', 'get list')],
      [rule('pods services', 'get list')],
    ],
    ['stand in more rules', [rule('pods', 'get list')], [rule('pods', 'list'), rule('pods', 'get')]],
    ['stand there twice', [rule('pods', 'get')], [rule('pods', 'get'), rule('pods', 'get get')]],
    ['are part of another rule', [rule('*', '*')], [rule('*', '*'), rule('pods', 'get')]],
    [
      'are for a name among all',
      [rule('pods', 'get')],
      [rule('pods', 'get'), rule('pods', 'get', { resourceNames: ['a'] })],
    ],
    [
      'are those of a wildcard for subresources',
      [rule('*/scale', 'get')],
      [rule('*/scale', 'get'), rule('pods/scale', 'get')],
    ],
    ['are none without a group', [], [rule('pods', 'get', { apiGroups: [] })]],
    [
      'are those of an address with an end of any kind',
      [{ verbs: ['get'], nonResourceURLs: ['/a/*'] }],
      [{ verbs: ['get'], nonResourceURLs: ['/a/*', '/a/b', '/a/'] }],
    ],
  ])('are the same where they %s', (_, from, to) => {
    const diff = diffOf(from, to);
    expect(diff.objects).toHaveLength(1);
    expect([diff.rights, words(diff)]).toEqual([undefined, []]);
  });

  it.each<[string, Rule[], Rule[], string]>([
    [
      'rights that no other rule has',
      [rule('pods', 'get list'), rule('secrets', 'get')],
      [rule('pods', 'get'), rule('events', 'create patch', { apiGroups: ['events.k8s.io'] })],
      'gains: create, patch events (events.k8s.io); loses: list pods, get secrets',
    ],
    [
      'the rest of a wildcard',
      [rule('*', '*', { apiGroups: ['*'] })],
      [rule('pods', 'get')],
      'loses: do anything with any resource (any group)',
    ],
    ['subresources', [rule('pods', 'get')], [rule('pods pods/log', 'get')], 'gains: get pods/log'],
    [
      'a wildcard for subresources, which is not for resources',
      [rule('*/scale', 'get')],
      [rule('pods', 'get')],
      'gains: get pods; loses: get */scale',
    ],
    [
      'all objects instead of one',
      [rule('pods', 'get', { resourceNames: ['a'] })],
      [rule('pods', 'get')],
      'gains: get pods',
    ],
    [
      'one object instead of all',
      [rule('pods', 'get')],
      [rule('pods', 'get', { resourceNames: ['a'] })],
      'loses: get pods',
    ],
    [
      'another name',
      [rule('pods', 'get', { resourceNames: ['a'] })],
      [rule('pods', 'get', { resourceNames: ['b'] })],
      'gains: get pods named b; loses: get pods named a',
    ],
    [
      'addresses',
      [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }],
      [{ verbs: ['get'], nonResourceURLs: ['*'] }],
      'gains: get *',
    ],
    [
      'a verb of any resource of a group',
      [rule('pods', '*')],
      [rule('*', 'get')],
      'gains: get any resource; loses: do anything with pods',
    ],
  ])('are told: %s', (_, from, to, text) => {
    expect(words(diffOf(from, to))).toEqual([`ClusterRole manager-role ${text}`]);
  });

  it('are data, and those of the way back exchanged', () => {
    const [from, to] = [
      role([rule('pods', 'list get')]),
      role([rule('pods', 'get'), { verbs: ['get'], nonResourceURLs: ['/x'] }]),
    ];
    const diff = diffTrees(treeOf(from), treeOf(to));
    const ref = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'manager-role' };
    expect(diff.rights).toEqual([
      {
        from: ref,
        to: ref,
        gained: [{ verbs: ['get'], url: '/x' }],
        lost: [{ verbs: ['list'], apiGroup: '', resource: 'pods' }],
      },
    ]);
    expect(reverseDiff(diff)).toEqual(diffTrees(treeOf(to), treeOf(from)));
  });

  it('are compared across another name, and are all of them where a role comes', () => {
    const rules = [rule('pods services secrets', 'get list watch')];
    const renamed = diffTrees(
      treeOf(role(rules)),
      treeOf(role([...rules, rule('nodes', 'get')], {}, 'x-manager-role')),
    );
    expect(words(renamed)).toEqual([
      'replaced: ClusterRole manager-role → ClusterRole x-manager-role',
      'ClusterRole x-manager-role gains: get nodes',
    ]);
    const added = diffTrees(treeOf(), treeOf(role([rule('nodes', 'get')])));
    expect(words(added)).toEqual(['added: ClusterRole manager-role']);
    expect(added.rights).toMatchObject([{ to: { name: 'manager-role' }, gained: [{ resource: 'nodes' }], lost: [] }]);
  });

  it('of an aggregated role are those of the roles that it selects', () => {
    const aggregated = role(
      [rule('ignored', 'get')],
      { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: 'all' } }] } },
      'all',
    );
    const part = (rules: Rule[], label = 'all') => role(rules, { metadata: { name: 'part', labels: { to: label } } });
    const changes = (from: string, to: string) => diffTrees(treeOf(aggregated, from), treeOf(aggregated, to));
    const more = changes(part([rule('pods', 'get')]), part([rule('pods', 'get list')]));
    expect(words(more)).toEqual(['ClusterRole all gains: list pods', 'ClusterRole part gains: list pods']);
    expect(words(changes(part([rule('pods', 'get')]), part([rule('pods', 'get')], 'none')))).toEqual([
      'ClusterRole all loses: get pods',
    ]);
    const names = (diff: TreeDiff) => diff.rights?.map((rights: RoleRights) => rights.to?.name);
    expect(names(filterDiff(more, { kinds: ['clusterrole'] }))).toEqual(['all', 'part']);
    expect(names(filterDiff(more, { paths: ['1.yaml'] }))).toEqual(['part']);
    expect(names(filterDiff(more, { kinds: ['role'] }))).toBeUndefined();
  });

  it('go to whom a binding names', () => {
    const binding = (role: string, ...subjects: object[]) =>
      JSON.stringify({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'b' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
        subjects,
      });
    const account = (name: string, namespace = 'n') => ({ kind: 'ServiceAccount', name, namespace });
    const diff = diffTrees(
      treeOf(binding('r', account('a'), account('c'))),
      treeOf(binding('s', account('b'), account('c', 'm'))),
    );
    expect(words(diff)).toEqual([
      'ClusterRoleBinding b: grants s, not r, no longer for ServiceAccount n/a, also for ServiceAccount n/b, subjects[c].namespace: n → m',
    ]);
  });

  it('are counted where there are many', () => {
    const many = Array.from({ length: 12 }, (_, index) => rule(`r${index}`, 'get', { apiGroups: [`g${index}`] }));
    expect(words(diffOf([], many))[0]).toMatch(/get r\d+ \(g\d+\), and 4 more$/);
  });
});

describe('gained and lost rights', () => {
  const asked = REQUESTS.map((request) => grantsOf([ruleFor(request) as unknown as JsonValue]));
  const decisions = (list: readonly Rule[]) => {
    const grants = grantsOf(list as unknown as JsonValue[]);
    return asked.map((request) => grantsBeyond(request, grants).length === 0);
  };
  const asRules = (rights: RoleRights['gained'] = []): Rule[] =>
    rights.map(({ verbs, apiGroup = '', resource = '', resourceName, url }) => ({
      ...ruleFor({
        verb: '',
        group: apiGroup,
        resource,
        ...(resourceName === undefined ? {} : { name: resourceName }),
        ...(url === undefined ? {} : { url }),
      }),
      verbs,
    }));

  // The conformance suite `diff-rights` asks a real authorizer what rules allow.
  it('are what is allowed on one side alone', () => {
    fc.assert(
      fc.property(rules, rules, (from, to) => {
        const [change] = diffOf(from, to).rights ?? [];
        const [before, after] = [decisions(from), decisions(to)];
        const [gained, lost] = [decisions(asRules(change?.gained)), decisions(asRules(change?.lost))];
        for (const [index, old] of before.entries()) {
          const now = after[index];
          if (now && !old) expect(gained[index]).toBe(true);
          if (old && !now) expect(lost[index]).toBe(true);
          // A right that is gained as a whole may have been there in part.
          if (gained[index]) expect(now).toBe(true);
          if (lost[index]) expect(old).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
