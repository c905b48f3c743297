import type { NamedPreset } from './named-preset.ts';

export const NETWORK_POLICY_METRICS: NamedPreset = {
  name: '3.15',
  title: '',
  base: '3.15.1',
  entries: [],
};
