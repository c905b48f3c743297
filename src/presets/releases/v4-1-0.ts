import { type Release, releaseNotes } from '../release.ts';
import { LINTERS_4_1 } from './origin/linters.ts';

export const v4_1_0: Release = {
  version: '4.1.0',
  date: '2024-07-05',
  entries: [
    {
      id: '4.1.0/version-names',
      release: '4.1.0',
      topic: 'crd',
      title: 'API versions may have any name that Kubernetes takes.',
      why: 'An internal version could not be called so; 4.0.0 refuses such names and 4.2.0 takes them.',
      links: [releaseNotes('4.1.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/3986'],
      sets: { freeVersionNames: true },
    },
    {
      id: '4.1.0/metrics-filter',
      release: '4.1.0',
      topic: 'metrics',
      title:
        'Metrics are served over HTTPS on 8443 by the manager itself, to those whom the API server authenticates and authorizes.',
      why: 'controller-runtime 0.18 brought the filter that does what the sidecar did.',
      links: [releaseNotes('4.1.0')],
      sets: {
        metricsSection: 'on',
        metricsRoles: 'filter',
        metricsScheme: 'https',
        metricsPort: 8443,
        metricsTargetPort: 8443,
        metricsBindAddress: ':8443',
      },
      renames: [
        ['config/rbac/auth_proxy_role.yaml', 'config/rbac/metrics_auth_role.yaml'],
        ['config/rbac/auth_proxy_role_binding.yaml', 'config/rbac/metrics_auth_role_binding.yaml'],
        ['config/rbac/auth_proxy_client_clusterrole.yaml', 'config/rbac/metrics_reader_role.yaml'],
      ],
      mends: ['D46'],
      breaks: 'A scraper needs a token and the metrics-reader role.',
      byHand: 'Bind the ServiceAccount of Prometheus to the metrics-reader ClusterRole.',
    },
    {
      id: '4.1.0/https-metrics',
      release: '4.1.0',
      topic: 'metrics',
      title: 'Metrics are served over HTTPS, to callers whose token is valid and allows it.',
      why: 'What kube-rbac-proxy did in a sidecar is part of controller-runtime.',
      links: [releaseNotes('4.1.0')],
      sets: { metricsSecureFlag: 'on', metricsFilter: 'always' },
    },
    {
      id: '4.1.0/lint',
      release: '4.1.0',
      topic: 'ci',
      title: 'The linter checks comments with revive.',
      why: 'Markers and comments were written in two styles.',
      links: [releaseNotes('4.1.0')],
      sets: { linters: LINTERS_4_1 },
    },
    {
      id: '4.1.0/versions',
      release: '4.1.0',
      topic: 'versions',
      title: 'controller-runtime 0.18.4 and Kubernetes 0.30.1.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.1.0')],
      sets: { controllerRuntime: 'v0.18.4', kubernetes: 'v0.30.1' },
    },
  ],
};
