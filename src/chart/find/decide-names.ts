import type { ChartInput } from '../draft.ts';
import type { Found } from './found.ts';
import { decideJobNames } from './jobs.ts';
import { decideMetricsSecret } from './metrics-certificate.ts';
import { decideWebhookSecrets } from './webhooks.ts';

/** Lets templates decide about the names that values and revisions change: before any feature writes a name. */
export function decideNames(input: ChartInput, { webhooks, metrics, jobs }: Found): void {
  if (webhooks !== undefined) decideWebhookSecrets(input, webhooks);
  if (metrics !== undefined) decideMetricsSecret(input, metrics);
  decideJobNames(input, jobs);
}
