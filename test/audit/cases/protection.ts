import { type AuditCase, manifestCase } from './case.ts';
import { ACCOUNT, binding, joined, manager, PROXIED, policy, REVIEWS, service } from './manifests.ts';

const RIGHTS = [ACCOUNT, REVIEWS, binding()];
const ELECTION = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: demo-role}
rules:
- {apiGroups: [example.org], resources: [widgets], verbs: [get]}
---
${binding('demo-role')}`;

const main = (options: string) => `package main

func main() {
	mgr, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		Metrics: metricsserver.Options{
			BindAddress: ":8443",
${options.replace(/^/gm, '\t\t\t')}
		},
	})
}
`;

export const PROTECTION_CASES: readonly AuditCase[] = [
  manifestCase('metrics-open', {
    beside: [ACCOUNT, service('http', 8080, 8080)],
    wrong: manager({ args: ['--metrics-bind-address=:8080', '--metrics-secure=false'] }),
    right: joined(
      manager({ args: ['--metrics-bind-address=:8080', '--metrics-secure=false'] }),
      policy(
        'allow-metrics',
        '{ports: [{port: 8080}], from: [{namespaceSelector: {matchLabels: {metrics: enabled}}}]}',
      ),
    ),
  }),
  manifestCase('metrics-open', {
    beside: [...RIGHTS, service('https', 'https')],
    wrong: manager({ ...PROXIED, args: ['--metrics-bind-address=:8080'] }),
    right: manager(PROXIED),
  }),
  manifestCase('review-rights-missing', {
    beside: [ACCOUNT, REVIEWS, ELECTION, manager(PROXIED), service('https', 'https')],
    wrong: binding('demo-metrics-auth', 'demo', 'RoleBinding'),
    right: binding(),
  }),
  {
    rule: 'secure-without-filter',
    wrong: { 'cmd/main.go': main('SecureServing: true,') },
    right: { 'cmd/main.go': main('SecureServing: true,\nFilterProvider: filters.WithAuthenticationAndAuthorization,') },
  },
  {
    rule: 'filter-without-secure',
    beside: { 'manager.yaml': joined(manager({ args: ['--metrics-bind-address=:8443'] }), ...RIGHTS, service()) },
    wrong: { 'cmd/main.go': main('FilterProvider: filters.WithAuthenticationAndAuthorization,') },
    right: { 'cmd/main.go': main('SecureServing: true,\nFilterProvider: filters.WithAuthenticationAndAuthorization,') },
  },
  manifestCase('proxy-before-secure-manager', {
    beside: [...RIGHTS, service('https', 'https')],
    wrong: manager({ ...PROXIED, args: ['--metrics-bind-address=127.0.0.1:8080', '--metrics-secure=true'] }),
    right: manager(PROXIED),
  }),
  manifestCase('proxy-roles-left', {
    beside: [ACCOUNT, REVIEWS, manager({ args: ['--metrics-bind-address=0'] })],
    wrong: binding(),
    right: '',
  }),
  manifestCase('reader-unbound', {
    beside: [...RIGHTS, manager(), service()],
    wrong: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: demo-metrics-reader}
rules:
- {nonResourceURLs: [/metrics], verbs: [get]}
`,
    right: `# Bind it to the account of Prometheus.
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: demo-metrics-reader}
rules:
- {nonResourceURLs: [/metrics], verbs: [get]}
`,
  }),
];
