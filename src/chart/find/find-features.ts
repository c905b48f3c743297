import type { ChartInput } from '../draft.ts';
import { mapAt } from '../template/from-json.ts';
import { findBudgets } from './budgets.ts';
import { findCertManager } from './cert-manager.ts';
import type { Found } from './found.ts';
import { findJobs } from './jobs.ts';
import { findLeaderElection } from './leader-election.ts';
import { findMetrics } from './metrics.ts';
import { findScaled } from './scaled.ts';
import { findTests } from './tests.ts';
import { findWatched } from './watched.ts';
import { findWebhooks } from './webhooks.ts';

const RBAC = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);

/** Looks at the input, with names and images in its texts, and changes nothing. */
export function findFeatures(input: ChartInput, images: Found['images']): Found {
  const ofKind = (kind: string) => input.documents.filter((document) => document.kind === kind);
  const leaderElection = findLeaderElection(input);
  const webhooks = findWebhooks(input);
  const metrics = findMetrics(input, webhooks);
  return {
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
}
