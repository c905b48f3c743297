import { type Release, releaseNotes } from '../release.ts';

export const v4_9_0: Release = {
  version: '4.9.0',
  date: '2025-09-19',
  entries: [
    {
      id: '4.9.0/versions',
      release: '4.9.0',
      topic: 'versions',
      title:
        'controller-runtime 0.22.1, Kubernetes 0.34.0, controller-tools 0.19.0, kustomize 5.7.1 and golangci-lint 2.4.0.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.9.0')],
      sets: {
        controllerRuntime: 'v0.22.1',
        kubernetes: 'v0.34.0',
        controllerTools: 'v0.19.0',
        kustomize: 'v5.7.1',
        golangciLint: 'v2.4.0',
        setupEnvtest: 'release-0.22',
        projectCliVersion: '4.9.0',
      },
    },
  ],
};
