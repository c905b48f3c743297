import type { PresetInfo } from 'operator-scaffold';
import { data as presets } from '../presets.data.ts';

const releases = presets.filter(({ exact }) => exact).map(({ release }) => release);

/** The presets that are not older than one; all of them where that is none. */
export function presetsSince(name: string | undefined): readonly PresetInfo[] {
  const first = releases.indexOf(presets.find((each) => each.name === name)?.release ?? '');
  return presets.filter(({ release }) => releases.indexOf(release) >= first);
}
