import { BOOLEAN_OR_NULL, INTEGER_OR_NULL, kubernetes, listOf, STRING, STRING_MAP } from '../values/schema-types.ts';
import { otherHandler, otherHooks, otherProfiles } from './alternatives.ts';
import type { ExposedField } from './exposed-fields.ts';

/** Fields of a pod's spec that every workload has as values. */
export const POD_FIELDS: readonly ExposedField[] = [
  {
    ...tree('podSecurityContext', 'securityContext', 'Security context of the pod.', kubernetes('podSecurityContext')),
    alternative: otherProfiles,
    followsPlatform: true,
  },
  tree('nodeSelector', 'nodeSelector', 'Labels that a node must have.', STRING_MAP),
  tree('tolerations', 'tolerations', 'Taints of nodes that the pod tolerates.', { ...listOf('toleration') }),
  tree('affinity', 'affinity', 'Where the pod is scheduled, by affinity.', kubernetes('affinity')),
  tree('topologySpreadConstraints', 'topologySpreadConstraints', 'How pods spread over nodes and zones.', {
    ...listOf('topologySpreadConstraint'),
  }),
  text('priorityClassName', 'priorityClassName', 'PriorityClass of the pod.'),
  text('runtimeClassName', 'runtimeClassName', 'RuntimeClass of the pod.'),
  text('schedulerName', 'schedulerName', 'Scheduler of the pod; empty for the default one.'),
  {
    key: 'terminationGracePeriodSeconds',
    field: 'terminationGracePeriodSeconds',
    description: 'Seconds that the pod has to stop.',
    schema: INTEGER_OR_NULL,
    form: 'int',
  },
  bool('hostNetwork', 'hostNetwork', 'Whether the pod uses the network of its node.'),
  {
    key: 'dnsPolicy',
    field: 'dnsPolicy',
    description: 'DNS policy of the pod; ClusterFirstWithHostNet goes with hostNetwork.',
    schema: { type: 'string', enum: ['', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] },
    form: 'text',
  },
  tree('dnsConfig', 'dnsConfig', 'DNS settings of the pod.', kubernetes('dnsConfig')),
  tree('hostAliases', 'hostAliases', 'Entries for the hosts file of the pod.', { ...listOf('hostAlias') }),
  bool(
    'automountServiceAccountToken',
    'automountServiceAccountToken',
    "Whether the pod gets the token of its ServiceAccount; goes before the account's own.",
  ),
  bool('enableServiceLinks', 'enableServiceLinks', 'Whether the pod gets environment variables for every Service.'),
];

const RARE = new Set([
  'priorityClassName',
  'runtimeClassName',
  'schedulerName',
  'terminationGracePeriodSeconds',
  'hostNetwork',
  'dnsPolicy',
  'dnsConfig',
  'hostAliases',
  'automountServiceAccountToken',
  'enableServiceLinks',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
]);

/** Whether few set a field of a pod or a container. */
export function isRareField({ key }: ExposedField): boolean {
  return RARE.has(key);
}

/** Fields of the main container. */
export const CONTAINER_FIELDS: readonly ExposedField[] = [
  tree('resources', 'resources', 'Requests and limits of the container.', kubernetes('resources')),
  {
    ...tree('securityContext', 'securityContext', 'Security context of the container.', kubernetes('securityContext')),
    alternative: otherProfiles,
    followsPlatform: true,
  },
  probe('livenessProbe', 'Liveness'),
  probe('readinessProbe', 'Readiness'),
  probe('startupProbe', 'Startup'),
  {
    ...tree('lifecycle', 'lifecycle', 'Hooks at the start and the end of the container.', kubernetes('lifecycle')),
    alternative: otherHooks,
  },
];

/** Those that an init container has too: nobody probes what ends by itself. */
export const INIT_CONTAINER_FIELDS: readonly ExposedField[] = CONTAINER_FIELDS.slice(0, 2);

function tree(key: string, field: string, description: string, schema: ExposedField['schema']): ExposedField {
  return { key, field, description, schema, form: 'tree' };
}

function probe(key: string, what: string): ExposedField {
  const description = `${what} probe of the container. Another handler replaces the one that is there.`;
  return { ...tree(key, key, description, kubernetes('probe')), alternative: otherHandler };
}

function text(key: string, field: string, description: string): ExposedField {
  return { key, field, description, schema: STRING, form: 'text' };
}

function bool(key: string, field: string, description: string): ExposedField {
  return { key, field, description, schema: BOOLEAN_OR_NULL, form: 'bool' };
}
