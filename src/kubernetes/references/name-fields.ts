/**
 * Where Kubernetes and the usual add-ons keep the name of another object. Each rule is a field of an API reference
 * (kubernetes.io/docs/reference/kubernetes-api, cert-manager.io/docs/reference, prometheus-operator.dev/docs/api-reference,
 * gateway-api.sigs.k8s.io/reference/spec, keda.sh/docs).
 */
export interface NameField {
  /** The kinds that have the field; `*` for all. */
  readonly in: readonly string[];
  /** The map that holds the name; see `findAll` for the notation. */
  readonly at: string;
  /** The key of the name in that map. */
  readonly name: string;
  /** The key of the namespace beside it. Without one the name is looked for in the object's own namespace. */
  readonly namespace?: string;
  /** The kind that is named, or the key that tells it and what it is where that key is missing. */
  readonly to: string | { readonly key: string; readonly otherwise?: string };
  /** The field makes the object be: whatever else names it is a reference to what this object provides. */
  readonly provides?: true;
}

/** Below a pod's spec. */
export const POD_NAME_FIELDS: readonly Omit<NameField, 'in'>[] = [
  { at: '', name: 'serviceAccountName', to: 'ServiceAccount' },
  { at: '', name: 'serviceAccount', to: 'ServiceAccount' },
  { at: '', name: 'priorityClassName', to: 'PriorityClass' },
  { at: '', name: 'runtimeClassName', to: 'RuntimeClass' },
  { at: '', name: 'subdomain', to: 'Service' },
  { at: 'imagePullSecrets[]', name: 'name', to: 'Secret' },
  { at: 'resourceClaims[]', name: 'resourceClaimName', to: 'ResourceClaim' },
  { at: 'resourceClaims[]', name: 'resourceClaimTemplateName', to: 'ResourceClaimTemplate' },
  { at: 'volumes[].secret', name: 'secretName', to: 'Secret' },
  { at: 'volumes[].configMap', name: 'name', to: 'ConfigMap' },
  { at: 'volumes[].persistentVolumeClaim', name: 'claimName', to: 'PersistentVolumeClaim' },
  { at: 'volumes[].projected.sources[].secret', name: 'name', to: 'Secret' },
  { at: 'volumes[].projected.sources[].configMap', name: 'name', to: 'ConfigMap' },
  { at: 'volumes[].projected.sources[].clusterTrustBundle', name: 'name', to: 'ClusterTrustBundle' },
  { at: 'volumes[].*.secretRef', name: 'name', to: 'Secret' },
  { at: 'volumes[].azureFile', name: 'secretName', to: 'Secret' },
  { at: 'volumes[].csi', name: 'driver', to: 'CSIDriver' },
  { at: 'volumes[].csi.nodePublishSecretRef', name: 'name', to: 'Secret' },
  { at: 'volumes[].csi.volumeAttributes', name: 'csi.cert-manager.io/issuer-name', to: 'Issuer' },
  { at: 'volumes[].csi.volumeAttributes', name: 'secretProviderClass', to: 'SecretProviderClass' },
  { at: 'volumes[].ephemeral.volumeClaimTemplate.spec', name: 'storageClassName', to: 'StorageClass' },
  ...['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => [
    { at: `${list}[].env[].valueFrom.secretKeyRef`, name: 'name', to: 'Secret' },
    { at: `${list}[].env[].valueFrom.configMapKeyRef`, name: 'name', to: 'ConfigMap' },
    { at: `${list}[].envFrom[].secretRef`, name: 'name', to: 'Secret' },
    { at: `${list}[].envFrom[].configMapRef`, name: 'name', to: 'ConfigMap' },
  ]),
];

const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'];
const WEBHOOKS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];
const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
const ISSUERS = ['Issuer', 'ClusterIssuer'];

