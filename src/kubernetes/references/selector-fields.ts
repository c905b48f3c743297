/** Where a kind keeps a selector, what the selector selects, and in which form. */
export interface SelectorField {
  readonly in: readonly string[];
  readonly at: string;
  readonly form: 'labels' | 'labelSelector';
  readonly selects: 'pods' | 'services';
}

export const POD_SELECTOR_FIELDS: readonly Omit<SelectorField, 'in'>[] = [
  ...['podAffinity', 'podAntiAffinity'].flatMap((affinity): Omit<SelectorField, 'in'>[] => [
    {
      at: `affinity.${affinity}.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector`,
      form: 'labelSelector',
      selects: 'pods',
    },
    {
      at: `affinity.${affinity}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector`,
      form: 'labelSelector',
      selects: 'pods',
    },
  ]),
  { at: 'topologySpreadConstraints[].labelSelector', form: 'labelSelector', selects: 'pods' },
];

export const SELECTOR_FIELDS: readonly SelectorField[] = [
  { in: ['Service'], at: 'spec.selector', form: 'labels', selects: 'pods' },
  { in: ['ReplicationController'], at: 'spec.selector', form: 'labels', selects: 'pods' },
  {
    in: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'PodDisruptionBudget'],
    at: 'spec.selector',
    form: 'labelSelector',
    selects: 'pods',
  },
  { in: ['ServiceMonitor'], at: 'spec.selector', form: 'labelSelector', selects: 'services' },
  { in: ['PodMonitor'], at: 'spec.selector', form: 'labelSelector', selects: 'pods' },
  { in: ['NetworkPolicy'], at: 'spec.podSelector', form: 'labelSelector', selects: 'pods' },
  ...['spec.ingress[].from[]', 'spec.egress[].to[]'].map(
    (peer): SelectorField => ({
      in: ['NetworkPolicy'],
      at: `${peer}.podSelector`,
      form: 'labelSelector',
      selects: 'pods',
    }),
  ),
];
