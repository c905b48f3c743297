import { foldEntries } from './fold.ts';
import type { HistoryEntry } from './history-entry.ts';
import type { Preset } from './preset.ts';
import type { Release } from './release.ts';
import { RELEASES } from './releases.ts';

export const RELEASE_PREFIX = 'kubebuilder@';

/** The changes of all releases up to one, that one included. */
export function entriesUpTo(version: string, releases: readonly Release[] = RELEASES): readonly HistoryEntry[] {
  const index = releases.findIndex((release) => release.version === version);
  return releases.slice(0, index + 1).flatMap((release) => release.entries);
}

/** The preset that reproduces one release. */
export function releasePreset(version: string, releases: readonly Release[] = RELEASES): Preset {
  const entries = entriesUpTo(version, releases);
  return {
    name: `${RELEASE_PREFIX}${version}`,
    title: `What Kubebuilder ${version} scaffolds`,
    release: version,
    exact: true,
    profile: foldEntries(entries),
    entries,
  };
}
