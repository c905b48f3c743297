import { type Release, releaseNotes } from '../release.ts';

export const v3_14_0: Release = {
  version: '3.14.0',
  date: '2024-01-30',
  entries: [
    {
      id: '3.14.0/versions',
      release: '3.14.0',
      topic: 'versions',
      title:
        'Go 1.21, controller-runtime 0.17.0, Kubernetes 0.29.0, controller-tools 0.14.0, kustomize 5.3.0 and cert-manager in tests 1.5.3.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('3.14.0')],
      sets: {
        goVersion: '1.21',
        controllerRuntime: 'v0.17.0',
        kubernetes: 'v0.29.0',
        controllerTools: 'v0.14.0',
        kustomize: 'v5.3.0',
        envtestKubernetes: '1.29.0',
        e2eCertManager: 'v1.5.3',
        e2ePrometheusOperator: 'v0.68.0',
      },
    },
  ],
};
