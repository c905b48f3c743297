import { add, after, append, before, cut, drop, type Edit, swap } from './edit.ts';

const MANAGER = 'config/manager/manager.yaml';
const PROXY = 'config/default/manager_auth_proxy_patch.yaml';
const DEFAULT = 'config/default/kustomization.yaml';
const RBAC = 'config/rbac/kustomization.yaml';
const POD = /^ {6}serviceAccountName:/;
const CONTAINER = /^ {8}name: manager$/;

/** What people do below config/. */
export const MANIFEST_EDITS: readonly Edit[] = [
  // The manager.
  swap('two replicas', MANAGER, /replicas: 1/, 'replicas: 2'),
  after('a flag', MANAGER, /^ +- "?--leader-elect"?$/, '- --zap-log-level=debug'),
  after('two flags', MANAGER, /^ +- "?--leader-elect"?$/, '- --concurrency=4\n- --sync-period=10m'),
  after('variables', MANAGER, CONTAINER, 'env:\n- name: WATCH_NAMESPACE\n  value: shop'),
  after('variables from a Secret', MANAGER, CONTAINER, 'envFrom:\n- secretRef:\n    name: shop-settings'),
  swap('more memory', MANAGER, /memory: 128Mi/, 'memory: 512Mi'),
  swap('less requested', MANAGER, /cpu: 10m/, 'cpu: 5m'),
  after('an annotation of the pods', MANAGER, /default-container: manager/, 'example.com/team: shop'),
  after('a label of the pods', MANAGER, /^ {6}labels:$/, '  example.com/tier: backend'),
  before('a node selector', MANAGER, POD, 'nodeSelector:\n  kubernetes.io/os: linux'),
  before('tolerations', MANAGER, POD, 'tolerations:\n- key: example.com/only\n  operator: Exists'),
  before('a priority', MANAGER, POD, 'priorityClassName: system-cluster-critical'),
  before('pull secrets', MANAGER, POD, 'imagePullSecrets:\n- name: registry'),
  before('host network', MANAGER, POD, 'hostNetwork: true'),
  after('a pull policy', MANAGER, CONTAINER, 'imagePullPolicy: Always'),
  swap('a slower probe', MANAGER, /initialDelaySeconds: 15/, 'initialDelaySeconds: 45'),
  swap('a rarer probe', MANAGER, /periodSeconds: 10/, 'periodSeconds: 30'),
  swap('a longer end', MANAGER, /terminationGracePeriodSeconds: 10/, 'terminationGracePeriodSeconds: 60'),
  cut('no limits', MANAGER, /^ {10}limits:\n {12}cpu: .*\n {12}memory: .*\n/m),
  before('an init container', MANAGER, POD, 'initContainers:\n- name: wait\n  image: busybox:1.36'),
  before(
    'a container of ours',
    MANAGER,
    /^ {6}(?:volumes: \[\]|serviceAccountName:)/,
    '# Ours.\n- name: audit\n  image: example.com/audit:1',
  ),
  after('an extra group', MANAGER, /runAsNonRoot: true/, 'fsGroup: 65532'),
  swap('another image', MANAGER, /image: controller:latest/, 'image: registry.example.com/shop:1.2.3'),
  swap('another program', MANAGER, /- \/manager$/m, '- /usr/local/bin/shop'),
  swap('another account', MANAGER, /serviceAccountName: controller-manager/, 'serviceAccountName: shop-manager'),
  after('a label of the namespace', MANAGER, /^ {2}labels:$/, '  pod-security.kubernetes.io/enforce: restricted'),
  append(
    'a document',
    MANAGER,
    '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop-settings\ndata:\n  a: b',
  ),
  before('a comment', MANAGER, /^ {8}livenessProbe:/, '# The probes of the team.'),
  swap('a comment behind a value', MANAGER, /replicas: 1/, 'replicas: 1 # one is enough'),
  swap('quotes', MANAGER, /terminationGracePeriodSeconds: 10/, 'terminationGracePeriodSeconds:   10'),
  // The proxy.
  swap(
    'an image that can be pulled',
    PROXY,
    /image: .*kube-rbac-proxy:.*/,
    'image: quay.io/brancz/kube-rbac-proxy:v0.18.0',
    {
      clashes: true,
      holds: (tree) => !tree.has(PROXY) || /quay\.io/.test(tree.get(PROXY)!),
    },
  ),
  swap('a louder proxy', PROXY, /--v=0/, '--v=10', {
    clashes: true,
    holds: (tree) => !/kube-rbac-proxy/.test(tree.get(PROXY) ?? '') || /--v=10/.test(tree.get(PROXY)!),
  }),
  swap('more memory for the proxy', PROXY, /memory: 128Mi/, 'memory: 256Mi', {
    clashes: true,
    holds: (tree) => !/kube-rbac-proxy/.test(tree.get(PROXY) ?? '') || /256Mi/.test(tree.get(PROXY)!),
  }),
  after('a flag of the manager in the patch of the proxy', PROXY, /--leader-elect/, '- "--zap-encoder=json"'),
  after(
    'variables in the patch of the proxy',
    PROXY,
    /^ {6}- name: manager$/,
    '  env:\n  - name: SHOP\n    value: open',
  ),
  // Patches.
  swap(
    'another webhook port',
    'config/default/manager_webhook_patch.yaml',
    /containerPort: 9443/,
    'containerPort: 9444',
    { clashes: true },
  ),
  append('a variable by the webhook patch', 'config/default/manager_webhook_patch.yaml', '# Ours.', { clashes: true }),
  swap('another metrics port', 'config/default/manager_metrics_patch.yaml', /:8443/, ':9443', { clashes: true }),
  after(
    'an annotation of the metrics Service',
    'config/default/metrics_service.yaml',
    /^metadata:$/,
    '  annotations:\n    example.com/scrape: "true"',
  ),
  swap(
    'a patch of ours',
    DEFAULT,
    /^patches:$/m,
    'patches:\n- path: manager_team_patch.yaml\n  target:\n    kind: Deployment',
  ),
  swap(
    'a patch within the kustomization',
    DEFAULT,
    /^patches:$/m,
    'patches:\n- patch: |-\n    - op: add\n      path: /metadata/annotations\n      value: {a: b}\n  target:\n    kind: Deployment',
  ),
  add(
    'a patch file of ours',
    {
      'config/default/manager_team_patch.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: controller-manager\n  namespace: system\nspec:\n  template:\n    spec:\n      priorityClassName: high\n',
    },
    { path: DEFAULT, after: /^patches:$/, text: '- path: manager_team_patch.yaml' },
  ),
  // Kustomizations.
  swap('another prefix', DEFAULT, /namePrefix: shop-/, 'namePrefix: store-'),
  swap('another namespace', DEFAULT, /namespace: shop-system/, 'namespace: stores'),
  after('labels of all', DEFAULT, /^namePrefix:/, 'labels:\n- pairs:\n    example.com/team: shop'),
  swap('the monitor on', DEFAULT, /^#- \.\.\/prometheus/m, '- ../prometheus'),
  swap('the policies on', DEFAULT, /^#- \.\.\/network-policy/m, '- ../network-policy'),
  swap('certificates on', DEFAULT, /^#- \.\.\/certmanager/m, '- ../certmanager'),
  swap('no rights', DEFAULT, /^- \.\.\/rbac$/m, '#- ../rbac'),
  cut('no CRDs', DEFAULT, /^- \.\.\/crd\n/m),
  add(
    'a directory of ours',
    {
      'config/extra/kustomization.yaml': 'resources:\n- quota.yaml\n',
      'config/extra/quota.yaml': 'apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: quota\n',
    },
    { path: DEFAULT, after: /^- \.\.\/manager$/, text: '- ../extra' },
  ),
  append(
    'an image',
    'config/manager/kustomization.yaml',
    'images:\n- name: controller\n  newName: registry.example.com/shop\n  newTag: v1.2.3',
  ),
  append(
    'settings',
    'config/manager/kustomization.yaml',
    'configMapGenerator:\n- name: shop-settings\n  literals:\n  - a=b',
  ),
  append('replicas', DEFAULT, 'replicas:\n- name: controller-manager\n  count: 3'),
  append('a component', DEFAULT, 'components:\n- ../components/tracing'),
  before('a comment in a kustomization', DEFAULT, /^- \.\.\/manager$/, '# The team says so.'),
  swap('another order', DEFAULT, /^- \.\.\/crd\n- \.\.\/rbac\n/m, '- ../rbac\n- ../crd\n'),
  after('a patch of a CRD', 'config/crd/kustomization.yaml', /bases\/store.*items/, '# Ours.'),
  append('another sample', 'config/samples/kustomization.yaml', '# Ours.'),
  // Rights.
  after('a role of ours', RBAC, /^- role_binding\.yaml/, '- team_role.yaml'),
  append(
    'a rule',
    'config/rbac/leader_election_role.yaml',
    '- apiGroups:\n  - example.com\n  resources:\n  - locks\n  verbs:\n  - get',
  ),
  append(
    'a rule of the manager',
    'config/rbac/role.yaml',
    '- apiGroups:\n  - example.com\n  resources:\n  - shops\n  verbs:\n  - get',
  ),
  append('a subject', 'config/rbac/role_binding.yaml', '- kind: ServiceAccount\n  name: other\n  namespace: system'),
  after('an identity', 'config/rbac/service_account.yaml', /^metadata:$/, '  annotations:\n    example.com/role: shop'),
  append('pull secrets of the account', 'config/rbac/service_account.yaml', 'imagePullSecrets:\n- name: registry'),
  cut('fewer verbs for editors', 'config/rbac/order_editor_role.yaml', /^ {2}- delete\n/m),
  after(
    'a label for viewers',
    'config/rbac/order_viewer_role.yaml',
    /^ {2}labels:$/,
    '  rbac.authorization.k8s.io/aggregate-to-view: "true"',
  ),
  append(
    'readers of another path',
    'config/rbac/metrics_reader_role.yaml',
    '- nonResourceURLs:\n  - /debug\n  verbs:\n  - get',
  ),
  append(
    'a rule of the proxy',
    'config/rbac/auth_proxy_role.yaml',
    '- apiGroups:\n  - example.com\n  resources:\n  - tokens\n  verbs:\n  - create',
    { clashes: true },
  ),
  after(
    'an annotation of the Service of the proxy',
    'config/rbac/auth_proxy_service.yaml',
    /^metadata:$/,
    '  annotations:\n    example.com/scrape: "true"',
  ),
  drop('no roles for people', /^config\/rbac\/.*_(?:editor|viewer|admin)_role\.yaml$/, {
    path: RBAC,
    lines: /^- .*_(?:editor|viewer|admin)_role\.yaml\n/gm,
  }),
  swap('roles of the metrics off', RBAC, /^- metrics_reader_role\.yaml$/m, '#- metrics_reader_role.yaml'),
  // What the rest is.
  after('an interval', 'config/prometheus/monitor.yaml', /^ {4}- path: \/metrics$/, '  interval: 30s'),
  after('a label for Prometheus', 'config/prometheus/monitor.yaml', /^ {2}labels:$/, '  release: prometheus'),
  drop('no monitor', /^config\/prometheus\//, { path: DEFAULT, lines: /^#?- \.\.\/prometheus\n/m }),
  swap(
    'other namespaces may scrape',
    'config/network-policy/allow-metrics-traffic.yaml',
    /metrics: enabled/,
    'monitoring: enabled',
    { clashes: true },
  ),
  append(
    'another port',
    'config/network-policy/allow-metrics-traffic.yaml',
    '        - port: 9090\n          protocol: TCP',
    { clashes: true },
  ),
  drop('no policies', /^config\/network-policy\//, { path: DEFAULT, lines: /^#?- \.\.\/network-policy\n/m }),
  after(
    'a longer certificate',
    'config/certmanager/certificate.yaml',
    /^ {2}secretName: webhook-server-cert/,
    'duration: 8760h',
  ),
  after(
    'a longer certificate of the webhooks',
    'config/certmanager/certificate-webhook.yaml',
    /^ {2}secretName: webhook-server-cert/,
    'duration: 8760h',
  ),
  after(
    'an annotation of the webhook Service',
    'config/webhook/service.yaml',
    /^metadata:$/,
    '  annotations:\n    example.com/a: b',
  ),
  drop('no samples', /^config\/samples\//),
  append('a sample of ours', 'config/samples/store_v1_order.yaml', '  size: 3'),
];
