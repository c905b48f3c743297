import { type Release, releaseNotes } from '../release.ts';
import { CONFIG_ORIGIN } from './origin/config-origin.ts';
import { GO_ORIGIN } from './origin/go-origin.ts';
import { VERSION_ORIGIN } from './origin/version-origin.ts';

/** The oldest release that is known: where the history starts, so its entries set every fact. */
export const v3_13_0: Release = {
  version: '3.13.0',
  date: '2023-11-01',
  entries: [
    {
      id: '3.13.0/config',
      release: '3.13.0',
      topic: 'manager',
      title: 'The scaffold of config/ as the history finds it.',
      why: 'The oldest release that is described here.',
      links: [releaseNotes('3.13.0')],
      sets: CONFIG_ORIGIN,
    },
    {
      id: '3.13.0/go',
      release: '3.13.0',
      topic: 'go',
      title: 'The Go module and its surroundings as the history finds them.',
      why: 'The oldest release that is described here.',
      links: [releaseNotes('3.13.0')],
      sets: GO_ORIGIN,
    },
    {
      id: '3.13.0/versions',
      release: '3.13.0',
      topic: 'versions',
      title: 'Go 1.20, controller-runtime 0.16.3, Kubernetes 0.28.3, controller-tools 0.13.0, kustomize 5.2.1.',
      why: 'The versions that this release was tested with.',
      links: [releaseNotes('3.13.0')],
      sets: VERSION_ORIGIN,
    },
  ],
};
