import { maxSatisfying, minVersion, valid, validRange } from 'semver';
import { textArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import { TextMemo } from '../core/memo.ts';
import { NAMED_PRESETS, namedPreset } from './named/named-presets.ts';
import { nearestVersions } from './nearest-versions.ts';
import type { Preset } from './preset.ts';
import { RELEASE_PREFIX, releasePreset } from './release-preset.ts';
import { RELEASES } from './releases.ts';

/** A preset is one object, whatever spec it was asked for by. */
const PRESETS = new TextMemo<Preset>();

/**
 * The preset of a name.
 *
 * @param spec `pre-3.15`, `3.15`, `https-metrics`; or a release as `kubebuilder@4.15.0`, `kubebuilder@^4.4`,
 *   `kubebuilder@latest`, each with or without `kubebuilder@` and a leading `v`. A range gives its newest known match.
 * @param place the option that gives it
 * @throws ScaffoldError `unknown-preset` with the nearest known ones, or `preset-too-new`
 */
export function resolvePreset(spec: string, place = 'preset'): Preset {
  return enter(undefined, () => presetOf(textArgument(spec, place), place));
}

function presetOf(spec: string, place: string): Preset {
  const named = NAMED_PRESETS.find(({ name }) => name === spec);
  if (named !== undefined) return PRESETS.get(spec, () => namedPreset(named));
  const version = resolveVersion(spec, place);
  return PRESETS.get(`${RELEASE_PREFIX}${version}`, () => releasePreset(version));
}

function resolveVersion(spec: string, place: string): string {
  const wanted = spec.startsWith(RELEASE_PREFIX) ? spec.slice(RELEASE_PREFIX.length) : spec;
  const versions = RELEASES.map((release) => release.version);
  const newest = versions[versions.length - 1] ?? '';
  if (wanted === 'latest') return newest;
  if (versions.includes(wanted)) return wanted;
  // A range that names no version, such as `*` or `x`, says nothing: that is a slip.
  const range = /\d/.test(wanted) ? validRange(wanted) : null;
  if (range === null) throw new ScaffoldError(unknownPreset(spec, place));
  const match = maxSatisfying(versions, range);
  if (match !== null) return match;
  const lowest = valid(wanted) ?? minVersion(range)?.version ?? newest;
  throw new ScaffoldError(missingVersion(spec, place, lowest, versions, newest));
}

function unknownPreset(spec: string, path: string): Issue {
  return {
    code: 'unknown-preset',
    path,
    message: 'there is no preset of this name',
    expected: `${NAMED_PRESETS.map((preset) => preset.name).join(', ')}, or ${RELEASE_PREFIX} with a version, a range or latest`,
    received: describeValue(spec),
  };
}

function missingVersion(
  spec: string,
  path: string,
  lowest: string,
  versions: readonly string[],
  newest: string,
): Issue {
  const { below, above } = nearestVersions(lowest, versions);
  const tooNew = above.length === 0;
  return {
    code: tooNew ? 'preset-too-new' : 'unknown-preset',
    path,
    message: tooNew
      ? `this release is newer than ${newest}, the newest one that is known here; what it scaffolds is not guessed`
      : below.length === 0
        ? `this release is older than ${versions[0]}, the oldest one that is known`
        : 'no known release matches this version',
    expected: `the nearest known ones: ${[...below, ...above].map((version) => `${RELEASE_PREFIX}${version}`).join(', ')}`,
    received: describeValue(spec),
  };
}
