import { type Release, releaseNotes } from '../release.ts';

export const v4_14_0: Release = {
  version: '4.14.0',
  date: '2026-04-29',
  entries: [
    {
      id: '4.14.0/health-port',
      release: '4.14.0',
      topic: 'manager',
      title: 'The container declares its probe port as health.',
      why: 'Policies and service meshes can name it.',
      links: [releaseNotes('4.14.0')],
      sets: { healthPortDeclared: true },
    },
    {
      id: '4.14.0/versions',
      release: '4.14.0',
      topic: 'versions',
      title: 'Go 1.25.7, golangci-lint 2.11.4 and cert-manager in tests 1.20.2.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.14.0')],
      sets: { goVersion: '1.25.7', golangciLint: 'v2.11.4', e2eCertManager: 'v1.20.2', projectCliVersion: '4.14.0' },
    },
  ],
};
