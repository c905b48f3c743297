import { NAMED_PRESETS } from '../presets/named/named-presets.ts';
import { RELEASE_PREFIX } from '../presets/release-preset.ts';
import { RELEASES } from '../presets/releases.ts';

/** The real releases, in the order of their places in records. */
export const RELEASE_PRESETS: readonly string[] = RELEASES.map(({ version }) => `${RELEASE_PREFIX}${version}`);

/** The presets that this library writes, in the order of theirs. */
export const OWN_PRESETS: readonly string[] = [...RELEASE_PRESETS, ...NAMED_PRESETS.map(({ name }) => name)];
