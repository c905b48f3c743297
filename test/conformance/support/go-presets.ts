/** The recommended presets; every one is for the newest controller-runtime. */
export const NAMED = ['https-metrics', '3.15', 'pre-3.15'] as const;

/** A release for each minor version of controller-runtime, 0.25 to 0.16; building one from nothing takes minutes. */
export const MINORS = [
  ...['4.16.0', '4.15.0', '4.14.0', '4.10.1', '4.8.0', '4.5.2', '4.4.0', '4.1.1', '3.15.1', '3.13.0'],
] as const;

/** The ones that CI takes: each of them has another style of webhooks (typed, structs, methods). */
const IN_CI: readonly string[] = ['4.16.0', '4.10.1', '3.15.1'];

/** Names of presets: the named ones, and releases for the minors in CI, or for all of them. */
export function goPresets(all: boolean): string[] {
  const releases = all ? MINORS : MINORS.filter((release) => IN_CI.includes(release));
  return [...NAMED, ...releases.map((release) => `kubebuilder@${release}`)];
}
