import type { Document, Workload } from '../draft.ts';
import type { CertManager } from './cert-manager.ts';
import type { LeaderElection } from './leader-election.ts';
import type { Metrics } from './metrics.ts';
import type { Tests } from './tests.ts';
import type { Watched } from './watched.ts';
import type { Webhooks } from './webhooks.ts';

/** Everything that features go by. What one finds may rest on what another has found, and on no edit. */
export interface Found {
  /** What pods name in texts, by its key among the values. */
  readonly images: ReadonlyMap<string, string>;
  readonly roles: readonly Document[];
  readonly leaderElection: LeaderElection | undefined;
  readonly webhooks: Webhooks | undefined;
  readonly metrics: Metrics | undefined;
  readonly certManager: CertManager | undefined;
  readonly watched: Watched | undefined;
  readonly policies: readonly Document[];
  /** The PodDisruptionBudget of a workload, where the source has one. */
  readonly budgets: ReadonlyMap<Workload, Document | undefined>;
  /** The workloads that an autoscaler of ours may scale. */
  readonly scaled: ReadonlySet<Workload>;
  readonly definitions: readonly Document[];
  /** Jobs that every upgrade makes anew. */
  readonly jobs: readonly Document[];
  readonly tests: Tests | undefined;
  /** Whether there are pull secrets at the top of the values. */
  readonly pullSecrets: boolean;
}
