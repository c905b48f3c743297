import type { NamedPreset } from './named-preset.ts';

export const SIDECAR_METRICS: NamedPreset = {
  name: 'pre-3.15',
  title: '',
  base: '3.14.2',
  entries: [],
};
