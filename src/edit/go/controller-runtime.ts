import type { GoModule, GoRequirement } from './go-mod.ts';
import { versionOf } from './go-mod.ts';
import { CONTROLLER_RUNTIME } from './metrics-site.ts';

/** The first version that can authenticate and authorize who reads metrics. Read in the modules 0.15.3 and 0.16.0. */
export const FIRST_WITH_FILTERS = '0.16.0';

/** What the step to {@link FIRST_WITH_FILTERS} asks for, from the go.mod and the manager.Options of that version. */
export const ENTAILS = [
  'Go 1.20 and version 0.28 of k8s.io/api, apimachinery and client-go',
  'manager.Options without MetricsBindAddress (now Metrics: metricsserver.Options{BindAddress: …}), Port, Host, CertDir and TLSOpts (now WebhookServer: webhook.NewServer(webhook.Options{…})), Namespace (now Cache.DefaultNamespaces), SyncPeriod (now Cache.SyncPeriod)',
];

export interface RuntimeVersion extends GoRequirement {
  readonly major: number;
  readonly minor: number;
}

/** The version of controller-runtime that a module requires; undefined where go.mod does not say one. */
export function runtimeVersion(module: GoModule | undefined): RuntimeVersion | undefined {
  const required = module && versionOf(module, CONTROLLER_RUNTIME);
  const parts = required && /^v([0-9]+)\.([0-9]+)\./.exec(required.version);
  return required && parts ? { ...required, major: Number(parts[1]), minor: Number(parts[2]) } : undefined;
}

export function hasFilters({ major, minor, version }: RuntimeVersion): boolean {
  return major > 0 || minor > 16 || (minor === 16 && !version.startsWith('v0.16.0-'));
}
