import { compareCodeUnits } from '../../core/compare.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import type { Project } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import { printYaml } from '../../yaml/print.ts';
import { labels } from '../config/labels.ts';
import type { Emitter } from '../context.ts';

/** config/rbac/role.yaml: what controller-gen makes of the markers of the controllers, or the filler before that. */
export const managerRole: Emitter = ({ project, profile }) => {
  const roles = profile.managerRole === 'generated' ? generatedRoles(project, profile) : [];
  const content =
    roles.length === 0 ? filler(project, profile.objectLabels) : roles.map((role) => `---\n${printYaml(role)}`).join('');
  return [['config/rbac/role.yaml', content]];
};

/** So that the binding has a role to name before there is any controller. */
function filler(project: Project, set: Profile['objectLabels']): string {
  return `# Replaced by the first "make manifests" with what the controllers need.
apiVersion: rbac.authorization.k8s.io/v1
kind: ${project.namespaced ? '' : 'Cluster'}Role
metadata:
  labels:
${labels(set, project, { name: 'clusterrole', instance: 'manager-role', component: 'rbac' })}  name: manager-role
rules:
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch]
`;
}

/** What a marker asks for: one resource, for a namespace or (an empty string) for all. */
interface Rule {
  readonly namespace: string;
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
}

interface MergedRule {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

function generatedRoles(project: Project, profile: Profile): JsonObject[] {
  const rules = markedRules(project, profile.clusterScopedInRole);
  const namespaces = [...new Set(rules.map((rule) => rule.namespace))].sort(compareCodeUnits);
  return namespaces.map((namespace) => {
    const own = rules.filter((rule) => rule.namespace === namespace);
    const merged = withoutDuplicates(own);
    const sorted = (profile.managerRulesMerged ? mergeGroups(mergeResources(merged)) : merged).sort((a, b) =>
      compareCodeUnits(ruleKey(a), ruleKey(b)),
    );
    return {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: namespace === '' ? 'ClusterRole' : 'Role',
      metadata: { name: 'manager-role', ...(namespace === '' ? {} : { namespace }) },
      rules: sorted.map((rule) => ({ apiGroups: rule.groups, resources: rule.resources, verbs: rule.verbs })),
    };
  });
}

function markedRules(project: Project, clusterScopedInRole: boolean): Rule[] {
  return project.resources
    .filter((resource) => resource.controller)
    .flatMap(({ api, qualifiedGroup: group, plural }) => {
      const confined = project.namespaced && (clusterScopedInRole || api?.namespaced !== false);
      const namespace = confined ? `${project.projectName}-system` : '';
      return [
        { namespace, group, resource: plural, verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'] },
        { namespace, group, resource: `${plural}/finalizers`, verbs: ['update'] },
        { namespace, group, resource: `${plural}/status`, verbs: ['get', 'patch', 'update'] },
      ];
    });
}

/** Two controllers of one kind ask for the same. */
function withoutDuplicates(rules: readonly Rule[]): MergedRule[] {
  const first = new Map(rules.map((rule) => [`${rule.group} ${rule.resource}`, rule]));
  return [...first.values()].map(({ group, resource, verbs }) => ({ groups: [group], resources: [resource], verbs }));
}

/** Rules with the same groups and verbs become one. */
function mergeResources(rules: readonly MergedRule[]): MergedRule[] {
  return merge(rules, ({ groups, verbs }) => [groups, verbs]).map((same) => ({
    ...(same[0] as MergedRule),
    resources: same.flatMap((rule) => rule.resources).sort(compareCodeUnits),
  }));
}

/** Rules with the same resources and verbs become one. */
function mergeGroups(rules: readonly MergedRule[]): MergedRule[] {
  return merge(rules, ({ resources, verbs }) => [resources, verbs]).map((same) => ({
    ...(same[0] as MergedRule),
    groups: same.flatMap((rule) => rule.groups).sort(compareCodeUnits),
  }));
}

function merge(rules: readonly MergedRule[], keyOf: (rule: MergedRule) => unknown): MergedRule[][] {
  const byKey = new Map<string, MergedRule[]>();
  for (const rule of rules) {
    const key = JSON.stringify(keyOf(rule));
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [rule]);
    else same.push(rule);
  }
  return [...byKey.values()];
}

/** The order of controller-gen: by groups, then by resources. */
function ruleKey(rule: MergedRule): string {
  return `${rule.groups.join('&')} + ${rule.resources.join('&')} + `;
}
