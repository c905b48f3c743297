import { foldEntries } from '../fold.ts';
import type { Preset } from '../preset.ts';
import { entriesUpTo } from '../release-preset.ts';
import { HTTPS_METRICS } from './https-metrics.ts';
import type { NamedPreset } from './named-preset.ts';
import { NETWORK_POLICY_METRICS } from './network-policy-metrics.ts';
import { SIDECAR_METRICS } from './sidecar-metrics.ts';

/** The recommended presets. They have none of the known defects of the releases that they build on. */
export const NAMED_PRESETS: readonly NamedPreset[] = [SIDECAR_METRICS, NETWORK_POLICY_METRICS, HTTPS_METRICS];

export function namedPreset(name: string): Preset | undefined {
  const named = NAMED_PRESETS.find((preset) => preset.name === name);
  if (named === undefined) return undefined;
  const entries = [...entriesUpTo(named.base), ...named.entries];
  return { name, title: named.title, release: named.base, exact: false, profile: foldEntries(entries), entries };
}
