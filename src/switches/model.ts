import type { FeatureName } from '../options/generated/types.ts';

/**
 * How a feature stands in a tree: `partly` where some of its entries are active and others are commented out; `absent`
 * where the tree has no entry of it, neither active nor commented out.
 */
export type FeatureState = 'on' | 'off' | 'partly' | 'absent';

export type FeatureStates = Readonly<Record<FeatureName, FeatureState>>;
