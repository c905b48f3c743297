import { once } from '../core/memo.ts';
import { parseRecords, type TemplateRecord } from './fingerprints/record.ts';
import { OWN_FILES } from './generated/own-files.ts';
import { RELEASE_FILES } from './generated/release-files.ts';
import { OWN_PRESETS, RELEASE_PRESETS } from './preset-places.ts';

/** What the files of some presets look like; a place in a record is that of a preset in the list. */
export interface KnownFiles {
  readonly author: 'kubebuilder' | 'operator-scaffold';
  readonly presets: readonly string[];
  readonly records: ReadonlyMap<string, TemplateRecord>;
}

/** The files of the real releases, and those that this library writes. Read at the first call. */
export const knownFiles = once((): readonly KnownFiles[] => [
  { author: 'kubebuilder', presets: RELEASE_PRESETS, records: parseRecords(RELEASE_FILES) },
  { author: 'operator-scaffold', presets: OWN_PRESETS, records: parseRecords(OWN_FILES) },
]);
