import type { ChartInput, Document } from '../draft.ts';
import { type Condition, isTrue } from '../template/condition.ts';
import { goString } from '../template/escape.ts';
import type { Metrics } from './metrics.ts';
import type { Webhooks } from './webhooks.ts';

/** What cert-manager is for in a chart. */
export interface CertManager {
  /** Whether the source uses it. */
  readonly inSource: boolean;
  /** The feature whose values its own stand behind. */
  readonly behind: 'webhooks' | 'metrics';
  /** The source's Certificates that the values can switch off, each with when it is there. */
  readonly leaves: ReadonlyMap<Document, Condition>;
}

export function findCertManager(
  input: ChartInput,
  webhooks: Webhooks | undefined,
  metrics: Metrics | undefined,
): CertManager | undefined {
  const leaves = new Map<Document, Condition>();
  for (const document of webhooks?.certificates ?? []) {
    leaves.set(document, isCertificateSource(input, 'webhook', 'certManager'));
  }
  const isOfSource = metrics?.certificateFrom === 'source';
  if (isOfSource) leaves.set(metrics.certificate!, isCertificateSource(input, 'metrics', 'certManager'));
  if (webhooks !== undefined) {
    const inSource = input.documents.some(({ kind }) => kind === 'Certificate');
    return { inSource, behind: 'webhooks', leaves };
  }
  if (metrics?.certificateFrom === undefined) return undefined;
  return { inSource: isOfSource, behind: 'metrics', leaves };
}

/** Whether a certificate comes from one of the sources that there are for it. */
export function isCertificateSource({ names }: ChartInput, of: 'webhook' | 'metrics', source: string): Condition {
  return isTrue(`eq (${names.include(`${of}.certificateSource`).expression}) ${goString(source)}`);
}
