/** Manifests that every rule is silent about, in parts that cases change. */

export interface ManagerParts {
  readonly args?: readonly string[];
  readonly ports?: string;
  readonly mounts?: string;
  readonly volumes?: string;
  readonly image?: string;
  readonly account?: string;
  /** Containers beside it, as YAML. */
  readonly before?: string;
  readonly pod?: string;
  readonly labels?: string;
  readonly env?: string;
}

const CONFINED = 'securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}';

export function manager(parts: ManagerParts = {}): string {
  const {
    args = ['--metrics-bind-address=:8443', '--metrics-secure'],
    ports = '',
    mounts = '',
    volumes = '',
    image = 'example.org/demo:v1',
    account = 'demo',
    before = '',
    pod = 'securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}',
    labels = '{app.kubernetes.io/name: demo, control-plane: controller-manager}',
    env = '',
  } = parts;
  const optional = (key: string, value: string) => (value === '' ? '' : `        ${key}: ${value}\n`);
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: demo, namespace: demo-system}
spec:
  selector: {matchLabels: ${labels}}
  template:
    metadata: {labels: ${labels}}
    spec:
      serviceAccountName: ${account}
      ${pod}
      containers:
${before}      - name: manager
        image: ${image}
        args: [${args.map((arg) => JSON.stringify(arg)).join(', ')}]
        ${CONFINED}
${optional('env', env)}${optional('ports', ports)}${optional('volumeMounts', mounts)}${volumes === '' ? '' : `      volumes: ${volumes}\n`}`;
}

export function proxy(
  args: readonly string[] = [],
  image = 'quay.io/brancz/kube-rbac-proxy:v0.20.0',
  name = 'kube-rbac-proxy',
): string {
  const all = ['--secure-listen-address=0.0.0.0:8443', '--upstream=http://127.0.0.1:8080/', ...args];
  return `      - name: ${name}
        image: ${image}
        args: [${all.map((arg) => JSON.stringify(arg)).join(', ')}]
        ports: [{containerPort: 8443, name: https}]
        ${CONFINED}
`;
}

export const PROXIED: ManagerParts = { args: ['--metrics-bind-address=127.0.0.1:8080'], before: proxy() };

export const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata: {name: demo, namespace: demo-system}
`;

export const REVIEWS = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: demo-metrics-auth}
rules:
- {apiGroups: [authentication.k8s.io], resources: [tokenreviews], verbs: [create]}
- {apiGroups: [authorization.k8s.io], resources: [subjectaccessreviews], verbs: [create]}
`;

export function binding(role = 'demo-metrics-auth', account = 'demo', kind = 'ClusterRoleBinding'): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: {name: ${role}-binding${kind === 'RoleBinding' ? ', namespace: demo-system' : ''}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role}}
subjects:
- {kind: ServiceAccount, name: ${account}, namespace: demo-system}
`;
}

export function service(
  port = 'https',
  target: string | number = 8443,
  number = 8443,
  name = 'demo-metrics-service',
  selector = 'app.kubernetes.io/name: demo',
): string {
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: demo-system, labels: {app.kubernetes.io/name: ${name === 'demo-metrics-service' ? 'demo' : name}}}
spec:
  selector: {${selector}}
  ports:
  - {name: ${port}, port: ${number}, targetPort: ${target}}
`;
}

export function monitor(endpoint: string, selector = 'app.kubernetes.io/name: demo'): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: demo-monitor, namespace: demo-system}
spec:
  selector: {matchLabels: {${selector}}}
  endpoints:
  - ${endpoint.replaceAll('\n', '\n    ')}
`;
}

export const SCRAPE = `port: https
scheme: https
bearerTokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token
tlsConfig:
  # The manager signs its certificate itself, which nobody can verify.
  insecureSkipVerify: true`;

export const ISSUER = `apiVersion: cert-manager.io/v1
kind: Issuer
metadata: {name: demo-issuer, namespace: demo-system}
spec: {selfSigned: {}}
`;

export function certificate(names: string, secret = 'webhook-server-cert', name = 'demo-serving-cert'): string {
  return `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: ${name}, namespace: demo-system}
spec:
  secretName: ${secret}
  issuerRef: {kind: Issuer, name: demo-issuer}
  dnsNames: [${names}]
`;
}

export const HOOK_NAMES = 'demo-webhook-service.demo-system.svc';
export const HOOK_SERVICE = service('webhook', 9443, 443, 'demo-webhook-service');
export const HOOK_POD: ManagerParts = {
  ports: '[{containerPort: 9443, name: webhook-server}]',
  mounts: '[{name: cert, mountPath: /tmp/k8s-webhook-server/serving-certs, readOnly: true}]',
  volumes: '[{name: cert, secret: {secretName: webhook-server-cert}}]',
};

export function webhook(annotation: string, serviceName = 'demo-webhook-service', port = ''): string {
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: demo-validating
  annotations: {${annotation}}
webhooks:
- name: vwidget.example.org
  clientConfig: {service: {name: ${serviceName}, namespace: demo-system, path: /validate${port}}}
  rules: [{apiGroups: [example.org], apiVersions: [v1], operations: [CREATE], resources: [widgets]}]
  sideEffects: None
  admissionReviewVersions: [v1]
`;
}

export const INJECTED = 'cert-manager.io/inject-ca-from: demo-system/demo-serving-cert';

export function policy(name: string, ingress: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: demo-system}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: demo}}
  policyTypes: [Ingress]
  ingress:
  - ${ingress}
`;
}

export function crd(rest: string, annotations = '{}', versions = 'v1'): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.org
  annotations: ${annotations}
spec:
  group: example.org
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
${versions
  .split(' ')
  .map(
    (version, index) =>
      `  - {name: ${version}, served: true, storage: ${index === 0}, schema: {openAPIV3Schema: {type: object}}}\n`,
  )
  .join('')}${rest}`;
}

export function joined(...documents: readonly string[]): string {
  return documents.filter((document) => document !== '').join('---\n');
}
