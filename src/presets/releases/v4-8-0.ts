import { type Release, releaseNotes } from '../release.ts';

export const v4_8_0: Release = {
  version: '4.8.0',
  date: '2025-08-26',
  entries: [
    {
      id: '4.8.0/versions',
      release: '4.8.0',
      topic: 'versions',
      title: 'Go 1.24.5, golangci-lint 2.3.0 and cert-manager in tests 1.18.2.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.8.0')],
      sets: {
        goVersion: '1.24.5',
        golangciLint: 'v2.3.0',
        e2eCertManager: 'v1.18.2',
        e2ePrometheusOperator: '',
        projectCliVersion: '4.8.0',
      },
    },
  ],
};
