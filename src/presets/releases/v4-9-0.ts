import { type Release, releaseNotes } from '../release.ts';

export const v4_9_0: Release = {
  version: '4.9.0',
  date: '2025-09-19',
  entries: [
    {
      id: '4.9.0/docker-context',
      release: '4.9.0',
      topic: 'build',
      title: 'The image is built from what .dockerignore lets through.',
      why: 'Directories that a project does not have made the build fail.',
      links: [releaseNotes('4.9.0'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/c2e1e09e2'],
      sets: { dockerCopies: 'context' },
      mends: ['D34'],
    },
    {
      id: '4.9.0/install',
      release: '4.9.0',
      topic: 'build',
      title: 'make install and uninstall pass in a project without CRDs.',
      why: 'They failed on the missing directory.',
      links: [releaseNotes('4.9.0'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/03fddac31'],
      sets: { installToleratesNoCrds: true },
      mends: ['D35'],
    },
    {
      id: '4.9.0/e2e-metrics',
      release: '4.9.0',
      topic: 'tests',
      title: 'What reads the metrics in the end-to-end tests gives its error back.',
      why: 'Its caller can try again.',
      links: [releaseNotes('4.9.0')],
      sets: { e2eMetricsFail: 'caller' },
    },
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
