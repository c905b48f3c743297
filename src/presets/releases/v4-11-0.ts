import { type Release, releaseNotes } from '../release.ts';

export const v4_11_0: Release = {
  version: '4.11.0',
  date: '2026-01-20',
  entries: [
    {
      id: '4.11.0/namespace-field-specs',
      release: '4.11.0',
      topic: 'webhooks',
      title: 'kustomize is no longer taught where webhooks name a namespace.',
      why: 'The extra field specs did harm where the project is the base of another overlay.',
      links: [releaseNotes('4.11.0'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/b5a66b092'],
      sets: { namespaceFieldSpecs: false },
      mends: ['D40'],
    },
    {
      id: '4.11.0/versions',
      release: '4.11.0',
      topic: 'versions',
      title:
        'Go 1.25.3, controller-runtime 0.23.0, Kubernetes 0.35.0, controller-tools 0.20.0, golangci-lint 2.7.2 and cert-manager in tests 1.19.2.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.11.0')],
      sets: {
        goVersion: '1.25.3',
        controllerRuntime: 'v0.23.0',
        kubernetes: 'v0.35.0',
        controllerTools: 'v0.20.0',
        golangciLint: 'v2.7.2',
        setupEnvtest: 'release-0.23',
        e2eCertManager: 'v1.19.2',
        projectCliVersion: '4.11.0',
      },
    },
  ],
};
