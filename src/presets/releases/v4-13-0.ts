import { type Release, releaseNotes } from '../release.ts';

export const v4_13_0: Release = {
  version: '4.13.0',
  date: '2026-02-27',
  entries: [
    {
      id: '4.13.0/workflow-lint',
      release: '4.13.0',
      topic: 'ci',
      title: 'The lint workflow runs the Makefile.',
      why: 'The stock linter of the action does not know the plugin.',
      links: [releaseNotes('4.13.0'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/2fe50b51c'],
      sets: { workflowLint: 'make' },
      mends: ['D42'],
    },
    {
      id: '4.13.0/versions',
      release: '4.13.0',
      topic: 'versions',
      title: 'cert-manager in tests 1.19.4.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.13.0')],
      sets: { e2eCertManager: 'v1.19.4', projectCliVersion: '4.13.0' },
    },
  ],
};
