import { type Release, releaseNotes } from '../release.ts';

export const v4_5_0: Release = {
  version: '4.5.0',
  date: '2025-01-21',
  entries: [
    {
      id: '4.5.0/builder-registry',
      release: '4.5.0',
      topic: 'build',
      title: 'The builder image is named with its registry.',
      why: 'Short names are ambiguous to tools other than docker.',
      links: [releaseNotes('4.5.0')],
      sets: { builderRegistry: 'docker.io/' },
    },
    {
      id: '4.5.0/cert-manager-repository',
      release: '4.5.0',
      topic: 'tests',
      title: 'cert-manager comes from its own organisation.',
      why: 'It moved there.',
      links: [releaseNotes('4.5.0')],
      sets: { e2eCertManagerOwner: 'cert-manager' },
    },
    {
      id: '4.5.0/versions',
      release: '4.5.0',
      topic: 'versions',
      title:
        'controller-runtime 0.20.0, Kubernetes 0.32.0, controller-tools 0.17.1, golangci-lint 1.63.4 and cert-manager in tests 1.16.3.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.5.0')],
      sets: {
        controllerRuntime: 'v0.20.0',
        kubernetes: 'v0.32.0',
        controllerTools: 'v0.17.1',
        golangciLint: 'v1.63.4',
        setupEnvtest: 'release-0.20',
        e2eCertManager: 'v1.16.3',
        goMinimum: '1.23.0',
      },
    },
  ],
};
