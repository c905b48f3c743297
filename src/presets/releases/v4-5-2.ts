import { type Release, releaseNotes } from '../release.ts';

export const v4_5_2: Release = {
  version: '4.5.2',
  date: '2025-03-26',
  entries: [
    {
      id: '4.5.2/kind-variable',
      release: '4.5.2',
      topic: 'build',
      title: 'The Makefile takes the program kind from the variable KIND.',
      why: 'It may have another name or place.',
      links: [releaseNotes('4.5.2')],
      sets: { kindVariable: true },
    },
    {
      id: '4.5.2/versions',
      release: '4.5.2',
      topic: 'versions',
      title: 'controller-runtime 0.20.4 and kustomize 5.6.0.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('4.5.2')],
      sets: { controllerRuntime: 'v0.20.4', kustomize: 'v5.6.0' },
    },
  ],
};
