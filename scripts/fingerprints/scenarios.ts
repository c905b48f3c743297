import type { ResourceOptions, ScaffoldOptions, WebhookOptions } from '../../src/options/generated/types.ts';

/** A project that is scaffolded to record what its files look like. */
export interface Scenario {
  readonly name: string;
  readonly options: ScaffoldOptions;
}

const NAMES = { projectName: 'quartz-mine', domain: 'fjord.example', repo: 'host.example/team/quartz' };
const SET: Readonly<Record<string, WebhookOptions>> = {
  Lemur: { defaulting: true },
  Heron: { validation: true },
  Okapi: { defaulting: true, validation: true },
};

function kind(name: string, more: Partial<ResourceOptions> = {}): ResourceOptions {
  return { group: 'taiga', version: 'v1', kind: name, ...more };
}

/** A kind in two versions that are converted into each other. */
function converted(name: string, webhooks: WebhookOptions, more: Partial<ResourceOptions> = {}) {
  return [
    kind(name, { version: 'v1', webhooks: { ...webhooks, conversion: true, spoke: ['v2'] }, ...more }),
    kind(name, { version: 'v2', ...more, controller: false }),
  ];
}

function one(name: string, resources: readonly ResourceOptions[], more: Partial<ScaffoldOptions> = {}): Scenario {
  return { name, options: { ...NAMES, resources, ...more } };
}

/** Kinds of every sort; each sort in another number, so that a list of a shared file tells what it lists. */
function every(more: Partial<ResourceOptions>, other: Partial<ResourceOptions>): ResourceOptions[] {
  return [
    kind('Walrus', more),
    kind('Badger', { controller: false, ...more }),
    kind('Condor', { controller: false, api: { namespaced: false }, ...other }),
    ...Object.entries(SET).map(([name, webhooks], index) => kind(name, { webhooks, ...(index === 1 ? other : more) })),
    ...converted('Marmot', {}, more),
    ...converted('Ibis', { defaulting: true }, other),
    ...converted('Narwhal', { validation: true }, more),
    ...converted('Puffin', { defaulting: true, validation: true }, other),
    kind('Stork', { version: 'v1alpha1', webhooks: { defaulting: true, validation: true }, ...more }),
  ];
}

const CORE: ResourceOptions = { group: 'apps', version: 'v1', kind: 'Walrus', core: true };
/** The core group, which Kubebuilder calls `core`. Names of kinds are not looked up. */
const POD: ResourceOptions = { group: 'core', version: 'v1', kind: 'Okapi', core: true, controller: false };
const EXTERNAL: ResourceOptions = {
  ...{ group: 'burrow', domain: 'tundra.example', version: 'v1', kind: 'Walrus', external: true },
  path: 'host.example/other/moss/pkg/apis/lichen/v1',
};

/** What a release can make in every way that its files depend on. Which of them a release refuses is its own affair. */
export function scenarios(): Scenario[] {
  const walrus = kind('Walrus');
  const groups = { multigroup: true };
  const single = [
    one('init', []),
    one('api', [walrus]),
    one('two', [walrus, kind('Badger', { api: { namespaced: false } })]),
    one('types', [kind('Walrus', { controller: false })]),
    one('controller', [kind('Walrus', { api: false })]),
    one('defaulting', [kind('Walrus', { webhooks: { defaulting: true } })]),
    one('validation', [kind('Walrus', { webhooks: { validation: true } })]),
    one('admission', [kind('Walrus', { webhooks: { defaulting: true, validation: true } }), kind('Badger')]),
    one('types-admission', [kind('Walrus', { controller: false, webhooks: { defaulting: true, validation: true } })]),
    one('conversion', converted('Walrus', {})),
    one('admission-conversion', converted('Walrus', { defaulting: true, validation: true })),
    one('defaulting-conversion', converted('Walrus', { defaulting: true })),
    one('validation-conversion', converted('Walrus', { validation: true })),
    one('every', every({}, {})),
    one('builtin', [CORE, { ...POD, webhooks: { defaulting: true } }]),
    one('builtin-validation', [{ ...POD, webhooks: { validation: true } }]),
    one('builtin-admission', [{ ...POD, controller: true, webhooks: { defaulting: true, validation: true } }]),
    one('foreign', [EXTERNAL]),
    one('mixed', [walrus, { ...EXTERNAL, kind: 'Heron' }, { ...CORE, group: 'batch', kind: 'Condor' }], groups),
    one('foreign-admission', [{ ...EXTERNAL, webhooks: { defaulting: true, validation: true } }]),
  ];
  return [
    ...single,
    one('groups-init', [], groups),
    one('groups-api', [walrus], groups),
    one('groups-admission', [kind('Walrus', { webhooks: { defaulting: true, validation: true } })], groups),
    one('groups-conversion', converted('Walrus', {}), groups),
    one('groups-every', every({}, { group: 'steppe' }), groups),
    one('no-group', [{ version: 'v1', kind: 'Walrus', webhooks: { defaulting: true } }]),
    one('no-domain', [kind('Walrus', { webhooks: { validation: true } })], { domain: '' }),
    one('plural', [
      kind('Walrus', { plural: 'herd' }),
      kind('Lemur', { plural: 'troop', api: { namespaced: false }, webhooks: { defaulting: true } }),
    ]),
    one(
      'groups-plural',
      [kind('Walrus', { plural: 'herd' }), ...converted('Lemur', { defaulting: true }, { plural: 'troop' })],
      groups,
    ),
    one(
      'cluster',
      ['Lemur', 'Heron'].map((name, index) =>
        kind(name, { api: { namespaced: false }, webhooks: index === 0 ? { defaulting: true } : { validation: true } }),
      ),
    ),
    one('groups-builtin', [CORE, { ...POD, webhooks: { defaulting: true } }], groups),
    one('groups-foreign', [{ ...EXTERNAL, webhooks: { validation: true } }], groups),
    one('namespaced-init', [], { namespaced: true }),
    one('namespaced-api', [walrus], { namespaced: true }),
    one('namespaced-every', every({}, {}), { namespaced: true }),
    one('namespaced-groups', every({}, { group: 'steppe' }), { namespaced: true, multigroup: true }),
  ];
}

/** Own kinds beside those of others, in one group. The releases' own programs have not been asked for these. */
export function mixtures(): Scenario[] {
  const walrus = kind('Walrus');
  const foreign = { ...EXTERNAL, kind: 'Heron' };
  const builtin = { ...CORE, group: 'batch', kind: 'Condor' };
  return [
    one('beside-builtin', [walrus, builtin]),
    one('beside-foreign', [walrus, foreign]),
    one('beside-both', [walrus, foreign, builtin]),
  ];
}
