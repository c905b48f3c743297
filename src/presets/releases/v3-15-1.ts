import { type Release, releaseNotes } from '../release.ts';

export const v3_15_1: Release = {
  version: '3.15.1',
  date: '2024-05-23',
  entries: [
    {
      id: '3.15.1/metrics-off',
      release: '3.15.1',
      topic: 'metrics',
      title: 'Metrics are off in the manager itself; the Service and the patch are sections of config/default.',
      why: 'The patch of 3.15.0 replaced the whole list of arguments, and its Service led nowhere.',
      links: [
        releaseNotes('3.15.1'),
        'https://github.com/kubernetes-sigs/kubebuilder/commit/11b6a2ab8',
        'https://github.com/kubernetes-sigs/kubebuilder/commit/01f76cf67',
      ],
      sets: {
        metricsPatch: 'json-patch',
        metricsServiceFile: 'config/default/metrics_service.yaml',
        metricsBindAddress: ':8080',
        managerArguments: ['--leader-elect', '--health-probe-bind-address=:8081'],
        patchesKeyAlways: false,
      },
      renames: [['config/rbac/metrics_service.yaml', 'config/default/metrics_service.yaml']],
      mends: ['D8'],
    },
    {
      id: '3.15.1/metrics-default',
      release: '3.15.1',
      topic: 'metrics',
      title: 'The manager serves no metrics unless --metrics-bind-address names an address.',
      why: 'Metrics without protection should be a decision.',
      links: [releaseNotes('3.15.1'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/11b6a2ab8'],
      sets: { metricsBindDefault: '0' },
      breaks: 'Metrics are gone where the address was not named in the arguments.',
      byHand: 'Name the address in the arguments of the Deployment where metrics are wanted.',
    },
  ],
};
