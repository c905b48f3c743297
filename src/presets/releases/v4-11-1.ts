import { type Release, releaseNotes } from '../release.ts';

export const v4_11_1: Release = {
  version: '4.11.1',
  date: '2026-01-27',
  entries: [
    {
      id: '4.11.1/versions',
      release: '4.11.1',
      topic: 'versions',
      title: 'controller-runtime 0.23.1.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.11.1')],
      sets: { controllerRuntime: 'v0.23.1', projectCliVersion: '4.11.1' },
    },
  ],
};
