import { type Release, releaseNotes } from '../release.ts';

export const v4_13_1: Release = {
  version: '4.13.1',
  date: '2026-03-24',
  entries: [
    {
      id: '4.13.1/scheme-group-version',
      release: '4.13.1',
      topic: 'go',
      title: 'SchemeGroupVersion stands beside GroupVersion.',
      why: 'Generated clients look for that name.',
      links: [releaseNotes('4.13.1')],
      sets: { schemeGroupVersion: true },
    },
    {
      id: '4.13.1/versions',
      release: '4.13.1',
      topic: 'versions',
      title: 'controller-runtime 0.23.3, Kubernetes 0.35.2 and cert-manager in tests 1.20.0.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.13.1')],
      sets: {
        controllerRuntime: 'v0.23.3',
        kubernetes: 'v0.35.2',
        e2eCertManager: 'v1.20.0',
        projectCliVersion: '4.13.1',
      },
    },
  ],
};
