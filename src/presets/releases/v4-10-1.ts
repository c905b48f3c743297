import { type Release, releaseNotes } from '../release.ts';

export const v4_10_1: Release = {
  version: '4.10.1',
  date: '2025-11-16',
  entries: [
    {
      id: '4.10.1/omitzero',
      release: '4.10.1',
      topic: 'crd',
      title: 'The JSON tags of metadata and status say omitzero alone.',
      why: 'omitempty has no meaning for a struct.',
      links: [releaseNotes('4.10.1')],
      sets: { emptyFields: 'omitzero' },
    },
    {
      id: '4.10.1/e2e-readiness',
      release: '4.10.1',
      topic: 'tests',
      title: 'The metrics test has a place for checks that come before it.',
      why: 'Metrics were asked for before the webhooks were ready.',
      links: [releaseNotes('4.10.1')],
      sets: { e2eReadinessMarker: true },
    },
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
