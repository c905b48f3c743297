import { RELEASES } from '../releases.ts';
import type { Defect } from './defect.ts';
import { DEFECTS } from './defects.ts';

const POSITIONS: ReadonlyMap<string, number> = new Map(RELEASES.map(({ version }, position) => [version, position]));

/** The known defects of a release, by its place in the list of releases. */
export function defectsOf(version: string): readonly Defect[] {
  const position = POSITIONS.get(version);
  if (position === undefined) return [];
  const at = (release: string) => POSITIONS.get(release) ?? -1;
  return DEFECTS.filter(({ releases }) =>
    releases.some(([first, last]) => at(first) <= position && position <= at(last)),
  );
}
