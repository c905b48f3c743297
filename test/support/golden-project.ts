import type { ScaffoldOptions } from '../../src/options/generated/types.ts';

/** The project of all golden files: a kind with every type of webhook, and a cluster-scoped one without any. */
export const GOLDEN_PROJECT: ScaffoldOptions = {
  projectName: 'guestbook',
  domain: 'example.com',
  repo: 'github.com/example/guestbook',
  image: 'ghcr.io/example/guestbook:v1.2.3',
  resources: [
    {
      group: 'webapp',
      version: 'v1',
      kind: 'Guestbook',
      webhooks: { defaulting: true, validation: true, conversion: true, spoke: ['v2'] },
    },
    { group: 'webapp', version: 'v2', kind: 'Guestbook' },
    { group: 'webapp', version: 'v1', kind: 'Policy', api: { namespaced: false } },
  ],
};
