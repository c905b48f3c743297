import { type Release, releaseNotes } from '../release.ts';

export const v4_8_0: Release = {
  version: '4.8.0',
  date: '2025-08-26',
  entries: [
    {
      id: '4.8.0/certificate-options',
      release: '4.8.0',
      topic: 'certificates',
      title: 'Given certificates are watched by the servers themselves.',
      why: 'Watchers of the manager ran on the leader alone, so other replicas served expired certificates.',
      links: [
        releaseNotes('4.8.0'),
        'https://github.com/kubernetes-sigs/kubebuilder/issues/4792',
        'https://github.com/kubernetes-sigs/kubebuilder/pull/5008',
      ],
      sets: { certificateFlags: 'options' },
      mends: ['D28'],
    },
    {
      id: '4.8.0/conditions',
      release: '4.8.0',
      topic: 'crd',
      title: 'The status holds conditions.',
      why: 'The conventions of the Kubernetes API ask for them.',
      links: [releaseNotes('4.8.0')],
      sets: { statusConditions: true },
    },
    {
      id: '4.8.0/e2e-tag',
      release: '4.8.0',
      topic: 'tests',
      title: 'End-to-end tests stand behind the build tag e2e.',
      why: 'go test ./... ran them by accident.',
      links: [releaseNotes('4.8.0')],
      sets: { e2eTag: true },
    },
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
