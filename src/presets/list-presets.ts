import { defectsOf } from './defects/defects-of.ts';
import { NAMED_PRESETS } from './named/named-presets.ts';
import type { Preset } from './preset.ts';
import { type PresetInfo, presetProtection } from './preset-info.ts';
import { RELEASE_PREFIX } from './release-preset.ts';
import { RELEASES } from './releases.ts';
import { resolvePreset } from './resolve-preset.ts';

/**
 * Every preset: the recommended ones first, then the releases from the oldest to the newest.
 * @example
 * listPresets()[0].name; // 'pre-3.15'
 */
export function listPresets(): readonly PresetInfo[] {
  const names = [
    ...NAMED_PRESETS.map((preset) => preset.name),
    ...RELEASES.map((release) => `${RELEASE_PREFIX}${release.version}`),
  ];
  return names.map((name) => presetInfo(resolvePreset(name)));
}

export function presetInfo(preset: Preset): PresetInfo {
  const { name, title, exact, profile } = preset;
  const position = RELEASES.findIndex(({ version }) => version === preset.release);
  const release = RELEASES[position];
  return {
    name,
    title,
    release: preset.release,
    exact,
    date: release?.date ?? '',
    endOfSupport: exact ? RELEASES[position + 1]?.date : undefined,
    retracted: exact ? release?.retracted : undefined,
    metrics: {
      protection: presetProtection(profile),
      on: profile.metricsSection !== 'off',
      scheme: profile.metricsScheme,
      port: profile.metricsPort,
    },
    versions: {
      go: profile.goVersion,
      controllerRuntime: profile.controllerRuntime,
      kubernetes: profile.kubernetes,
      controllerTools: profile.controllerTools,
      kustomize: profile.kustomize,
    },
    defects: remainingDefects(preset).map(({ id, what, mendedIn }) => ({ id, what, mendedIn })),
  };
}

/** The defects of the release, less what a named preset mends, and less what only the tool itself can do wrong. */
function remainingDefects(preset: Preset): ReturnType<typeof defectsOf> {
  const mended = new Set(
    preset.exact
      ? []
      : preset.entries.filter((entry) => entry.release === preset.name).flatMap((entry) => entry.mends ?? []),
  );
  return defectsOf(preset.release).filter(
    (defect) => !mended.has(defect.id) && (preset.exact || defect.in === 'scaffold'),
  );
}
