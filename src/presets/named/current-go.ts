import type { Facts } from '../facts/facts.ts';
import { foldEntries } from '../fold.ts';
import type { HistoryEntry } from '../history-entry.ts';
import { entriesUpTo } from '../release-preset.ts';
import { GO_ORIGIN } from '../releases/origin/go-origin.ts';
import { VERSION_ORIGIN } from '../releases/origin/version-origin.ts';
import { RELEASES } from '../releases.ts';

/** How metrics are served stays that of the release which a preset builds on. */
const METRICS: ReadonlySet<string> = new Set(['metricsBindDefault', 'metricsSecureFlag', 'metricsFilter']);

/** Facts of config/ that follow from the versions of the tools. */
const FOLLOWING: readonly (keyof Facts)[] = [
  'managerRulesMerged',
  'webhookEntriesSorted',
  'webhookNamesWithVersion',
  'namespacedMode',
  'externalTypes',
  'freeVersionNames',
  'projectRecordsModule',
  'projectRecordsOrigin',
  'projectRecordsSpokes',
  'markerPrefix',
];

/** Gives a preset that builds on an older release the Go module, and the versions, of the newest one. */
export function currentGo(preset: string, base: string): HistoryEntry {
  const newest = RELEASES[RELEASES.length - 1]?.version ?? '';
  const profile = foldEntries(entriesUpTo(newest));
  const before = foldEntries(entriesUpTo(base));
  const keys = [...Object.keys(GO_ORIGIN), ...Object.keys(VERSION_ORIGIN), ...FOLLOWING] as (keyof Facts)[];
  return {
    id: `${preset}/go`,
    release: preset,
    topic: 'go',
    title: `The Go module, its tests and tools are those of ${newest}.`,
    why: 'An operator that is made today should build with a Go and a controller-runtime that are maintained.',
    links: [],
    sets: Object.fromEntries(
      keys.filter((key) => !METRICS.has(key) && profile[key] !== before[key]).map((key) => [key, profile[key]]),
    ),
    mends: ['D22', 'D33', 'D34', 'D35', 'D36', 'D39', 'D40', 'D41'],
  };
}

/** What the Go side of every named preset mends. */
export function goMends(preset: string): readonly HistoryEntry[] {
  return [
    {
      id: `${preset}/readiness`,
      release: preset,
      topic: 'webhooks',
      title: 'A manager with webhooks is ready when they answer.',
      why: 'The API server refuses writes while the Service leads to a Pod whose webhooks do not answer yet.',
      links: [],
      sets: { readyWithWebhooks: true },
      mends: ['D13'],
    },
    {
      id: `${preset}/webhook-names`,
      release: preset,
      topic: 'webhooks',
      title: 'Webhooks of the same kind in two groups have different names.',
      why: 'The API server refuses a configuration with two entries of one name.',
      links: ['https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/'],
      sets: { webhookNamesUnique: true },
    },
    {
      id: `${preset}/cluster-scoped`,
      release: preset,
      topic: 'rbac',
      title: 'Cluster-scoped kinds of a namespaced project are granted by a ClusterRole.',
      why: 'A Role grants nothing outside its namespace.',
      links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole'],
      sets: { clusterScopedInRole: false },
      mends: ['D7'],
    },
  ];
}
