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
      id: '4.14.0/setup-errors',
      release: '4.14.0',
      topic: 'manager',
      title: 'A controller that cannot be set up is named in the log by its own name.',
      why: 'Controllers can have names that are not their kind.',
      links: [releaseNotes('4.14.0')],
      sets: { setupErrorNames: 'controller' },
    },
    {
      id: '4.14.0/pinned-actions',
      release: '4.14.0',
      topic: 'ci',
      title: 'Workflows pin actions to commits, and jobs name their permissions.',
      why: 'A tag of an action can be moved.',
      links: [releaseNotes('4.14.0')],
      sets: { workflowsPinned: true },
    },
    {
      id: '4.14.0/year',
      release: '4.14.0',
      topic: 'build',
      title: 'make generate fills in the year of the licence header.',
      why: 'Generated files had the year in which the project began.',
      links: [releaseNotes('4.14.0')],
      sets: { yearVariable: true },
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
