import type { Project } from '../../options/project.ts';
import { type Emitter, NO_FILES } from '../context.ts';
import { labels } from './labels.ts';

const API_VERSION = 'rbac.authorization.k8s.io/v1';

/** The `subjects` of every binding of the scaffold. */
const SUBJECTS = `subjects:
- kind: ServiceAccount
  name: controller-manager
  namespace: system
`;

export const serviceAccount: Emitter = ({ project, profile }) => [
  [
    'config/rbac/service_account.yaml',
    `apiVersion: v1
kind: ServiceAccount
metadata:
  labels:
${labels(profile.serviceAccountLabels, project, {
  name: 'serviceaccount',
  instance: 'controller-manager-sa',
  component: 'rbac',
})}  name: controller-manager
  namespace: system
`,
  ],
];

export const leaderElectionRole: Emitter = ({ project, profile }) => [
  [
    'config/rbac/leader_election_role.yaml',
    `# Lets the manager elect a leader.
apiVersion: ${API_VERSION}
kind: Role
metadata:
  labels:
${labels(profile.objectLabels, project, { name: 'role', instance: 'leader-election-role', component: 'rbac' })}  name: leader-election-role
rules:
${profile.leaderElectionConfigMaps ? lockRule('""', 'configmaps') : ''}${lockRule('coordination.k8s.io', 'leases')}- apiGroups:
  - ""
  resources:
  - events
  verbs:
  - create
  - patch
`,
  ],
];

function lockRule(group: string, resource: string): string {
  const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
  return `- apiGroups:
  - ${group}
  resources:
  - ${resource}
  verbs:
${verbs.map((verb) => `  - ${verb}\n`).join('')}`;
}

export const leaderElectionRoleBinding: Emitter = ({ project, profile }) => [
  [
    'config/rbac/leader_election_role_binding.yaml',
    `apiVersion: ${API_VERSION}
kind: RoleBinding
metadata:
  labels:
${labels(profile.objectLabels, project, {
  name: 'rolebinding',
  instance: 'leader-election-rolebinding',
  component: 'rbac',
})}  name: leader-election-rolebinding
${roleRef('Role', 'leader-election-role')}${SUBJECTS}`,
  ],
];

export function roleRef(kind: 'Role' | 'ClusterRole', name: string): string {
  return `roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ${kind}
  name: ${name}
`;
}

export const managerRoleBinding: Emitter = ({ project, profile }) => {
  const binding = (scope: '' | 'Cluster') => `apiVersion: ${API_VERSION}
kind: ${scope}RoleBinding
metadata:
  labels:
${labels(profile.objectLabels, project, {
  name: `${scope.toLowerCase()}rolebinding`,
  instance: 'manager-rolebinding',
  component: 'rbac',
})}  name: manager-rolebinding
${roleRef(`${scope}Role`, 'manager-role')}${SUBJECTS}`;
  const scopes: ('' | 'Cluster')[] = project.namespaced
    ? needsClusterRole(project, profile.clusterScopedInRole)
      ? ['', 'Cluster']
      : ['']
    : ['Cluster'];
  return [['config/rbac/role_binding.yaml', scopes.map(binding).join('---\n')]];
};

/** Whether a namespaced manager has cluster-scoped kinds, whose rules only a ClusterRole can grant. */
export function needsClusterRole(project: Project, clusterScopedInRole: boolean): boolean {
  return (
    !clusterScopedInRole &&
    project.resources.some((resource) => resource.controller && resource.api !== undefined && !resource.api.namespaced)
  );
}

const REVIEW_RULES = `rules:
- apiGroups:
  - authentication.k8s.io
  resources:
  - tokenreviews
  verbs:
  - create
- apiGroups:
  - authorization.k8s.io
  resources:
  - subjectaccessreviews
  verbs:
  - create
`;

const METRICS_READER_RULES = `rules:
- nonResourceURLs:
  - /metrics
  verbs:
  - get
`;

const READER_NOTE = `# Bind this role to the ServiceAccount that scrapes the metrics: nothing here does, and without it a scrape is refused.
`;

/** Lets the sidecar ask the API server who a scraper is and what it may do. */
export const sidecarRoles: Emitter = ({ project, profile }) => {
  if (profile.metricsRoles !== 'sidecar') return NO_FILES;
  const head = (kind: string, name: string) => `apiVersion: ${API_VERSION}
kind: ${kind}
metadata:
  labels:
${labels(profile.objectLabels, project, {
  name: kind.toLowerCase(),
  instance: name,
  component: 'kube-rbac-proxy',
})}  name: ${name}
`;
  return [
    ['config/rbac/auth_proxy_role.yaml', `${head('ClusterRole', 'proxy-role')}${REVIEW_RULES}`],
    [
      'config/rbac/auth_proxy_role_binding.yaml',
      `${head('ClusterRoleBinding', 'proxy-rolebinding')}${roleRef('ClusterRole', 'proxy-role')}${SUBJECTS}`,
    ],
    [
      'config/rbac/auth_proxy_client_clusterrole.yaml',
      `${READER_NOTE}${head('ClusterRole', 'metrics-reader')}${METRICS_READER_RULES}`,
    ],
  ];
};

/** Lets the manager itself ask the API server who a scraper is and what it may do. */
export const filterRoles: Emitter = ({ profile }) => {
  if (profile.metricsRoles !== 'filter') return NO_FILES;
  const head = (kind: string, name: string) =>
    `apiVersion: ${API_VERSION}\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
  return [
    ['config/rbac/metrics_auth_role.yaml', `${head('ClusterRole', 'metrics-auth-role')}${REVIEW_RULES}`],
    [
      'config/rbac/metrics_auth_role_binding.yaml',
      `${head('ClusterRoleBinding', 'metrics-auth-rolebinding')}${roleRef('ClusterRole', 'metrics-auth-role')}${SUBJECTS}`,
    ],
    [
      'config/rbac/metrics_reader_role.yaml',
      `${READER_NOTE}${head('ClusterRole', 'metrics-reader')}${METRICS_READER_RULES}`,
    ],
  ];
};
