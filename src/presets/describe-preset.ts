import { textArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import type { CallOptions } from '../core/limits.ts';
import { presetInfo } from './list-presets.ts';
import type { PresetInfo } from './preset-info.ts';
import { resolvePreset } from './resolve-preset.ts';

/**
 * The preset of a name, as {@link listPresets} shows it. Exported as `resolvePreset`: what it is built from is ours.
 *
 * @param spec `pre-3.15`, `3.15`, `https-metrics`; or a release as `kubebuilder@4.15.0`, `kubebuilder@^4.4`,
 *   `kubebuilder@latest`, each with or without `kubebuilder@` and a leading `v`. A range gives its newest known match.
 * @throws ScaffoldError `unknown-preset` with the nearest known ones, or `preset-too-new`
 * @example
 * resolvePreset('kubebuilder@^4.4').release; // '4.16.0'
 */
export function describePreset(spec: string, call?: CallOptions): PresetInfo {
  return enter(call, () => presetInfo(resolvePreset(textArgument(spec, 'preset'))));
}
