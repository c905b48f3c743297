import { type Release, releaseNotes } from '../release.ts';

export const v3_15_0: Release = {
  version: '3.15.0',
  date: '2024-05-15',
  entries: [
    {
      id: '3.15.0/no-sidecar',
      release: '3.15.0',
      topic: 'metrics',
      title: 'The kube-rbac-proxy sidecar is gone, with its roles and its Service.',
      why: 'Its images were built by hand for a registry that was about to close, and the proxy is no part of the Kubernetes organisation.',
      links: [releaseNotes('3.15.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/3899'],
      sets: { metricsSidecarImage: '', metricsRoles: 'none', metricsPatch: 'strategic-merge' },
      renames: [['config/default/manager_auth_proxy_patch.yaml', 'config/default/manager_metrics_patch.yaml']],
      mends: ['D30'],
      byHand: 'Delete the roles and bindings of the proxy from the cluster.',
    },
    {
      id: '3.15.0/metrics-off',
      release: '3.15.0',
      topic: 'metrics',
      title: 'Metrics are off; the section that switches them on serves plain HTTP on 8080.',
      why: 'Without the sidecar nothing protected them.',
      links: [releaseNotes('3.15.0'), 'https://github.com/kubernetes-sigs/kubebuilder/pull/3899'],
      sets: {
        metricsSection: 'off',
        metricsServiceFile: 'config/rbac/metrics_service.yaml',
        metricsScheme: 'http',
        metricsPort: 8080,
        metricsTargetPort: 8080,
        metricsBindAddress: '0.0.0.0:8080',
        managerArguments: ['--leader-elect', '--health-probe-bind-address=:8081', '--metrics-bind-address=0'],
      },
      renames: [['config/rbac/auth_proxy_service.yaml', 'config/rbac/metrics_service.yaml']],
      breaks: 'Nothing answers on the metrics endpoint until the section is switched on; then it answers anybody.',
      byHand: 'Change what scrapes the endpoint.',
    },
  ],
};
