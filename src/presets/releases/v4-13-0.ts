import { type Release, releaseNotes } from '../release.ts';

export const v4_13_0: Release = {
  version: '4.13.0',
  date: '2026-02-27',
  entries: [
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
