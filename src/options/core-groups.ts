/**
 * The groups of Kubernetes by their short names, with the domain that completes each (facts of `kubebuilder create
 * api`, 3.13 to 4.15).
 */
export const CORE_GROUPS: ReadonlyMap<string, '' | 'k8s.io'> = new Map([
  ...unsuffixed('apps', 'autoscaling', 'batch', 'core', 'extensions', 'policy'),
  ...suffixed('admission', 'admissionregistration', 'apiextensions', 'auditregistration', 'authentication'),
  ...suffixed('authorization', 'certificates', 'coordination', 'events', 'imagepolicy', 'metrics', 'networking'),
  ...suffixed('node', 'rbac.authorization', 'scheduling', 'setting', 'storage'),
]);

/** Those of them that have no package in k8s.io/api, so that their types are found nowhere by default. */
export const GROUPS_WITHOUT_PACKAGE: ReadonlySet<string> = new Set([
  'apiextensions',
  'auditregistration',
  'metrics',
  'setting',
]);

function unsuffixed(...groups: readonly string[]): [string, ''][] {
  return groups.map((group) => [group, '']);
}

function suffixed(...groups: readonly string[]): [string, 'k8s.io'][] {
  return groups.map((group) => [group, 'k8s.io']);
}
