import { type Release, releaseNotes } from '../release.ts';

export const v4_10_1: Release = {
  version: '4.10.1',
  date: '2025-11-16',
  entries: [
    {
      id: '4.10.1/versions',
      release: '4.10.1',
      topic: 'versions',
      title: 'Dependencies and the recorded version of the tool.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.10.1')],
      sets: { projectCliVersion: '4.10.1' },
    },
  ],
};
