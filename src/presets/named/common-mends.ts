import type { HistoryEntry } from '../history-entry.ts';

/** What every named preset mends, whatever release it builds on. */
export function commonMends(preset: string): readonly HistoryEntry[] {
  return [
    {
      id: `${preset}/generated-role`,
      release: preset,
      topic: 'rbac',
      title: 'config/rbac/role.yaml holds what the controllers need.',
      why: 'The tree can be applied before the first "make manifests".',
      links: [],
      sets: { managerRole: 'generated' },
    },
    {
      id: `${preset}/lease-role`,
      release: preset,
      topic: 'rbac',
      title: 'The leader election role grants leases and events alone.',
      why: 'Nothing locks ConfigMaps any more.',
      links: [],
      sets: { leaderElectionConfigMaps: false },
      mends: ['D14'],
    },
    {
      id: `${preset}/metrics-roles`,
      release: preset,
      topic: 'metrics',
      title: 'The roles of the metrics endpoint are installed only with it.',
      why: 'They are cluster-wide, and a manager without metrics needs none of them.',
      links: [],
      sets: { metricsRolesWithMetrics: true },
      mends: ['D7c'],
    },
    {
      id: `${preset}/valid-samples`,
      release: preset,
      topic: 'samples',
      title: 'Samples have a spec that their CRD accepts.',
      why: 'A null spec is refused.',
      links: [],
      sets: { sampleSpec: 'valid' },
      mends: ['D9'],
    },
    {
      id: `${preset}/own-namespace`,
      release: preset,
      topic: 'webhooks',
      title: 'Webhooks for core types leave the namespace of the manager alone.',
      why: 'A manager that judges its own objects cannot start.',
      links: [
        'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#avoiding-deadlocks-in-self-hosted-webhooks',
      ],
      sets: { coreWebhooksSpareOwnNamespace: true },
      mends: ['D17'],
    },
    {
      id: `${preset}/docker-context`,
      release: preset,
      topic: 'build',
      title: "The image's build sees everything that it may read.",
      why: 'Vendored modules and embedded files are no Go sources.',
      links: [],
      sets: { dockerContext: 'build-inputs' },
      mends: ['D16'],
    },
    {
      id: `${preset}/notes`,
      release: preset,
      topic: 'manager',
      title: 'Notes in the files say what is true, and what is left to do.',
      why: 'Names that do not exist, and roles that nobody is told to bind.',
      links: [],
      sets: {},
      mends: ['D1c', 'D10', 'D11', 'D12', 'D19', 'D38', 'D5', 'D7b'],
    },
  ];
}
