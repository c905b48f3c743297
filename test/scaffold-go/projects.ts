import type { ScaffoldOptions } from '../../src/options/generated/types.ts';

/** Every sort of file, for every preset that has it. */
export const PROJECT: ScaffoldOptions = {
  projectName: 'guestbook',
  domain: 'example.com',
  repo: 'github.com/example/guestbook',
  owner: 'The Guestbook Authors',
  year: 2026,
  resources: [
    {
      group: 'webapp',
      version: 'v1',
      kind: 'Guestbook',
      webhooks: { defaulting: true, validation: true, conversion: true, spoke: ['v2'] },
    },
    { group: 'webapp', version: 'v2', kind: 'Guestbook', controller: false },
    { group: 'webapp', version: 'v1', kind: 'Policy', api: { namespaced: false } },
    { group: 'apps', version: 'v1', kind: 'Deployment', core: true },
  ],
};