export const NAME_FIELDS: readonly NameField[] = [
  { in: BINDINGS, at: 'roleRef', name: 'name', to: { key: 'kind' } },
  { in: BINDINGS, at: 'subjects[]', name: 'name', namespace: 'namespace', to: { key: 'kind' } },
  { in: ['ServiceAccount'], at: 'secrets[]', name: 'name', to: 'Secret' },
  { in: ['ServiceAccount'], at: 'imagePullSecrets[]', name: 'name', to: 'Secret' },
  { in: ['StatefulSet'], at: 'spec', name: 'serviceName', to: 'Service' },
  { in: ['StatefulSet'], at: 'spec.volumeClaimTemplates[].spec', name: 'storageClassName', to: 'StorageClass' },
  { in: ['PersistentVolumeClaim'], at: 'spec', name: 'storageClassName', to: 'StorageClass' },
  { in: ['PersistentVolumeClaim'], at: 'spec', name: 'volumeName', to: 'PersistentVolume' },
  ...['dataSource', 'dataSourceRef'].map((field) => ({
    in: ['PersistentVolumeClaim'],
    at: `spec.${field}`,
    name: 'name',
    namespace: 'namespace',
    to: { key: 'kind' },
  })),
  ...['spec', 'spec.spec'].flatMap((at) =>
    [`${at}.devices.requests[]`, `${at}.devices.requests[].exactly`].map((request) => ({
      in: ['ResourceClaim', 'ResourceClaimTemplate'],
      at: request,
      name: 'deviceClassName',
      to: 'DeviceClass',
    })),
  ),
  { in: ['*'], at: 'metadata.ownerReferences[]', name: 'name', to: { key: 'kind' } },
  { in: ['PersistentVolume'], at: 'spec', name: 'storageClassName', to: 'StorageClass' },
  { in: ['PersistentVolume'], at: 'spec.claimRef', name: 'name', namespace: 'namespace', to: 'PersistentVolumeClaim' },
  { in: ['StorageClass'], at: '', name: 'provisioner', to: 'CSIDriver' },
  { in: ['VolumeSnapshotClass'], at: '', name: 'driver', to: 'CSIDriver' },
  // kubernetes-csi.github.io/docs/secrets-and-credentials-storage-class.html
  ...[
    'provisioner',
    'controller-publish',
    'node-stage',
    'node-publish',
    'controller-expand',
    'node-expand',
    'snapshotter',
  ].map((step) => ({
    in: ['StorageClass', 'VolumeSnapshotClass'],
    at: 'parameters',
    name: `csi.storage.k8s.io/${step}-secret-name`,
    namespace: `csi.storage.k8s.io/${step}-secret-namespace`,
    to: 'Secret',
  })),
  { in: WEBHOOKS, at: 'webhooks[].clientConfig.service', name: 'name', namespace: 'namespace', to: 'Service' },
  ...['spec.conversion.webhook.clientConfig.service', 'spec.conversion.webhookClientConfig.service'].map((at) => ({
    in: ['CustomResourceDefinition'],
    at,
    name: 'name',
    namespace: 'namespace',
    to: 'Service',
  })),
  { in: ['APIService'], at: 'spec.service', name: 'name', namespace: 'namespace', to: 'Service' },
  { in: ['Certificate'], at: 'spec', name: 'secretName', to: 'Secret', provides: true },
  { in: ['Certificate'], at: 'spec.issuerRef', name: 'name', to: { key: 'kind', otherwise: 'Issuer' } },
  ...['jks', 'pkcs12'].map((store) => ({
    in: ['Certificate'],
    at: `spec.keystores.${store}.passwordSecretRef`,
    name: 'name',
    to: 'Secret',
  })),
  { in: ISSUERS, at: 'spec.ca', name: 'secretName', to: 'Secret' },
  { in: ISSUERS, at: 'spec.acme.privateKeySecretRef', name: 'name', to: 'Secret', provides: true },
  { in: ['ExternalSecret'], at: 'spec.target', name: 'name', to: 'Secret', provides: true },
  { in: ['ExternalSecret'], at: 'spec.secretStoreRef', name: 'name', to: { key: 'kind', otherwise: 'SecretStore' } },
  ...['tlsConfig.ca', 'tlsConfig.cert'].flatMap((field) =>
    ['secret', 'configMap'].flatMap((source) =>
      ['spec.endpoints[]', 'spec.podMetricsEndpoints[]', 'spec'].map((at) => ({
        in: MONITORS,
        at: `${at}.${field}.${source}`,
        name: 'name',
        to: source === 'secret' ? 'Secret' : 'ConfigMap',
      })),
    ),
  ),
  ...[
    'tlsConfig.keySecret',
    'bearerTokenSecret',
    'basicAuth.username',
    'basicAuth.password',
    'authorization.credentials',
  ].flatMap((field) =>
    ['spec.endpoints[]', 'spec.podMetricsEndpoints[]', 'spec'].map((at) => ({
      in: MONITORS,
      at: `${at}.${field}`,
      name: 'name',
      to: 'Secret',
    })),
  ),
  { in: ['HorizontalPodAutoscaler'], at: 'spec.scaleTargetRef', name: 'name', to: { key: 'kind' } },
  { in: ['HorizontalPodAutoscaler'], at: 'spec.metrics[].object.describedObject', name: 'name', to: { key: 'kind' } },
  { in: ['VerticalPodAutoscaler'], at: 'spec.targetRef', name: 'name', to: { key: 'kind' } },
  { in: ['ScaledObject'], at: 'spec.scaleTargetRef', name: 'name', to: { key: 'kind', otherwise: 'Deployment' } },
  { in: ['Ingress'], at: 'spec', name: 'ingressClassName', to: 'IngressClass' },
  { in: ['Ingress'], at: 'spec.defaultBackend.service', name: 'name', to: 'Service' },
  { in: ['Ingress'], at: 'spec.rules[].http.paths[].backend.service', name: 'name', to: 'Service' },
  { in: ['Ingress'], at: 'spec.rules[].http.paths[].backend', name: 'serviceName', to: 'Service' },
  { in: ['Ingress'], at: 'spec.tls[]', name: 'secretName', to: 'Secret' },
  {
    in: ROUTES,
    at: 'spec.rules[].backendRefs[]',
    name: 'name',
    namespace: 'namespace',
    to: { key: 'kind', otherwise: 'Service' },
  },
  {
    in: ROUTES,
    at: 'spec.rules[].filters[].requestMirror.backendRef',
    name: 'name',
    namespace: 'namespace',
    to: { key: 'kind', otherwise: 'Service' },
  },
  { in: ['ReferenceGrant'], at: 'spec.to[]', name: 'name', to: { key: 'kind' } },
  {
    in: ROUTES,
    at: 'spec.parentRefs[]',
    name: 'name',
    namespace: 'namespace',
    to: { key: 'kind', otherwise: 'Gateway' },
  },
  { in: ['Gateway'], at: 'spec', name: 'gatewayClassName', to: 'GatewayClass' },
  {
    in: ['Gateway'],
    at: 'spec.listeners[].tls.certificateRefs[]',
    name: 'name',
    namespace: 'namespace',
    to: { key: 'kind', otherwise: 'Secret' },
  },
  { in: ['ValidatingAdmissionPolicyBinding'], at: 'spec', name: 'policyName', to: 'ValidatingAdmissionPolicy' },
  { in: ['MutatingAdmissionPolicyBinding'], at: 'spec', name: 'policyName', to: 'MutatingAdmissionPolicy' },
  {
    in: ['ValidatingAdmissionPolicyBinding', 'MutatingAdmissionPolicyBinding'],
    at: 'spec.paramRef',
    name: 'name',
    namespace: 'namespace',
    to: '*',
  },
  { in: ['FlowSchema'], at: 'spec.priorityLevelConfiguration', name: 'name', to: 'PriorityLevelConfiguration' },
  {
    in: ['FlowSchema'],
    at: 'spec.rules[].subjects[].serviceAccount',
    name: 'name',
    namespace: 'namespace',
    to: 'ServiceAccount',
  },
  { in: ['Secret'], at: 'metadata.annotations', name: 'kubernetes.io/service-account.name', to: 'ServiceAccount' },
  { in: ['EndpointSlice'], at: 'metadata.labels', name: 'kubernetes.io/service-name', to: 'Service' },
  { in: ['Ingress', 'Gateway'], at: 'metadata.annotations', name: 'cert-manager.io/issuer', to: 'Issuer' },
  {
    in: ['Ingress', 'Gateway'],
    at: 'metadata.annotations',
    name: 'cert-manager.io/cluster-issuer',
    to: 'ClusterIssuer',
  },
  {
    in: ['Service'],
    at: 'metadata.annotations',
    name: 'service.beta.openshift.io/serving-cert-secret-name',
    to: 'Secret',
    provides: true,
  },
];

