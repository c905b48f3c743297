import { ValueSection } from './values-model.ts';

/** Keys that few set, by the section that they are in. */
const RARE: Readonly<Record<string, readonly string[]>> = {
  '': ['namespaceOverride', 'platform', 'topologySpreadConstraints'],
  autoscaling: [
    'minReplicas',
    'maxReplicas',
    'targetCPUUtilizationPercentage',
    'targetMemoryUtilizationPercentage',
    'behavior',
  ],
  certManager: ['duration', 'renewBefore'],
  certificate: ['secretName', 'caBundle', 'validityDays', 'mountPath', 'flag'],
  crds: ['annotations'],
  global: ['imageRegistryMode'],
  metrics: ['readers'],
  networkPolicy: ['webhookFrom', 'serviceFrom', 'extraIngress', 'restrictEgress', 'egress'],
  podDisruptionBudget: ['minAvailable', 'maxUnavailable'],
  rbac: ['aggregateToView', 'aggregateToEdit', 'aggregateToAdmin'],
  service: ['annotations', 'labels'],
  serviceAccount: ['labels', 'automountServiceAccountToken'],
  tests: ['image', 'kubectlImage', 'timeout', 'customResources'],
  webhook: ['annotations'],
};
const MONITORS = /^(serviceMonitor|podMonitor|prometheusRule)$/;
const IN_MONITORS = [
  'renderMode',
  'namespace',
  'additionalLabels',
  'interval',
  'scrapeTimeout',
  'honorLabels',
  'relabelings',
  'metricRelabelings',
  'tlsConfig',
  'endpointAdditionalProperties',
  'authorization',
];
/** Sections that are for what is rare: nothing is written out unless the source sets it. */
const WHOLLY = new Set([
  'apiServer',
  'container',
  'cronJob',
  'daemonSet',
  'deployment',
  'issuerRef',
  'job',
  'namespace',
  'pod',
  'podMonitor',
  'prometheusRule',
  'replicaSet',
  'statefulSet',
]);

/**
 * Marks the values that few set, so that values.yaml is short. Those of a workload beside the manager, and of a container
 * beside the main one, are all rare where the source sets nothing.
 *
 * @param besides the sections of such workloads and containers
 */
export function markRareValues(root: ValueSection, besides: ReadonlySet<ValueSection>): void {
  const visit = (section: ValueSection, name: string, isBeside: boolean) => {
    const keys = new Set([...(RARE[name] ?? []), ...(MONITORS.test(name) ? IN_MONITORS : [])]);
    for (const [key, entry] of section.entries) {
      if (entry instanceof ValueSection) visit(entry, key, besides.has(entry));
      // What templates look a key up in has to be there.
      else if (entry.schema['x-required'] !== true && (isBeside || WHOLLY.has(name) || keys.has(key)))
        entry.isRare = true;
    }
  };
  visit(root, '', false);
}
