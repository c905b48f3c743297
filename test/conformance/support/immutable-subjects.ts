import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';

/** An object that a server takes, and changes of it that are more than a guess at another value. */
export interface Subject {
  readonly object: JsonObject & { readonly apiVersion: string; readonly kind: string };
  /** The object's name, where not any will do. */
  readonly name?: string;
  /** What a controller would have written. */
  readonly status?: JsonObject;
  /** New values by JSON pointer; null takes the field away. Several at once where one alone would be wrong. */
  readonly changes?: readonly Readonly<Record<string, JsonValue>>[];
}

const container = { name: 'a', image: 'a:v1' };
const podSpec = (more: JsonObject = {}): JsonObject => ({ containers: [container], ...more });
const template = (label: string): JsonObject => ({
  // The new selector below selects these pods too, so that nothing but the change itself can be refused.
  metadata: { labels: { app: label, more: 'b' } },
  spec: podSpec(),
});
const jobTemplate = (image: string): JsonObject => ({
  metadata: { labels: { a: 'b' } },
  spec: { containers: [{ name: 'a', image }], restartPolicy: 'Never' },
});
const claim: JsonObject = {
  metadata: { name: 'a' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};
const selector: JsonObject = { matchLabels: { app: 'a' } };
const more: JsonObject = { matchLabels: { app: 'a', more: 'b' } };
const workload: JsonObject = { selector, template: template('a') };
const rbac = 'rbac.authorization.k8s.io';
const roleRef = { apiGroup: rbac, kind: 'ClusterRole', name: 'a' };
const podDefaults: JsonObject[] = [
  { '/spec/template/spec/dnsPolicy': 'ClusterFirst' },
  { '/spec/template/spec/schedulerName': 'default-scheduler' },
  { '/spec/template/spec/securityContext': {} },
  { '/spec/template/spec/terminationGracePeriodSeconds': 30 },
  { '/spec/template/spec/terminationGracePeriodSeconds': 31 },
  { '/spec/template/spec/hostNetwork': false },
  { '/spec/template/spec/hostPID': false },
  { '/spec/template/spec/hostIPC': false },
  { '/spec/template/spec/automountServiceAccountToken': false },
  { '/spec/template/spec/volumes': [] },
  { '/spec/template/spec/initContainers': [] },
  { '/spec/template/spec/containers/0/imagePullPolicy': 'IfNotPresent' },
  { '/spec/template/spec/containers/0/imagePullPolicy': 'Always' },
  { '/spec/template/spec/containers/0/resources': {} },
  { '/spec/template/spec/containers/0/terminationMessagePath': '/dev/termination-log' },
  { '/spec/template/spec/containers/0/terminationMessagePolicy': 'File' },
  { '/spec/template/spec/containers/0/stdin': false },
  { '/spec/template/spec/containers/0/stdinOnce': false },
  { '/spec/template/spec/containers/0/tty': false },
  { '/spec/template/spec/containers/0/securityContext': {} },
];
/** A container with each thing that has defaults, and then those defaults spelled out. */
const spelled: JsonObject = {
  restartPolicy: 'Never',
  containers: [
    {
      name: 'a',
      image: 'example.com:80/a',
      env: [{ name: 'A' }, { name: 'B', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
      ports: [{ containerPort: 1 }],
      resources: { limits: { cpu: '1', memory: '1Gi' } },
      livenessProbe: { httpGet: { port: 1 } },
      readinessProbe: { grpc: { port: 1 } },
      startupProbe: { tcpSocket: { port: 1 } },
      lifecycle: { preStop: { httpGet: { port: 1 } } },
      volumeMounts: [{ name: 'a', mountPath: '/a' }],
    },
  ],
  volumes: [
    { name: 'a' },
    { name: 'b', secret: { secretName: 'a' } },
    { name: 'c', configMap: { name: 'a' } },
    { name: 'd', hostPath: { path: '/a' } },
    { name: 'e', projected: { sources: [{ serviceAccountToken: { path: 'a' } }] } },
    { name: 'f', downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.name' } }] } },
    { name: 'g', ephemeral: { volumeClaimTemplate: { spec: claim.spec! } } },
  ],
};
const spelledAt = (spec: string): JsonObject[] => {
  const first = `${spec}/containers/0`;
  return [
    { [`${first}/imagePullPolicy`]: 'Always' },
    { [`${first}/imagePullPolicy`]: 'IfNotPresent' },
    { [`${first}/env/0/value`]: '' },
    { [`${first}/env/0/value`]: 'x' },
    { [`${first}/env/1/valueFrom/fieldRef/apiVersion`]: 'v1' },
    { [`${first}/ports/0/protocol`]: 'TCP' },
    { [`${first}/ports/0/protocol`]: 'UDP' },
    { [`${first}/resources/limits/cpu`]: '1000m' },
    { [`${first}/resources/limits/cpu`]: 1 },
    { [`${first}/resources/limits/cpu`]: '1001m' },
    { [`${first}/resources/limits/memory`]: '1024Mi' },
    { [`${first}/resources/limits/memory`]: '1073741824' },
    { [`${first}/resources/limits/memory`]: '1G' },
    { [`${first}/livenessProbe/httpGet/path`]: '/' },
    { [`${first}/livenessProbe/httpGet/scheme`]: 'HTTP' },
    { [`${first}/livenessProbe/failureThreshold`]: 3 },
    { [`${first}/livenessProbe/initialDelaySeconds`]: 0 },
    { [`${first}/livenessProbe/periodSeconds`]: 10 },
    { [`${first}/livenessProbe/successThreshold`]: 1 },
    { [`${first}/livenessProbe/timeoutSeconds`]: 1 },
    { [`${first}/readinessProbe/grpc/service`]: '' },
    { [`${first}/startupProbe/timeoutSeconds`]: 2 },
    { [`${first}/lifecycle/preStop/httpGet/scheme`]: 'HTTP' },
    { [`${first}/volumeMounts/0/readOnly`]: false },
    { [`${first}/volumeMounts/0/subPath`]: '' },
    { [`${spec}/volumes/0/emptyDir`]: {} },
    { [`${spec}/volumes/1/secret/defaultMode`]: 420 },
    { [`${spec}/volumes/1/secret/optional`]: false },
    { [`${spec}/volumes/2/configMap/defaultMode`]: 420 },
    { [`${spec}/volumes/2/configMap/defaultMode`]: 256 },
    { [`${spec}/volumes/3/hostPath/type`]: '' },
    { [`${spec}/volumes/4/projected/defaultMode`]: 420 },
    { [`${spec}/volumes/4/projected/sources/0/serviceAccountToken/expirationSeconds`]: 3600 },
    { [`${spec}/volumes/5/downwardAPI/defaultMode`]: 420 },
    { [`${spec}/volumes/5/downwardAPI/items/0/fieldRef/apiVersion`]: 'v1' },
    { [`${spec}/volumes/6/ephemeral/volumeClaimTemplate/spec/volumeMode`]: 'Filesystem' },
  ];
};
const version = (name: string, storage: boolean): JsonObject => ({
  name,
  served: true,
  storage,
  schema: { openAPIV3Schema: { type: 'object' } },
});
const toleration = { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 };
const driver = (more: JsonObject = {}): JsonObject => ({ name: 'd.io', nodeID: 'a', topologyKeys: ['a'], ...more });
const device = { name: 'a' };
const requests = { devices: { requests: [{ name: 'a', exactly: { deviceClassName: 'a' } }] } };
const otherRequests = { devices: { requests: [{ name: 'b', exactly: { deviceClassName: 'a' } }] } };
const webhook: JsonObject = {
  name: 'a.b.io',
  clientConfig: { url: 'https://a.io' },
  sideEffects: 'None',
  admissionReviewVersions: ['v1'],
};
const policy: JsonObject = {
  matchConstraints: {
    resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] }],
  },
  validations: [{ expression: 'true' }],
};
const subjects = [{ kind: 'ServiceAccount', name: 'a', namespace: 'default' }];
const bound = { phase: 'Bound', capacity: { storage: '2Gi' }, accessModes: ['ReadWriteOnce'] };

/** Of a key that was thrown away: `openssl req -new -subj /CN=a`. */
const SIGNING_REQUEST =
  'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIRk1HNENBUUF3RERFS01BZ0dBMVVFQXd3QllUQlpNQk1HQnlx' +
  'R1NNNDlBZ0VHQ0NxR1NNNDlBd0VIQTBJQQpCRzA5UUQ4dmh2WTNmVTdDd2ZKd0FIWWVsTWpRVnNKNkJmYTZDQWRsaWhtbGRGcWEx' +
  'N3llbWZzMTM1aFlrRlROClkydWtLUWtDMHhqUXJOOTE1TmZNd0xXZ0FEQUtCZ2dxaGtqT1BRUURBZ05IQURCRUFpQUxmQmhmR1hq' +
  'cnFFcHcKRit0cTVsdG1wQm83K29sK2VXeUlZbVUyNkdyWkVBSWdVaWQ1M3N5MjNGMmdLeWVOeUFJUmpGQXYxM3NCUHNjTwo3L20v' +
  'cExTazc0WT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==';

/** One for each kind that a server keeps, or several where its rules are about the rest of the object. */
export const SUBJECTS: readonly Subject[] = [
  { object: { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' }, binaryData: { c: 'YQ==' } } },
  {
    object: { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' }, binaryData: { c: 'YQ==' }, immutable: true },
    changes: [
      { '/data/a': 'c' },
      { '/data/x': 'y' },
      { '/immutable': false },
      { '/immutable': null },
      { '/data': null },
    ],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'Endpoints',
      subsets: [{ addresses: [{ ip: '1.2.3.4' }], ports: [{ port: 1 }] }],
    },
  },
  { object: { apiVersion: 'v1', kind: 'LimitRange', spec: { limits: [{ type: 'Pod', max: { cpu: '1' } }] } } },
  {
    object: {
      apiVersion: 'v1',
      kind: 'Event',
      involvedObject: { kind: 'Pod', name: 'a', namespace: 'default' },
      reason: 'a',
      message: 'a',
      type: 'Normal',
    },
  },
  {
    object: {
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      regarding: { kind: 'Pod', name: 'a', namespace: 'default' },
      reason: 'a',
      note: 'a',
      action: 'a',
      type: 'Normal',
      reportingController: 'a.io/b',
      reportingInstance: 'a',
      eventTime: '2026-01-01T00:00:00.000000Z',
    },
  },
  { object: { apiVersion: 'v1', kind: 'Namespace' }, name: 'immutable-a' },
  {
    object: {
      apiVersion: 'v1',
      kind: 'Node',
      spec: {
        podCIDR: '10.1.0.0/24',
        podCIDRs: ['10.1.0.0/24'],
        providerID: 'a',
        taints: [{ key: 'a', effect: 'NoSchedule' }],
      },
    },
    changes: [{ '/spec/podCIDR': '10.2.0.0/24', '/spec/podCIDRs': ['10.2.0.0/24'] }, { '/spec/providerID': 'b' }],
  },
  { object: { apiVersion: 'v1', kind: 'Node', spec: {} }, name: 'b', changes: [{ '/spec/providerID': 'b' }] },
  {
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        csi: { driver: 'd.io', volumeHandle: 'a' },
        nodeAffinity: {
          required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] },
        },
        storageClassName: 'a',
        volumeAttributesClassName: 'a',
      },
    },
    changes: [
      { '/spec/csi/volumeHandle': 'b' },
      { '/spec/csi/controllerExpandSecretRef': { name: 'a', namespace: 'a' } },
      { '/spec/csi': null, '/spec/hostPath': { path: '/a' } },
      { '/spec/nodeAffinity/required/nodeSelectorTerms/0/matchExpressions/0/key': 'b' },
      { '/spec/nodeAffinity': null },
      { '/spec/volumeMode': 'Filesystem' },
      { '/spec/volumeMode': 'Block' },
      { '/spec/capacity/storage': '2Gi' },
      { '/spec/persistentVolumeReclaimPolicy': 'Delete' },
      { '/spec/mountOptions': ['ro'] },
      { '/spec/storageClassName': 'b' },
      { '/spec/volumeAttributesClassName': 'b' },
      { '/spec/volumeAttributesClassName': null },
    ],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/a' } },
    },
    name: 'b',
    changes: [
      {
        '/spec/nodeAffinity': {
          required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] },
        },
      },
      { '/spec/hostPath/path': '/b' },
      { '/spec/hostPath/type': 'Directory' },
    ],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '2Gi' } },
        storageClassName: 'grows',
        selector,
        volumeName: 'a',
        volumeAttributesClassName: 'a',
      },
    },
    status: bound,
    changes: [
      { '/spec/resources/requests/storage': '3Gi' },
      { '/spec/resources/requests/storage': '1Gi' },
      { '/spec/resources/requests/storage': '2048Mi' },
      { '/spec/resources/requests/storage': 2147483648 },
      { '/spec/resources/requests/storage': '2047Mi' },
      { '/spec/resources/limits': { storage: '5Gi' } },
      { '/spec/accessModes': ['ReadWriteMany'] },
      { '/spec/storageClassName': 'b' },
      { '/spec/storageClassName': null },
      { '/spec/selector': more },
      { '/spec/selector': null },
      { '/spec/volumeName': 'b' },
      { '/spec/volumeName': null },
      { '/spec/volumeMode': 'Filesystem' },
      { '/spec/volumeMode': 'Block' },
      { '/spec/volumeAttributesClassName': 'b' },
      { '/spec/volumeAttributesClassName': null },
      { '/spec/dataSource': { kind: 'PersistentVolumeClaim', name: 'a' } },
    ],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      spec: {
        accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
        resources: { requests: { storage: '1Gi' } },
        dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
      },
    },
    name: 'b',
    status: bound,
    changes: [
      { '/spec/volumeName': 'b' },
      { '/spec/accessModes': ['ReadOnlyMany', 'ReadWriteOnce'] },
      { '/spec/dataSourceRef': { kind: 'PersistentVolumeClaim', name: 'a' } },
      { '/spec/dataSource/name': 'b' },
      { '/spec/dataSource': null },
    ],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: podSpec({
        initContainers: [{ name: 'i', image: 'a:v1' }],
        tolerations: [toleration],
        activeDeadlineSeconds: 50,
        nodeSelector: { a: 'b' },
        affinity: { podAffinity: {} },
      }),
    },
    changes: [
      { '/spec/containers/0/image': 'b' },
      { '/spec/initContainers/0/image': 'b' },
      { '/spec/containers/0/name': 'b' },
      { '/spec/containers/0/command': ['a'] },
      { '/spec/containers/0/imagePullPolicy': 'IfNotPresent' },
      { '/spec/containers/0/imagePullPolicy': 'Always' },
      { '/spec/containers': [container, { ...container, name: 'b' }] },
      { '/spec/activeDeadlineSeconds': 40 },
      { '/spec/activeDeadlineSeconds': 60 },
      { '/spec/activeDeadlineSeconds': null },
      { '/spec/tolerations': [toleration, { ...toleration, key: 'b' }] },
      { '/spec/tolerations': [{ ...toleration, tolerationSeconds: 9 }] },
      { '/spec/tolerations': [{ ...toleration, key: 'b' }] },
      { '/spec/nodeSelector/b': 'c' },
      { '/spec/terminationGracePeriodSeconds': 30 },
      { '/spec/terminationGracePeriodSeconds': 1 },
      { '/spec/enableServiceLinks': true },
      { '/spec/schedulingGates': [{ name: 'a' }] },
      { '/spec/affinity': { podAffinity: {}, nodeAffinity: {} } },
      { '/metadata/labels': { x: 'y' } },
    ],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: podSpec({ schedulingGates: [{ name: 'a' }, { name: 'b' }], nodeSelector: { a: 'b' } }),
    },
    name: 'b',
    changes: [
      { '/spec/nodeSelector/b': 'c' },
      { '/spec/nodeSelector/a': 'c' },
      { '/spec/nodeSelector/a': null },
      { '/spec/schedulingGates': [{ name: 'a' }] },
      { '/spec/schedulingGates': [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
      { '/spec/schedulingGates': null },
    ],
  },
  { object: { apiVersion: 'v1', kind: 'PodTemplate', template: template('a') } },
  {
    object: {
      apiVersion: 'v1',
      kind: 'ReplicationController',
      spec: { selector: { app: 'a' }, template: template('a') },
    },
    changes: [{ '/spec/selector': { app: 'a', more: 'b' } }],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      spec: { hard: { pods: '1' }, scopes: ['BestEffort', 'NotTerminating'] },
    },
    changes: [
      { '/spec/scopes': ['NotTerminating', 'BestEffort'] },
      { '/spec/scopes': ['BestEffort'] },
      { '/spec/scopes': null },
    ],
  },
  {
    object: { apiVersion: 'v1', kind: 'Secret', data: { a: 'YQ==' } },
    changes: [{ '/type': 'Opaque' }, { '/type': 'a/b' }, { '/data/a': 'Yg==' }],
  },
  {
    object: { apiVersion: 'v1', kind: 'Secret', data: { a: 'YQ==' }, immutable: true },
    name: 'b',
    changes: [
      { '/data/a': 'Yg==' },
      { '/stringData': { a: 'b' } },
      { '/stringData': { a: 'a' } },
      { '/stringData': { c: 'a' } },
      { '/immutable': null },
      { '/data': null },
    ],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { selector: { a: 'b' }, ports: [{ port: 1 }], clusterIP: '10.0.3.4' },
    },
    changes: [
      { '/spec/clusterIP': '10.0.3.5', '/spec/clusterIPs': ['10.0.3.5'] },
      { '/spec/clusterIP': 'None', '/spec/clusterIPs': ['None'] },
      { '/spec/clusterIP': null, '/spec/clusterIPs': null },
      {
        '/spec/type': 'ExternalName',
        '/spec/externalName': 'a.io',
        '/spec/clusterIP': null,
        '/spec/clusterIPs': null,
        '/spec/ipFamilies': null,
        '/spec/ipFamilyPolicy': null,
        '/spec/internalTrafficPolicy': null,
      },
      { '/spec/type': 'NodePort' },
      { '/spec/ports': [{ port: 2 }] },
      { '/spec/sessionAffinity': 'ClientIP' },
    ],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { selector: { a: 'b' }, ports: [{ port: 1 }], clusterIP: 'None' },
    },
    name: 'b',
    changes: [
      { '/spec/clusterIP': null, '/spec/clusterIPs': null },
      { '/spec/clusterIP': '10.0.3.6', '/spec/clusterIPs': ['10.0.3.6'] },
    ],
  },
  {
    object: { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 1 }] } },
    name: 'c',
    changes: [
      { '/spec/clusterIP': 'None', '/spec/clusterIPs': ['None'] },
      { '/spec/clusterIP': '10.0.3.7', '/spec/clusterIPs': ['10.0.3.7'] },
    ],
  },
  {
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      spec: {
        type: 'LoadBalancer',
        ports: [{ port: 1 }],
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: 31000,
        loadBalancerClass: 'a.io/a',
      },
    },
    name: 'd',
    changes: [
      { '/spec/healthCheckNodePort': 31001 },
      { '/spec/healthCheckNodePort': null },
      { '/spec/loadBalancerClass': 'a.io/b' },
      { '/spec/loadBalancerClass': null },
      { '/spec/externalTrafficPolicy': 'Cluster', '/spec/healthCheckNodePort': null },
      {
        '/spec/type': 'ClusterIP',
        '/spec/healthCheckNodePort': null,
        '/spec/loadBalancerClass': null,
        '/spec/externalTrafficPolicy': null,
        '/spec/allocateLoadBalancerNodePorts': null,
      },
    ],
  },
  {
    object: { apiVersion: 'v1', kind: 'Service', spec: { type: 'LoadBalancer', ports: [{ port: 1 }] } },
    name: 'e',
    changes: [{ '/spec/loadBalancerClass': 'a.io/b' }],
  },
  { object: { apiVersion: 'v1', kind: 'ServiceAccount', secrets: [{ name: 'a' }], imagePullSecrets: [{ name: 'a' }] } },
  {
    object: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      webhooks: [webhook],
    },
  },
  {
    object: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      webhooks: [webhook],
    },
  },
  { object: { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', spec: policy } },
  {
    object: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      spec: { policyName: 'a', validationActions: ['Deny'] },
    },
    changes: [{ '/spec/policyName': 'b' }],
  },
  {
    object: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'b.io',
        names: { kind: 'A', listKind: 'AList', plural: 'as', singular: 'a', shortNames: ['x'], categories: ['all'] },
        scope: 'Namespaced',
        versions: [version('v1', true), version('v1beta1', false)],
      },
    },
    name: 'as.b.io',
    changes: [
      { '/spec/scope': 'Cluster' },
      { '/spec/names/kind': 'B' },
      { '/spec/names/plural': 'bs' },
      { '/spec/names/singular': 'b' },
      { '/spec/names/listKind': 'BList' },
      { '/spec/names/shortNames': ['y'] },
      { '/spec/names/categories': ['b'] },
      { '/spec/group': 'c.io' },
      { '/spec/preserveUnknownFields': true },
      { '/spec/preserveUnknownFields': false },
      { '/spec/versions': [version('v1', true)] },
      { '/spec/versions': [version('v1beta1', true)] },
      { '/spec/versions': [version('v1', false), version('v1beta1', true)] },
      { '/spec/versions/1/served': false },
      { '/spec/versions/0/schema/openAPIV3Schema': { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
    ],
  },
  {
    object: {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      spec: {
        group: 'z.io',
        version: 'v1',
        groupPriorityMinimum: 1,
        versionPriority: 1,
        service: { name: 'a', namespace: 'a' },
        insecureSkipTLSVerify: true,
      },
    },
    name: 'v1.z.io',
  },
  {
    object: { apiVersion: 'apps/v1', kind: 'ControllerRevision', revision: 1, data: { a: 'b' } },
    changes: [{ '/data': { a: 'c' } }],
  },
  ...['Deployment', 'DaemonSet', 'ReplicaSet'].map(
    (kind): Subject => ({
      object: { apiVersion: 'apps/v1', kind, spec: workload },
      changes: [{ '/spec/selector': more }, { '/spec/template/spec/priority': 0 }, { '/metadata/labels': { x: 'y' } }],
    }),
  ),
  {
    object: {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: { ...workload, serviceName: 'a', volumeClaimTemplates: [claim] },
    },
    changes: [
      { '/spec/podManagementPolicy': 'Parallel' },
      { '/spec/podManagementPolicy': 'OrderedReady' },
      { '/spec/selector': more },
      { '/spec/serviceName': 'b' },
      { '/spec/serviceName': null },
      { '/spec/volumeClaimTemplates': null },
      { '/spec/volumeClaimTemplates/0/metadata/labels': { a: 'b' } },
      { '/spec/volumeClaimTemplates/0/spec/volumeMode': 'Filesystem' },
      { '/spec/volumeClaimTemplates/0/spec/resources/requests/storage': '1024Mi' },
      { '/spec/volumeClaimTemplates/0/spec/resources/requests/storage': '2Gi' },
      { '/spec/volumeClaimTemplates': [claim, { ...claim, metadata: { name: 'b' } }] },
      { '/spec/replicas': 3 },
      { '/spec/ordinals': { start: 1 } },
      { '/spec/persistentVolumeClaimRetentionPolicy': { whenDeleted: 'Delete', whenScaled: 'Retain' } },
    ],
  },
  {
    object: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'a', apiVersion: 'apps/v1' }, maxReplicas: 2 },
    },
  },
  {
    object: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      spec: { schedule: '* * * * *', jobTemplate: { spec: { template: jobTemplate('a') } } },
    },
  },
  {
    object: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: { suspend: true, template: { spec: jobTemplate('a:v1').spec! } },
    },
    changes: [
      { '/spec/completionMode': 'Indexed', '/spec/completions': 1 },
      { '/spec/completionMode': 'NonIndexed' },
      { '/spec/selector': { matchLabels: { app: 'b' } } },
      { '/spec/template': jobTemplate('b') },
      { '/spec/template/metadata/annotations': { a: 'b' } },
      { '/spec/template/spec/nodeSelector': { a: 'b' } },
      { '/spec/template/spec/tolerations': [toleration] },
      { '/spec/parallelism': 2 },
      { '/spec/completions': 3 },
      { '/spec/managedBy': 'a.io/b' },
      { '/spec/podFailurePolicy': { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'A', status: 'True' }] }] } },
    ],
  },
  {
    object: { apiVersion: 'batch/v1', kind: 'Job', spec: { template: jobTemplate('a:v1') } },
    name: 'b',
    status: { startTime: '2026-01-01T00:00:00Z' },
    changes: [
      { '/spec/template/metadata/annotations': { a: 'b' } },
      { '/spec/template/spec/nodeSelector': { a: 'b' } },
      { '/spec/template/spec/tolerations': [toleration] },
      { '/spec/suspend': true },
      { '/spec/ttlSecondsAfterFinished': 1 },
      { '/spec/backoffLimit': 1 },
      { '/spec/activeDeadlineSeconds': 1 },
      ...(podDefaults as Record<string, JsonValue>[]),
    ],
  },
  {
    object: { apiVersion: 'batch/v1', kind: 'Job', spec: { template: { spec: spelled } } },
    name: 'c',
    changes: spelledAt('/spec/template/spec') as Record<string, JsonValue>[],
  },
  {
    object: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: { completionMode: 'Indexed', completions: 2, parallelism: 2, template: jobTemplate('a') },
    },
    name: 'd',
    changes: [
      { '/spec/completions': 3 },
      { '/spec/completions': 3, '/spec/parallelism': 3 },
      { '/spec/backoffLimitPerIndex': 1 },
      { '/spec/successPolicy': { rules: [{ succeededCount: 1 }] } },
    ],
  },
  {
    object: {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      spec: { request: SIGNING_REQUEST, signerName: 'a.io/b', usages: ['client auth'], expirationSeconds: 600 },
    },
  },
  {
    object: {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      spec: { holderIdentity: 'a', leaseDurationSeconds: 5 },
    },
  },
  {
    object: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      addressType: 'FQDN',
      endpoints: [],
      ports: [{ name: 'a', port: 1 }],
    },
    changes: [{ '/addressType': 'IPv4' }],
  },
  {
    object: {
      apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
      kind: 'FlowSchema',
      spec: { priorityLevelConfiguration: { name: 'a' }, matchingPrecedence: 50 },
    },
  },
  {
    object: {
      apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
      kind: 'PriorityLevelConfiguration',
      spec: { type: 'Limited', limited: { nominalConcurrencyShares: 1, limitResponse: { type: 'Reject' } } },
    },
  },
  {
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      spec: { ingressClassName: 'a', defaultBackend: { service: { name: 'a', port: { number: 1 } } } },
    },
  },
  {
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      spec: { controller: 'a.io/a', parameters: { kind: 'A', name: 'a', scope: 'Cluster' } },
    },
    changes: [{ '/spec/controller': 'a.io/b' }],
  },
  {
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IPAddress',
      spec: { parentRef: { resource: 'services', name: 'a', namespace: 'a' } },
    },
    name: '10.9.0.1',
    changes: [{ '/spec/parentRef/name': 'b' }],
  },
  {
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      spec: { podSelector: selector, policyTypes: ['Ingress'] },
    },
    changes: [{ '/spec/podSelector': more }],
  },
  {
    object: { apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', spec: { cidrs: ['10.10.0.0/24'] } },
    changes: [
      { '/spec/cidrs': ['10.11.0.0/24'] },
      { '/spec/cidrs': ['10.10.0.0/24', 'fd00::/112'] },
      { '/spec/cidrs': ['10.11.0.0/24', 'fd00::/112'] },
    ],
  },
  {
    object: {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      handler: 'a',
      overhead: { podFixed: { cpu: '1' } },
      scheduling: { nodeSelector: { a: 'b' } },
    },
    changes: [{ '/handler': 'b' }, { '/overhead/podFixed/cpu': '2' }],
  },
  {
    object: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { selector, minAvailable: 1 } },
    changes: [{ '/spec/selector': more }],
  },
  {
    object: {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
    },
  },
  {
    object: {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
    },
  },
  ...['ClusterRoleBinding', 'RoleBinding'].map(
    (kind): Subject => ({
      object: { apiVersion: `${rbac}/v1`, kind, roleRef, subjects },
      changes: [{ '/roleRef/name': 'b' }, { '/subjects': [] }],
    }),
  ),
  {
    object: {
      apiVersion: 'resource.k8s.io/v1',
      kind: 'DeviceClass',
      spec: { selectors: [{ cel: { expression: 'true' } }] },
    },
  },
  {
    object: { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', spec: requests },
    changes: [{ '/spec': otherRequests }],
  },
  {
    object: { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaimTemplate', spec: { spec: requests } },
    changes: [{ '/spec': { spec: otherRequests } }, { '/spec/metadata': { labels: { a: 'b' } } }],
  },
  {
    object: {
      apiVersion: 'resource.k8s.io/v1',
      kind: 'ResourceSlice',
      spec: {
        driver: 'd.io',
        nodeName: 'a',
        pool: { name: 'a', generation: 1, resourceSliceCount: 1 },
        devices: [device],
      },
    },
    changes: [
      { '/spec/driver': 'e.io' },
      { '/spec/nodeName': 'b' },
      { '/spec/nodeName': null, '/spec/allNodes': true },
      { '/spec/pool/name': 'b' },
      { '/spec/pool/generation': 2 },
      { '/spec/devices': [{ name: 'b' }] },
    ],
  },
  {
    object: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: 1, description: 'a' },
    changes: [{ '/value': 2 }, { '/preemptionPolicy': 'PreemptLowerPriority' }, { '/preemptionPolicy': 'Never' }],
  },
  {
    object: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: 0 },
    name: 'b',
    changes: [{ '/value': null }],
  },
  {
    object: { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', spec: {} },
    name: 'a.io',
    changes: [
      { '/spec/attachRequired': true },
      { '/spec/attachRequired': false },
      { '/spec/volumeLifecycleModes': ['Persistent'] },
      { '/spec/volumeLifecycleModes': ['Ephemeral'] },
      { '/spec/podInfoOnMount': true },
      { '/spec/fsGroupPolicy': 'None' },
      { '/spec/storageCapacity': true },
    ],
  },
  {
    object: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSINode',
      spec: { drivers: [driver({ allocatable: { count: 1 } })] },
    },
    changes: [
      { '/spec/drivers/0/nodeID': 'b' },
      { '/spec/drivers/0/topologyKeys': ['b'] },
      { '/spec/drivers/0/allocatable/count': 2 },
      { '/spec/drivers': [driver({ allocatable: { count: 1 } }), driver({ name: 'e.io' })] },
      { '/spec/drivers': [] },
    ],
  },
  {
    object: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIStorageCapacity',
      storageClassName: 'a',
      nodeTopology: selector,
      capacity: '1Gi',
    },
    changes: [{ '/nodeTopology': more }, { '/storageClassName': 'b' }, { '/capacity': '2Gi' }],
  },
  {
    object: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'a', parameters: { a: 'b' } },
    changes: [
      { '/parameters': { a: 'c' } },
      { '/provisioner': 'b' },
      { '/reclaimPolicy': 'Retain' },
      { '/reclaimPolicy': 'Delete' },
      { '/volumeBindingMode': 'WaitForFirstConsumer' },
      { '/volumeBindingMode': 'Immediate' },
      { '/allowedTopologies': [{ matchLabelExpressions: [{ key: 'a', values: ['b'] }] }] },
      { '/mountOptions': ['ro'] },
    ],
  },
  {
    object: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttachment',
      spec: { attacher: 'a', nodeName: 'a', source: { persistentVolumeName: 'a' } },
    },
    changes: [{ '/spec/source/persistentVolumeName': 'b' }],
  },
  {
    object: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      driverName: 'a.io',
      parameters: { a: 'b' },
    },
    changes: [{ '/parameters/a': 'c' }, { '/driverName': 'b.io' }],
  },
];
