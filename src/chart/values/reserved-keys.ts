import type { ChartRules } from '../rules.ts';

/** The chart's own keys at the top of values.yaml and in the section of a workload, as far as all charts have had them. */
const OF_ALL = [
  ...['nameOverride', 'fullnameOverride', 'namespaceOverride', 'global', 'commonLabels', 'extraObjects'],
  ...['replicaCount', 'image', 'imagePullSecrets', 'extraArgs', 'env', 'extraEnv', 'extraEnvFrom', 'resources'],
  ...['securityContext', 'podSecurityContext', 'podAnnotations', 'podLabels', 'annotations', 'nodeSelector'],
  ...['tolerations', 'affinity', 'topologySpreadConstraints', 'podAntiAffinityPreset', 'topologySpreadPreset'],
  ...['priorityClassName', 'runtimeClassName', 'schedulerName', 'terminationGracePeriodSeconds', 'hostNetwork'],
  ...['dnsPolicy', 'dnsConfig', 'hostAliases', 'automountServiceAccountToken', 'enableServiceLinks'],
  ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle', 'strategy', 'updateStrategy'],
  ...['revisionHistoryLimit', 'extraVolumes', 'extraVolumeMounts', 'extraContainers', 'extraInitContainers'],
  ...['deploymentAnnotations', 'statefulSetAnnotations', 'daemonSetAnnotations', 'replicaSetAnnotations'],
  ...['replicationControllerAnnotations', 'jobAnnotations', 'cronJobAnnotations', 'podTemplateAnnotations'],
  ...['serviceAccount', 'rbac', 'leaderElection', 'webhook', 'webhooks', 'certManager', 'metrics', 'serviceMonitor'],
  ...['watchNamespaces', 'networkPolicy', 'podDisruptionBudget', 'autoscaling', 'configMaps', 'crds', 'namespace'],
  'tests',
];

/** Those that came later: in a chart of before, a workload or a container may have one. */
const OF_NEWER = [
  ...['container', 'pod', 'deployment', 'statefulSet', 'daemonSet', 'replicaSet', 'replicationController', 'job'],
  ...['cronJob', 'podTemplate', 'images', 'enabled', 'platform'],
];

/** Keys that no workload and no container gets for its values, whether this chart has a use for them or not. */
export function reservedKeys(rules: ChartRules): readonly string[] {
  return rules === 1 ? OF_ALL : [...OF_ALL, ...OF_NEWER];
}
