import type { NamedPreset } from './named-preset.ts';

export const HTTPS_METRICS: NamedPreset = {
  name: 'https-metrics',
  title: '',
  base: '4.15.0',
  entries: [],
};
