import type { Project, Resource } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import type { EmittedFile, Emitter } from '../context.ts';
import { labels } from './labels.ts';
import { apiResources, kindFileName, uniqueBy } from './resource-names.ts';
import { scalar } from './text.ts';

interface HelperRole {
  readonly name: 'admin' | 'editor' | 'viewer';
  readonly note: string;
  readonly verbs: readonly string[];
}

const ADMIN: HelperRole = { name: 'admin', note: 'Every verb on the kind', verbs: ["'*'"] };
const EDITOR: HelperRole = {
  name: 'editor',
  note: 'Objects of the kind, to create, change and delete',
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
};
const VIEWER: HelperRole = { name: 'viewer', note: 'Objects of the kind, to read', verbs: ['get', 'list', 'watch'] };

/** Roles that an administrator may bind to people; the manager does not use them. */
export const helperRoles: Emitter = ({ project, profile }) =>
  uniqueBy(apiResources(project), (resource) => kindFileName(project, resource)).flatMap((resource) =>
    rolesOf(profile.adminRole).map((role) => helperRole(project, resource, role, profile)),
  );

/** The file names of the helper roles, as config/rbac lists them: the newest kind first. */
export function helperRoleFiles(project: Project, adminRole: boolean): readonly string[] {
  return uniqueBy(apiResources(project), (resource) => kindFileName(project, resource))
    .toReversed()
    .flatMap((resource) => rolesOf(adminRole).map((role) => fileName(project, resource, role)));
}

function rolesOf(adminRole: boolean): readonly HelperRole[] {
  return adminRole ? [ADMIN, EDITOR, VIEWER] : [EDITOR, VIEWER];
}

function fileName(project: Project, resource: Resource, role: HelperRole): string {
  return `${kindFileName(project, resource)}_${role.name}_role.yaml`;
}

function helperRole(project: Project, resource: Resource, role: HelperRole, profile: Profile): EmittedFile {
  const kind = resource.kind.toLowerCase();
  const grouped = project.multigroup && resource.group !== '' && profile.helperRoleNamesWithGroup;
  const name = `${grouped ? `${resource.group}-` : ''}${kind}-${role.name}-role`;
  const clusterScope =
    project.namespaced && (profile.clusterScopedInRole || resource.api?.namespaced === true) ? '' : 'Cluster';
  return [
    `config/rbac/${fileName(project, resource, role)}`,
    `# ${role.note}. For people: the manager of ${project.projectName} does not use it.
apiVersion: rbac.authorization.k8s.io/v1
kind: ${clusterScope}Role
metadata:
  labels:
${labels(profile.objectLabels, project, {
  name: 'clusterrole',
  instance: `${kind}-${role.name}-role`,
  component: 'rbac',
})}  name: ${name}
rules:
- apiGroups:
  - ${scalar(resource.qualifiedGroup)}
  resources:
  - ${scalar(resource.plural)}
  verbs:
${role.verbs.map((verb) => `  - ${verb}\n`).join('')}- apiGroups:
  - ${scalar(resource.qualifiedGroup)}
  resources:
  - ${resource.plural}/status
  verbs:
  - get
`,
  ];
}
