import type { FeatureName } from '../options/generated/types.ts';

/** The features that can be switched, in the order in which they are told. */
export const FEATURE_NAMES: readonly FeatureName[] = [
  'metrics',
  'networkPolicy',
  'prometheus',
  'certManager',
  'metricsCerts',
  'webhooks',
];
