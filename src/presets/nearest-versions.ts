import { compare } from 'semver';

/** Up to two known versions on each side of one, nearest to it in the middle. */
export function nearestVersions(
  version: string,
  versions: readonly string[],
): { readonly below: readonly string[]; readonly above: readonly string[] } {
  return {
    below: versions.filter((known) => compare(known, version) < 0).slice(-2),
    above: versions.filter((known) => compare(known, version) > 0).slice(0, 2),
  };
}
