import type { Draft } from '../draft.ts';
import { labelEverything } from '../labels.ts';
import { nameEnvironments } from '../pods/environment.ts';
import { addTextImages } from '../pods/text-images.ts';
import { addWorkloadValues } from '../pods/workload-values.ts';
import { markRareValues } from '../values/rare-values.ts';
import { addAutoscaling } from './autoscaling.ts';
import { gateCertificates } from './certificates.ts';
import { addTests } from './chart-tests.ts';
import { addChartWideValues } from './chart-wide.ts';
import { addConfigMaps } from './config-maps.ts';
import { addCrdValues } from './crds.ts';
import { addDisruptionBudgets } from './disruption-budget.ts';
import { addJobRevisions } from './jobs.ts';
import { addLeaderElection } from './leader-election.ts';
import { addMetrics } from './metrics/metrics.ts';
import { placeInNamespace } from './namespace.ts';
import { addNetworkPolicy } from './network-policy.ts';
import { addNotes } from './notes.ts';
import { addRbac } from './rbac.ts';
import { reportNames } from './report-names.ts';
import { reportSource } from './report-source.ts';
import { addServiceAccounts } from './service-accounts.ts';
import { addWatchNamespaces } from './watch-namespaces.ts';
import { addWebhooks } from './webhooks/webhooks.ts';

/** Every feature of a chart, in the order in which their values stand in values.yaml. */
export function addFeatures(draft: Draft): void {
  addChartWideValues(draft);
  labelEverything(draft);
  if (draft.rules > 1) addTextImages(draft);
  for (const workload of draft.workloads) addWorkloadValues(draft, workload);
  addServiceAccounts(draft);
  addRbac(draft);
  addLeaderElection(draft);
  const webhooks = addWebhooks(draft);
  const metrics = addMetrics(draft, webhooks?.services ?? []);
  addWatchNamespaces(draft);
  addNetworkPolicy(draft, metrics, webhooks);
  addDisruptionBudgets(draft);
  addAutoscaling(draft);
  gateCertificates(draft);
  addConfigMaps(draft);
  addCrdValues(draft);
  addJobRevisions(draft);
  placeInNamespace(draft);
  addTests(draft, metrics, webhooks);
  addNotes(draft, metrics, webhooks);
  nameEnvironments(draft);
  // What a reader of the values looks for first is about the manager.
  for (const { key } of draft.workloads) if (key !== undefined) draft.values.section.putLast(key);
  if (draft.rules > 1) {
    for (const { key, scope } of draft.workloads) if (key !== undefined) draft.besides.add(scope.section);
    markRareValues(draft.values.section, draft.besides);
  }
  reportSource(draft);
  reportNames(draft);
}
