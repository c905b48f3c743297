import { foldEntries } from '../fold.ts';
import type { Preset } from '../preset.ts';
import { entriesUpTo } from '../release-preset.ts';
import { HTTPS_METRICS } from './https-metrics.ts';
import type { NamedPreset } from './named-preset.ts';
import { NETWORK_POLICY_METRICS } from './network-policy-metrics.ts';
import { SIDECAR_METRICS } from './sidecar-metrics.ts';

/** The recommended presets. They have none of the known defects of the releases that they build on. */
export const NAMED_PRESETS: readonly NamedPreset[] = [SIDECAR_METRICS, NETWORK_POLICY_METRICS, HTTPS_METRICS];

export function namedPreset({ name, title, base, entries: own }: NamedPreset): Preset {
  const entries = [...entriesUpTo(base), ...own];
  return { name, title, release: base, exact: false, profile: foldEntries(entries), entries };
}
