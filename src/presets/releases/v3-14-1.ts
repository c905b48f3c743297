import { type Release, releaseNotes } from '../release.ts';

export const v3_14_1: Release = {
  version: '3.14.1',
  date: '2024-03-30',
  entries: [
    {
      id: '3.14.1/service-account-labels',
      release: '3.14.1',
      topic: 'labels',
      title: 'ServiceAccount, webhook Service and samples carry two labels instead of six.',
      why: "The detailed set repeated the object's kind and name; name and managed-by are what tools select by.",
      links: [releaseNotes('3.14.1')],
      sets: { serviceAccountLabels: 'short', webhookServiceLabels: 'short', sampleLabels: 'short' },
    },
    {
      id: '3.14.1/installer',
      release: '3.14.1',
      topic: 'build',
      title: 'make build-installer writes each CRD once.',
      why: 'It joined the CRDs to what holds them already.',
      links: [releaseNotes('3.14.1'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/532134a85'],
      sets: { installerRepeatsCrds: false },
      mends: ['D33'],
    },
    {
      id: '3.14.1/versions',
      release: '3.14.1',
      topic: 'versions',
      title: 'controller-runtime 0.17.2.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('3.14.1')],
      sets: { controllerRuntime: 'v0.17.2', setupEnvtest: 'release-0.17' },
    },
  ],
};
