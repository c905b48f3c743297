import type { JsonObject } from '../../kubernetes/object.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import type { Decisions } from '../decisions.ts';

/** A decision about the chart that is another than before. */
export interface ChangedDecision {
  /** As in `.operator-scaffold.yaml`: `prefix`, `options.home`. */
  readonly what: string;
  /** Empty where there was none. */
  readonly from: string;
  readonly to: string;
  /** `given` by an option of this run, or `derived` from the manifests, because the old one fits them no more. */
  readonly by: 'given' | 'derived';
}

/** What is decided otherwise than before; nothing for a chart about which nothing was decided. */
export function changedDecisions(
  before: Decisions | undefined,
  after: Decisions,
  given: ChartOptions,
): ChangedDecision[] {
  if (before === undefined) return [];
  const found: ChangedDecision[] = [];
  const compare = (what: string, from: unknown, to: unknown, isGiven: boolean) => {
    const [a, b] = [textOf(from), textOf(to)];
    if (a !== b) found.push({ what, from: a, to: b, by: isGiven ? 'given' : 'derived' });
  };
  for (const key of ['name', 'version', 'appVersion', 'prefix', 'primary', 'crds'] as const) {
    compare(key, before[key], after[key], given[key] !== undefined);
  }
  const [old, now] = [before.options as JsonObject, after.options as JsonObject];
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    // Its own decision; and examples, which are found anew by every run.
    if (key !== 'appVersion' && key !== 'samples')
      compare(`options.${key}`, old[key], now[key], Object.hasOwn(given, key));
  }
  return found;
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
