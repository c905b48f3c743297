import type { Draft } from '../draft.ts';
import type { Found } from '../find/found.ts';

/**
 * The features of a chart, in the order in which what they say stands where several say something: the conditions of an
 * object, named templates, checks, items of a list, and the report.
 */
export const PLACES = [
  'general',
  'images',
  'workloads',
  'serviceAccounts',
  'rbac',
  'leaderElection',
  'webhooks',
  'metrics',
  'watchNamespaces',
  'networkPolicy',
  'disruptionBudgets',
  'autoscaling',
  'certificates',
  'configMaps',
  'crds',
  'jobs',
  'namespace',
  'tests',
  'notes',
] as const;

export type FeatureName = (typeof PLACES)[number];

/** One thing that a chart can do: adds values and edits documents, by what was found and by nothing that another feature has left. */
export interface Feature {
  readonly name: FeatureName;
  readonly add: (draft: Draft, found: Found) => void;
}
