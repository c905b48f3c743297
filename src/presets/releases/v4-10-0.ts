import { type Release, releaseNotes } from '../release.ts';

export const v4_10_0: Release = {
  version: '4.10.0',
  date: '2025-11-13',
  retracted: 'The Go module cannot be fetched: a file name in it is not allowed. 4.10.1 has the same scaffold.',
  entries: [
    {
      id: '4.10.0/quoted-recipes',
      release: '4.10.0',
      topic: 'build',
      title: 'The recipes of the Makefile quote paths.',
      why: 'A path may have spaces in it.',
      links: [releaseNotes('4.10.0')],
      sets: { recipesQuote: true },
    },
    {
      id: '4.10.0/module-versions',
      release: '4.10.0',
      topic: 'build',
      title: 'The versions for envtest follow replacements in go.mod.',
      why: 'A replaced module has the version of what replaces it.',
      links: [releaseNotes('4.10.0')],
      sets: { moduleVersionFunction: true },
    },
    {
      id: '4.10.0/kubeconfigs',
      release: '4.10.0',
      topic: 'build',
      title: '.gitignore leaves out kubeconfigs.',
      why: 'They hold credentials.',
      links: [releaseNotes('4.10.0')],
      sets: { kubeconfigIgnored: true },
    },
    {
      id: '4.10.0/versions',
      release: '4.10.0',
      topic: 'versions',
      title:
        'Go 1.24.6, controller-runtime 0.22.4, Kubernetes 0.34.1, golangci-lint 2.5.0 and cert-manager in tests 1.19.1.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.10.0')],
      sets: {
        goVersion: '1.24.6',
        controllerRuntime: 'v0.22.4',
        kubernetes: 'v0.34.1',
        golangciLint: 'v2.5.0',
        e2eCertManager: 'v1.19.1',
        projectCliVersion: '4.10.0',
      },
    },
    {
      id: '4.10.0/external-module',
      release: '4.10.0',
      topic: 'project-file',
      title: 'The Go module of external types can be given, with its version, and PROJECT records it.',
      why: 'Without it the newest version of the module was taken, which may need another Kubernetes.',
      links: [releaseNotes('4.10.0')],
      sets: { projectRecordsModule: true },
    },
  ],
};
