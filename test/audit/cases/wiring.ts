import { manifestCase } from './case.ts';
import {
  ACCOUNT,
  binding,
  certificate,
  crd,
  HOOK_NAMES,
  HOOK_POD,
  HOOK_SERVICE,
  INJECTED,
  ISSUER,
  joined,
  manager,
  monitor,
  PROXIED,
  policy,
  proxy,
  REVIEWS,
  SCRAPE,
  service,
  webhook,
} from './manifests.ts';

const RIGHTS = [ACCOUNT, REVIEWS, binding()];
const HOOKED = [...RIGHTS, service(), ISSUER];
const CONVERSION = `  conversion:
    strategy: Webhook
    webhook:
      conversionReviewVersions: [v1]
      clientConfig: {service: {name: demo-webhook-service, namespace: demo-system, path: /convert}}
`;

export const WIRING_CASES = [
  manifestCase('container-without-image', {
    beside: [...RIGHTS, service()],
    wrong: manager({
      before: `      - name: kube-rbac-proxy
        securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
`,
    }),
    right: manager(),
  }),
  manifestCase('service-selects-nothing', {
    beside: [...RIGHTS, manager()],
    wrong: service('https', 8443, 8443, 'demo-metrics-service', 'control-plane: manager'),
    right: service(),
  }),
  manifestCase('service-port-leads-nowhere', {
    beside: [...RIGHTS, manager()],
    wrong: service('https', 'https'),
    right: service('https', 8443),
  }),
  manifestCase('service-port-leads-nowhere', {
    beside: [...RIGHTS, manager()],
    wrong: service('https', 8080),
    right: service('https', 8443),
  }),
  manifestCase('service-port-leads-nowhere', {
    beside: RIGHTS,
    wrong: joined(manager({ args: ['--metrics-bind-address=127.0.0.1:8443'] }), service()),
    right: joined(manager(), service()),
  }),
  manifestCase('service-port-leads-nowhere', {
    beside: [ACCOUNT],
    wrong: joined(manager({ args: ['--metrics-bind-address=0'] }), service()),
    right: manager({ args: ['--metrics-bind-address=0'] }),
  }),
  manifestCase('port-taken-twice', {
    beside: [...RIGHTS, service('https', 'https')],
    wrong: manager({
      ...PROXIED,
      args: ['--metrics-bind-address=127.0.0.1:8080', '--health-probe-bind-address=:8443'],
    }),
    right: manager({
      ...PROXIED,
      args: ['--metrics-bind-address=127.0.0.1:8080', '--health-probe-bind-address=:8081'],
    }),
  }),
  manifestCase('metrics-chain-broken', {
    beside: [...RIGHTS, service('https', 'https')],
    wrong: manager({ ...PROXIED, args: ['--metrics-bind-address=127.0.0.1:8082'] }),
    right: manager(PROXIED),
  }),
  manifestCase('metrics-chain-broken', {
    beside: [...RIGHTS, service('https', 'https')],
    wrong: manager({ ...PROXIED, args: ['--metrics-bind-address=0'] }),
    right: manager(PROXIED),
  }),
  manifestCase('monitor-selects-nothing', {
    beside: [...RIGHTS, manager(), service()],
    wrong: monitor(SCRAPE, 'app.kubernetes.io/name: other'),
    right: monitor(SCRAPE),
  }),
  manifestCase('monitor-port-unknown', {
    beside: [...RIGHTS, manager(), service()],
    wrong: monitor(SCRAPE.replace('port: https', 'port: metrics')),
    right: monitor(SCRAPE),
  }),
  manifestCase('monitor-scheme', {
    beside: [...RIGHTS, manager(), service()],
    wrong: monitor('port: https\nscheme: http'),
    right: monitor(SCRAPE),
  }),
  manifestCase('monitor-scheme', {
    beside: [...RIGHTS, manager(PROXIED), service('https', 'https')],
    wrong: monitor('port: https\nscheme: https\ntlsConfig: {insecureSkipVerify: true}'),
    right: monitor(SCRAPE),
  }),
  manifestCase('monitor-certificate', {
    beside: [...RIGHTS, manager(), service()],
    wrong: monitor(SCRAPE.replace('insecureSkipVerify: true', 'insecureSkipVerify: false')),
    right: monitor(SCRAPE),
  }),
  manifestCase('monitor-certificate', {
    beside: [...RIGHTS, manager(), service()],
    wrong: monitor(SCRAPE.replace(/ {2}#.*\n/, '')),
    right: monitor(SCRAPE),
  }),
  {
    rule: 'patch-hits-other-container',
    beside: {
      'manager.yaml': joined(
        manager(PROXIED),
        ...RIGHTS,
        service('https', 'https'),
        ISSUER,
        certificate(HOOK_NAMES),
        HOOK_SERVICE,
      ),
      'kustomization.yaml': 'resources: [manager.yaml]\npatches:\n- {path: patch.yaml, target: {kind: Deployment}}\n',
    },
    wrong: {
      'patch.yaml': `- op: add
  path: /spec/template/spec/volumes
  value: [{name: cert, secret: {secretName: webhook-server-cert}}]
- op: add
  path: /spec/template/spec/containers/0/volumeMounts
  value: [{name: cert, mountPath: /tmp/k8s-webhook-server/serving-certs}]
- op: add
  path: /spec/template/spec/containers/1/ports
  value: [{containerPort: 9443, name: webhook-server}]
`,
    },
    right: {
      'patch.yaml': `- op: add
  path: /spec/template/spec/volumes
  value: [{name: cert, secret: {secretName: webhook-server-cert}}]
- op: test
  path: /spec/template/spec/containers/1/name
  value: manager
- op: add
  path: /spec/template/spec/containers/1/volumeMounts
  value: [{name: cert, mountPath: /tmp/k8s-webhook-server/serving-certs}]
- op: add
  path: /spec/template/spec/containers/1/ports
  value: [{containerPort: 9443, name: webhook-server}]
`,
    },
  },
  manifestCase('flag-twice', {
    beside: [...RIGHTS, service()],
    wrong: manager({ args: ['--metrics-bind-address=:8443', '--metrics-bind-address=:8443', '--metrics-secure'] }),
    right: manager({ args: ['--metrics-bind-address=:8443', '--metrics-secure'] }),
  }),
  manifestCase('flag-in-sidecar', {
    beside: [...RIGHTS, service('https', 'https')],
    wrong: manager({ ...PROXIED, before: proxy(['--leader-elect']) }),
    right: manager({ ...PROXIED, args: ['--metrics-bind-address=127.0.0.1:8080', '--leader-elect'] }),
  }),
  manifestCase('binding-without-role', {
    beside: [...RIGHTS, manager(), service()],
    wrong: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: demo-election, namespace: demo-system}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: leader-election-role}
subjects:
- {kind: ServiceAccount, name: demo, namespace: demo-system}
`,
    right: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: demo-election, namespace: demo-system}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: leader-election-role}
subjects:
- {kind: ServiceAccount, name: demo, namespace: demo-system}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: leader-election-role, namespace: demo-system}
rules:
- {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, create, update]}
`,
  }),
  manifestCase('binding-without-account', {
    beside: [ACCOUNT, REVIEWS, manager({ args: ['--metrics-bind-address=0'] })],
    wrong: binding('demo-metrics-auth', 'controller-manager'),
    right: '',
  }),
  manifestCase('certificate-not-mounted', {
    beside: [...HOOKED, HOOK_SERVICE, webhook(INJECTED), certificate(HOOK_NAMES), manager(HOOK_POD)],
    wrong: certificate('demo-metrics-service.demo-system.svc', 'metrics-server-cert', 'demo-metrics-cert'),
    right: '',
  }),
  manifestCase('certificate-not-issued', {
    beside: [...RIGHTS, service()],
    wrong: manager(HOOK_POD),
    right: manager({
      ...HOOK_POD,
      volumes: '[{name: cert, secret: {secretName: webhook-server-cert, optional: true}}]',
    }),
  }),
  manifestCase('certificate-names', {
    beside: [...HOOKED, HOOK_SERVICE, webhook(INJECTED), manager(HOOK_POD)],
    wrong: certificate('SERVICE_NAME.SERVICE_NAMESPACE.svc'),
    right: certificate(HOOK_NAMES),
  }),
  manifestCase('certificate-names', {
    beside: [...HOOKED, HOOK_SERVICE, webhook(INJECTED), manager(HOOK_POD)],
    wrong: certificate('webhook-service.demo-system.svc'),
    right: certificate(HOOK_NAMES),
  }),
  manifestCase('webhook-unreachable', {
    beside: [...HOOKED, HOOK_SERVICE, certificate(HOOK_NAMES), manager(HOOK_POD)],
    wrong: webhook(INJECTED, 'webhook-service'),
    right: webhook(INJECTED),
  }),
  manifestCase('webhook-unreachable', {
    beside: [...HOOKED, HOOK_SERVICE, certificate(HOOK_NAMES), manager(HOOK_POD)],
    wrong: webhook(INJECTED, 'demo-webhook-service', ', port: 9443'),
    right: webhook(INJECTED),
  }),
  manifestCase('webhook-without-ca', {
    beside: [...HOOKED, HOOK_SERVICE, certificate(HOOK_NAMES), manager(HOOK_POD), webhook(INJECTED)],
    wrong: crd(CONVERSION, '{}', 'v1 v2'),
    right: crd(CONVERSION, `{${INJECTED}}`, 'v1 v2'),
  }),
  manifestCase('ca-injection-into-nothing', {
    beside: [...HOOKED, HOOK_SERVICE, certificate(HOOK_NAMES), manager(HOOK_POD)],
    wrong: webhook('cert-manager.io/inject-ca-from: CERTIFICATE_NAMESPACE/CERTIFICATE_NAME'),
    right: webhook(INJECTED),
  }),
  manifestCase('ca-injection-into-nothing', {
    beside: [...HOOKED, HOOK_SERVICE, certificate(HOOK_NAMES), manager(HOOK_POD), webhook(INJECTED)],
    wrong: crd('', `{${INJECTED}}`),
    right: crd(''),
  }),
  manifestCase('conversion-unserved', {
    beside: [...HOOKED, HOOK_SERVICE, certificate(HOOK_NAMES), manager(HOOK_POD), webhook(INJECTED)],
    wrong: crd(CONVERSION, `{${INJECTED}}`),
    right: crd(''),
  }),
  manifestCase('selector-shared', {
    beside: [...RIGHTS, service('https', 8443, 8443, 'demo-metrics-service', 'control-plane: controller-manager')],
    wrong: manager({ labels: '{control-plane: controller-manager}' }),
    right: manager(),
  }),
  manifestCase('policy-blocks-webhooks', {
    beside: [
      ...HOOKED,
      HOOK_SERVICE,
      certificate(HOOK_NAMES),
      manager(HOOK_POD),
      webhook(INJECTED),
      policy('allow-metrics', 'ports: [{port: 8443}]'),
    ],
    wrong: policy('allow-webhook', 'ports: [{port: 443}]'),
    right: policy('allow-webhook', 'ports: [{port: 9443}]'),
  }),
  manifestCase('policy-blocks-webhooks', {
    beside: [
      ...HOOKED,
      HOOK_SERVICE,
      certificate(HOOK_NAMES),
      manager(HOOK_POD),
      webhook(INJECTED),
      policy('allow-metrics', 'ports: [{port: 8443}]'),
    ],
    wrong: policy(
      'allow-webhook',
      '{ports: [{port: 9443}], from: [{namespaceSelector: {matchLabels: {webhook: enabled}}}]}',
    ),
    right: policy('allow-webhook', 'ports: [{port: webhook-server}]'),
  }),
  manifestCase('policy-blocks-metrics', {
    beside: [...RIGHTS, service(), manager()],
    wrong: policy('allow-metrics', 'ports: [{port: 8080}]'),
    right: policy(
      'allow-metrics',
      '{ports: [{port: 8443}], from: [{namespaceSelector: {matchLabels: {metrics: enabled}}}]}',
    ),
  }),
] as const;
