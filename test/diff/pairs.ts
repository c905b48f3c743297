import type { ResourceOptions, ScaffoldOptions } from '../../src/options/generated/types.ts';
import { NAMED_PRESETS } from '../../src/presets/named/named-presets.ts';
import { RELEASES } from '../../src/presets/releases.ts';

/** Every release, then the named presets. */
export const ALL_PRESETS: readonly string[] = [
  ...RELEASES.map(({ version }) => `kubebuilder@${version}`),
  ...NAMED_PRESETS.map(({ name }) => name),
];

/** Kinds with and without webhooks, of which every release builds a scaffold. */
export const RESOURCES: readonly ResourceOptions[] = [
  { group: 'store', version: 'v1', kind: 'Order', webhooks: { defaulting: true, validation: true } },
  { group: 'store', version: 'v1', kind: 'Item', api: { namespaced: false } },
];

export function shop(preset: string, more: Partial<ScaffoldOptions> = {}): ScaffoldOptions {
  return { preset, projectName: 'shop', domain: 'example.com', resources: RESOURCES, ...more };
}
