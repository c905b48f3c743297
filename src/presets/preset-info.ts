import type { Profile } from './facts/facts.ts';

/** What stands between the metrics endpoint and whoever asks. */
export type PresetProtection = 'sidecar' | 'authentication' | 'network-policy' | 'none';

/** A preset as a list of presets shows it. */
export interface PresetInfo {
  readonly name: string;
  readonly title: string;
  /** The release that it is, or builds on. */
  readonly release: string;
  /** Whether it reproduces that release to the letter, defects included. */
  readonly exact: boolean;
  /** When that release was tagged, `2025-01-12`. */
  readonly date: string;
  /**
   * When a newer release took its place, after which it gets no mends: the project maintains its newest release alone.
   * Undefined for the newest one, and for the named presets, which are kept here.
   */
  readonly endOfSupport: string | undefined;
  /** Why it was withdrawn, where it was. */
  readonly retracted: string | undefined;
  readonly metrics: {
    readonly protection: PresetProtection;
    /** Whether the endpoint is on unless the options say otherwise. */
    readonly on: boolean;
    readonly scheme: 'http' | 'https';
    readonly port: number;
  };
  readonly versions: {
    readonly go: string;
    readonly controllerRuntime: string;
    readonly kubernetes: string;
    readonly controllerTools: string;
    readonly kustomize: string;
  };
  /** Known defects of the scaffold, by id. */
  readonly defects: readonly { readonly id: string; readonly what: string; readonly mendedIn: string | undefined }[];
}

export function presetProtection(profile: Profile): PresetProtection {
  if (profile.metricsRoles === 'sidecar') return 'sidecar';
  if (profile.metricsRoles === 'filter') return 'authentication';
  return profile.networkPolicySection === 'on' ? 'network-policy' : 'none';
}
