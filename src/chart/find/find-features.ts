import type { ChartInput } from '../draft.ts';
import { mapAt } from '../template/from-json.ts';
import { findBudgets } from './budgets.ts';
import { findCertManager } from './cert-manager.ts';
import type { Found } from './found.ts';
import { decideJobNames, findJobs } from './jobs.ts';
import { findLeaderElection } from './leader-election.ts';
import { findMetrics } from './metrics.ts';
import { decideMetricsSecret } from './metrics-certificate.ts';
import { findScaled } from './scaled.ts';
import { findTests } from './tests.ts';
import { findWatched } from './watched.ts';
import { decideWebhookSecrets, findWebhooks } from './webhooks.ts';

const RBAC = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);

/** Looks at the input, with names and images in its texts, and changes nothing but who decides about a name. */
export function findFeatures(input: ChartInput, images: Found['images']): Found {
  const ofKind = (kind: string) => input.documents.filter((document) => document.kind === kind);
  const leaderElection = findLeaderElection(input);
  const webhooks = findWebhooks(input);
  const metrics = findMetrics(input, webhooks);
  const found: Found = {
    images,
    roles: input.documents.filter(({ kind }) => RBAC.has(kind)),
    leaderElection,
    webhooks,
    metrics,
    certManager: findCertManager(input, webhooks, metrics),
    watched: findWatched(input),
    policies: ofKind('NetworkPolicy'),
    budgets: findBudgets(input),
    scaled: findScaled(input, leaderElection),
    definitions: ofKind('CustomResourceDefinition'),
    jobs: findJobs(input),
    tests: findTests(input, webhooks, metrics),
    pullSecrets: input.workloads.some(
      ({ key, document, templatePath }) => key === undefined && mapAt(document.root, ...templatePath) !== undefined,
    ),
  };
  decideNames(input, found);
  return found;
}

/** Names that a template of a feature decides: before any feature writes a name into a value. */
function decideNames(input: ChartInput, { webhooks, metrics, jobs }: Found): void {
  if (webhooks !== undefined) decideWebhookSecrets(input, webhooks);
  if (metrics !== undefined) decideMetricsSecret(input, metrics);
  decideJobNames(input, jobs);
}
