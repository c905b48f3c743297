import type { Draft } from '../draft.ts';
import type { Found } from '../find/found.ts';
import { addWorkloads } from '../pods/workload-values.ts';
import { ReportBuilder } from '../report.ts';
import { markRareValues } from '../values/rare-values.ts';
import { addAutoscaling } from './autoscaling.ts';
import { gateCertificates } from './certificates.ts';
import { addTests } from './chart-tests.ts';
import { addChartWideValues } from './chart-wide.ts';
import { addConfigMaps } from './config-maps.ts';
import { addCrdValues } from './crds.ts';
import { addDisruptionBudgets } from './disruption-budget.ts';
import { type Feature, type FeatureName, PLACES } from './feature.ts';
import { addImages } from './images.ts';
import { addJobRevisions } from './jobs.ts';
import { addLeaderElection } from './leader-election.ts';
import { addMetrics } from './metrics/metrics.ts';
import { placeInNamespace } from './namespace.ts';
import { addNetworkPolicy } from './network-policy.ts';
import { addNotes } from './notes.ts';
import { addRbac } from './rbac.ts';
import { addServiceAccounts } from './service-accounts.ts';
import { addWatchNamespaces } from './watch-namespaces.ts';
import { addWebhooks } from './webhooks/webhooks.ts';

/** Every feature, in the order in which their values stand in values.yaml: that is all that the order decides. */
export const FEATURES: readonly Feature[] = [
  { name: 'general', add: addChartWideValues },
  { name: 'images', add: addImages },
  { name: 'workloads', add: addWorkloads },
  { name: 'serviceAccounts', add: addServiceAccounts },
  { name: 'rbac', add: addRbac },
  { name: 'leaderElection', add: addLeaderElection },
  { name: 'webhooks', add: addWebhooks },
  { name: 'metrics', add: addMetrics },
  { name: 'watchNamespaces', add: addWatchNamespaces },
  { name: 'networkPolicy', add: addNetworkPolicy },
  { name: 'disruptionBudgets', add: addDisruptionBudgets },
  { name: 'autoscaling', add: addAutoscaling },
  { name: 'certificates', add: gateCertificates },
  { name: 'configMaps', add: addConfigMaps },
  { name: 'crds', add: addCrdValues },
  { name: 'jobs', add: addJobRevisions },
  { name: 'namespace', add: placeInNamespace },
  { name: 'tests', add: addTests },
  { name: 'notes', add: addNotes },
];

export function addFeatures(draft: Draft, found: Found, features: readonly Feature[]): void {
  const told = new Map<FeatureName, ReportBuilder>();
  for (const { name, add } of features) {
    const report = new ReportBuilder();
    told.set(name, report);
    add({ ...draft, report, place: PLACES.indexOf(name) + 1 }, found);
  }
  for (const name of PLACES) for (const entry of told.get(name)?.assumptions ?? []) draft.report.add(entry);
  // What a reader of the values looks for first is about the manager.
  for (const { key } of draft.workloads) if (key !== undefined) draft.values.section.putLast(key);
  if (draft.rules === 1) return;
  for (const { key, scope } of draft.workloads) if (key !== undefined) draft.besides.add(scope.section);
  markRareValues(draft.values.section, draft.besides);
}
