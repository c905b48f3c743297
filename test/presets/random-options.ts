import fc from 'fast-check';
import type { ResourceOptions, ScaffoldOptions } from '../../src/options/generated/types.ts';

const KINDS = [
  ...['Widget', 'Policy', 'Status', 'Box', 'Fish', 'Series', 'Gateway', 'Index', 'Analysis', 'Shelf', 'Mouse', 'Hero'],
  ...[
    'DNSRecord',
    'K8sNode',
    'Leaf',
    'Datum',
    'Child',
    'Quiz',
    'VirtualMachine',
    'Metadata',
    'IPAddress',
    'Yes',
    'Null',
  ],
];
const GROUPS = ['shop', 'store', 'a.b', 'cell-division', 'x1', 'on'];
const VERSIONS = ['v1', 'v1alpha1', 'v1beta2', 'v2', 'v10'];

const projectName = fc.oneof(
  fc.constantFrom('demo', 'my-operator', '2fast', '1', '0x1f', 'true', '1e3', '20-20', 'no', `a${'b'.repeat(39)}`),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/),
);
const domain = fc.constantFrom('example.com', 'my.domain', 'x', '', 'k8s.my-company.io', 'a-b.c-d.example');

/** One kind of ours, in one to three versions. */
const ownKind = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    group: fc.constantFrom(...GROUPS),
    versions: fc.uniqueArray(fc.constantFrom(...VERSIONS), { minLength: 1, maxLength: 3 }),
    namespaced: fc.boolean(),
    plural: fc.option(fc.constantFrom('things', 'widgetz'), { nil: undefined, freq: 8 }),
    controller: fc.boolean(),
    admission: fc.array(
      fc.constantFrom({}, {}, { defaulting: true }, { validation: true }, { defaulting: true, validation: true }),
      {
        minLength: 3,
        maxLength: 3,
      },
    ),
    conversion: fc.boolean(),
    hub: fc.nat(2),
  })
  .map(({ kind, group, versions, namespaced, plural, controller, admission, conversion, hub }) =>
    versions.map((version, index): ResourceOptions => {
      const converts = conversion && versions.length > 1 && index === hub % versions.length;
      const spoke = versions.filter((other) => other !== version);
      const webhooks = { ...admission[index], ...(converts ? { conversion: true, spoke } : {}) };
      return {
        group,
        version,
        kind,
        ...(plural === undefined ? {} : { plural }),
        api: { namespaced },
        controller: controller && index === 0,
        ...(Object.keys(webhooks).length === 0 ? {} : { webhooks }),
      };
    }),
  );

const foreignKind = fc.constantFrom<ResourceOptions>(
  { group: 'apps', version: 'v1', kind: 'Deployment', core: true },
  { group: 'core', version: 'v1', kind: 'Pod', core: true, controller: false, webhooks: { defaulting: true } },
  { group: 'networking', version: 'v1', kind: 'Ingress', core: true, webhooks: { validation: true } },
  {
    group: 'cert-manager',
    domain: 'io',
    version: 'v1',
    kind: 'Certificate',
    external: true,
    path: 'github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1',
    module: 'github.com/cert-manager/cert-manager@v1.18.2',
  },
);

/**
 * Options that hold what makes scaffolds differ: several kinds and versions in any order, foreign types, webhooks, odd
 * names. Not all of them are allowed: leave out what `validateOptions` refuses.
 */
export function randomOptions(preset: string): fc.Arbitrary<ScaffoldOptions> {
  return fc
    .record({
      projectName,
      domain,
      multigroup: fc.boolean(),
      namespaced: fc.boolean(),
      own: fc.array(ownKind, { maxLength: 4 }),
      foreign: fc.uniqueArray(foreignKind, { maxLength: 2 }),
      oneGroup: fc.constantFrom(...GROUPS, ''),
      order: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
    })
    .map(({ own, foreign, oneGroup, order, multigroup, ...project }) => {
      // Without multigroup a release takes APIs of one group, and none after a foreign type.
      const last = multigroup ? 0 : Number.MAX_SAFE_INTEGER;
      const resources = [
        ...own.flat().map((resource) => (multigroup ? resource : { ...resource, group: oneGroup })),
        ...foreign,
      ];
      return {
        ...project,
        preset,
        multigroup,
        repo: `example.org/${project.projectName}`,
        resources: resources
          .map((resource, index) => ({
            resource,
            at: (order[index] ?? 0) + (resource.core || resource.external ? last : 0),
          }))
          .sort((a, b) => a.at - b.at)
          .map(({ resource }) => resource),
      };
    });
}
