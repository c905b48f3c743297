import { type Release, releaseNotes } from '../release.ts';

export const v4_7_1: Release = {
  version: '4.7.1',
  date: '2025-07-24',
  entries: [
    {
      id: '4.7.1/e2e-leases',
      release: '4.7.1',
      topic: 'tests',
      title: 'The end-to-end tests remove the leases that cert-manager leaves.',
      why: 'The next installation waited for them.',
      links: [releaseNotes('4.7.1')],
      sets: { e2eRemovesLeases: true },
    },
    {
      id: '4.7.1/versions',
      release: '4.7.1',
      topic: 'versions',
      title: 'Dependencies and the recorded version of the tool.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.7.1')],
      sets: { projectCliVersion: '4.7.1' },
    },
  ],
};
