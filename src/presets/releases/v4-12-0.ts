import { type Release, releaseNotes } from '../release.ts';
import { LINTERS_4_12 } from './origin/linters.ts';

export const v4_12_0: Release = {
  version: '4.12.0',
  date: '2026-02-16',
  entries: [
    {
      id: '4.12.0/namespaced',
      release: '4.12.0',
      topic: 'rbac',
      title: 'A manager can be confined to its own namespace.',
      why: 'A Role instead of a ClusterRole, and WATCH_NAMESPACE in the environment.',
      links: [releaseNotes('4.12.0')],
      sets: { namespacedMode: true },
    },
    {
      id: '4.12.0/lint',
      release: '4.12.0',
      topic: 'ci',
      title: 'The linter checks structured log calls, with a plugin.',
      why: 'A message with an odd number of keys and values is found at run time only.',
      links: [releaseNotes('4.12.0')],
      sets: { lintPlugin: true, linters: LINTERS_4_12 },
    },
    {
      id: '4.12.0/log-messages',
      release: '4.12.0',
      topic: 'go',
      title: 'Log messages begin with a capital letter.',
      why: 'The guidelines of Kubernetes for logging ask for it.',
      links: [releaseNotes('4.12.0')],
      sets: { logMessages: 'failed' },
    },
    {
      id: '4.12.0/devcontainer',
      release: '4.12.0',
      topic: 'ci',
      title: 'The dev container updates its packages and completes commands.',
      why: 'What is typed most in it is long.',
      links: [releaseNotes('4.12.0')],
      sets: { devcontainerCompletions: true },
    },
    {
      id: '4.12.0/versions',
      release: '4.12.0',
      topic: 'versions',
      title: 'controller-tools 0.20.1, kustomize 5.8.1, golangci-lint 2.8.0 and cert-manager in tests 1.19.3.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.12.0')],
      sets: {
        controllerTools: 'v0.20.1',
        kustomize: 'v5.8.1',
        golangciLint: 'v2.8.0',
        e2eCertManager: 'v1.19.3',
        projectCliVersion: '4.12.0',
      },
    },
  ],
};
