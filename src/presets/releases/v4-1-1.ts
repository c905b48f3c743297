import { type Release, releaseNotes } from '../release.ts';

export const v4_1_1: Release = {
  version: '4.1.1',
  date: '2024-07-23',
  entries: [
    {
      id: '4.1.1/webhook-patch-labels',
      release: '4.1.1',
      topic: 'labels',
      title: 'The patch that gives the manager its webhook port carries the labels of the Deployment.',
      why: 'Every object of the scaffold has them.',
      links: [releaseNotes('4.1.1')],
      sets: { webhookPatchLabels: true },
    },
    {
      id: '4.1.1/metrics-filter',
      release: '4.1.1',
      topic: 'metrics',
      title: 'Without HTTPS metrics are served without authentication, too.',
      why: 'A filter that reads tokens over HTTP gives them away.',
      links: [releaseNotes('4.1.1'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/59a92f722'],
      sets: { metricsFilter: 'if-secure' },
      mends: ['D29'],
    },
    {
      id: '4.1.1/makefile',
      release: '4.1.1',
      topic: 'build',
      title: 'Tools lie in bin/ under their plain names, as links to the version in use.',
      why: 'Scripts can call bin/kustomize whatever its version.',
      links: [releaseNotes('4.1.1')],
      sets: { toolNames: 'linked' },
    },
    {
      id: '4.1.1/versions',
      release: '4.1.1',
      topic: 'versions',
      title: 'Go 1.22.0, kustomize 5.4.2 and golangci-lint 1.59.1.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.1.1')],
      sets: { goVersion: '1.22.0', kustomize: 'v5.4.2', golangciLint: 'v1.59.1' },
    },
  ],
};