/** Annotations whose value is `namespace/name`. */
export const QUALIFIED_NAME_ANNOTATIONS: Readonly<Record<string, string>> = {
  'cert-manager.io/inject-ca-from': 'Certificate',
  'cert-manager.io/inject-ca-from-secret': 'Secret',
  'certmanager.k8s.io/inject-ca-from': 'Certificate',
};

/** Lists of names of namespaces. */
export const NAMESPACE_LISTS: readonly { readonly in: readonly string[]; readonly at: string }[] = [
  { in: ['ServiceMonitor', 'PodMonitor', 'Probe'], at: 'spec.namespaceSelector.matchNames[]' },
  { in: ['ReferenceGrant'], at: 'spec.from[].namespace' },
];

/** Below a pod's spec: where terms of affinity look for other pods. */
export const POD_NAMESPACE_LISTS: readonly string[] = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
  `affinity.${affinity}.requiredDuringSchedulingIgnoredDuringExecution[].namespaces[]`,
  `affinity.${affinity}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.namespaces[]`,
]);

/** Strings that are a name as a whole, in the object's own namespace. */
export const NAME_STRINGS: readonly { readonly in: readonly string[]; readonly at: string; readonly to: string }[] = [
  // The short names by which pods of the same namespace reach a Service.
  { in: ['Certificate'], at: 'spec.dnsNames[]', to: 'Service' },
  { in: ['Certificate'], at: 'spec.commonName', to: 'Service' },
];

