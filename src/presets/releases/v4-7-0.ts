import { type Release, releaseNotes } from '../release.ts';

export const v4_7_0: Release = {
  version: '4.7.0',
  date: '2025-07-13',
  entries: [
    {
      id: '4.7.0/read-only-root',
      release: '4.7.0',
      topic: 'manager',
      title: 'The root file system of the manager is read-only.',
      why: 'The manager writes nothing; an intruder should not either.',
      links: [releaseNotes('4.7.0')],
      sets: { readOnlyRootFilesystem: true },
      breaks: 'A manager that writes files fails until it has a volume for them.',
      byHand: 'Mount an emptyDir where the manager writes.',
    },
    {
      id: '4.7.0/certificates-with-webhooks',
      release: '4.7.0',
      topic: 'certificates',
      title: 'Webhooks switch the cert-manager section on.',
      why: 'A webhook without a certificate waits for its Secret forever.',
      links: [releaseNotes('4.7.0')],
      sets: { certManagerWithWebhooks: true },
      mends: ['D26'],
      byHand: 'Install cert-manager in the cluster before the operator.',
    },
    {
      id: '4.7.0/versions',
      release: '4.7.0',
      topic: 'versions',
      title: 'golangci-lint 2.1.6.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.7.0')],
      sets: { golangciLint: 'v2.1.6', projectCliVersion: '4.7.0' },
    },
  ],
};
