import { type Release, releaseNotes } from '../release.ts';
import { LINTERS_4_15, MODERNIZE_EXCEPTS_4_15 } from './origin/linters.ts';

export const v4_15_0: Release = {
  version: '4.15.0',
  date: '2026-06-15',
  entries: [
    {
      id: '4.15.0/scheme-builder',
      release: '4.15.0',
      topic: 'go',
      title: 'API packages build their scheme with apimachinery.',
      why: 'An API package without controller-runtime can be imported by anybody.',
      links: [releaseNotes('4.15.0')],
      sets: { schemeBuilder: 'apimachinery' },
      byHand:
        'Rewrite groupversion_info.go before an API is added to an existing version: new types use the new builder.',
    },
    {
      id: '4.15.0/lint',
      release: '4.15.0',
      topic: 'ci',
      title: 'The linter refuses the package sort, and lets helpers that make pointers stand.',
      why: 'The package slices does the same with types; new(value) is younger than most code.',
      links: [releaseNotes('4.15.0')],
      sets: { linters: LINTERS_4_15, modernizeExcepts: MODERNIZE_EXCEPTS_4_15 },
    },
    {
      id: '4.15.0/versions',
      release: '4.15.0',
      topic: 'versions',
      title:
        'Go 1.26.0, controller-runtime 0.24.1, Kubernetes 0.36.0, controller-tools 0.21.0 and golangci-lint 2.12.2.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.15.0')],
      sets: {
        goVersion: '1.26.0',
        controllerRuntime: 'v0.24.1',
        kubernetes: 'v0.36.0',
        controllerTools: 'v0.21.0',
        golangciLint: 'v2.12.2',
        setupEnvtest: 'v0.24.1',
        projectCliVersion: '4.15.0',
      },
    },
  ],
};
