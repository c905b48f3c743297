import { type Release, releaseNotes } from '../release.ts';
import { LINTERS_4_6 } from './origin/linters.ts';

export const v4_6_0: Release = {
  version: '4.6.0',
  date: '2025-05-24',
  entries: [
    {
      id: '4.6.0/cli-version',
      release: '4.6.0',
      topic: 'project-file',
      title: 'PROJECT records the version of the tool.',
      why: 'Upgrades need to know their base.',
      links: [releaseNotes('4.6.0')],
      sets: {},
    },
    {
      id: '4.6.0/lint',
      release: '4.6.0',
      topic: 'ci',
      title: 'golangci-lint 2, with its configuration format and action v8.',
      why: 'Version 1 is not maintained.',
      links: [releaseNotes('4.6.0')],
      sets: { lintConfig: 'v2', linters: LINTERS_4_6, workflowLint: 'action-v8' },
    },
    {
      id: '4.6.0/e2e-cluster',
      release: '4.6.0',
      topic: 'tests',
      title: 'make test-e2e creates its kind cluster, and deletes it.',
      why: 'The tests could hit a cluster in use.',
      links: [releaseNotes('4.6.0')],
      sets: { e2eCluster: 'created' },
    },
    {
      id: '4.6.0/names',
      release: '4.6.0',
      topic: 'go',
      title:
        'cmd/main.go names webhook packages after their version; the builder image has no registry and go.mod no godebug line again.',
      why: 'The group said nothing in projects with one group.',
      links: [releaseNotes('4.6.0')],
      sets: { webhookAlias: 'version', builderRegistry: '', goDebug: '' },
    },
    {
      id: '4.6.0/setup-errors',
      release: '4.6.0',
      topic: 'go',
      title: 'Each registration in cmd/main.go has an error variable of its own.',
      why: 'A check that was forgotten could pass because of the one before it.',
      links: [releaseNotes('4.6.0')],
      sets: { setupAssignment: ':=' },
    },
    {
      id: '4.6.0/rbac-note',
      release: '4.6.0',
      topic: 'rbac',
      title: 'A note in config/rbac names the project.',
      why: 'It showed a placeholder of the template.',
      links: [releaseNotes('4.6.0'), 'https://github.com/kubernetes-sigs/kubebuilder/commit/e1a44f8f6'],
      sets: {},
      mends: ['D38'],
    },
    {
      id: '4.6.0/versions',
      release: '4.6.0',
      topic: 'versions',
      title:
        'Go 1.24.0, controller-runtime 0.21.0, Kubernetes 0.33.0, controller-tools 0.18.0 and golangci-lint 2.1.0.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.6.0')],
      sets: {
        goVersion: '1.24.0',
        controllerRuntime: 'v0.21.0',
        kubernetes: 'v0.33.0',
        controllerTools: 'v0.18.0',
        golangciLint: 'v2.1.0',
        setupEnvtest: 'release-0.21',
        projectCliVersion: '4.6.0',
      },
    },
  ],
};