/** The kinds that a rule's `resourceNames` can name, by plural. Coordination leases and the like are made at run time. */
export const RESOURCE_KINDS: Readonly<Record<string, string>> = {
  certificates: 'Certificate',
  clusterissuers: 'ClusterIssuer',
  clusterrolebindings: 'ClusterRoleBinding',
  clusterroles: 'ClusterRole',
  configmaps: 'ConfigMap',
  cronjobs: 'CronJob',
  csidrivers: 'CSIDriver',
  daemonsets: 'DaemonSet',
  deployments: 'Deployment',
  endpoints: 'Service',
  ingresses: 'Ingress',
  ingressclasses: 'IngressClass',
  issuers: 'Issuer',
  jobs: 'Job',
  leases: 'Lease',
  mutatingwebhookconfigurations: 'MutatingWebhookConfiguration',
  namespaces: 'Namespace',
  networkpolicies: 'NetworkPolicy',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  poddisruptionbudgets: 'PodDisruptionBudget',
  podsecuritypolicies: 'PodSecurityPolicy',
  priorityclasses: 'PriorityClass',
  rolebindings: 'RoleBinding',
  roles: 'Role',
  secrets: 'Secret',
  securitycontextconstraints: 'SecurityContextConstraints',
  serviceaccounts: 'ServiceAccount',
  servicemonitors: 'ServiceMonitor',
  services: 'Service',
  statefulsets: 'StatefulSet',
  storageclasses: 'StorageClass',
  validatingadmissionpolicies: 'ValidatingAdmissionPolicy',
  validatingadmissionpolicybindings: 'ValidatingAdmissionPolicyBinding',
  validatingwebhookconfigurations: 'ValidatingWebhookConfiguration',
};
