import { optionsArgument } from '../core/arguments.ts';
import type { CallOptions } from '../core/limits.ts';

/** What may be asked of a build: flags of `kustomize build` that change its result. */
export interface BuildOptions {
  /**
   * `--load-restrictor`: which files a kustomization may name. Default: `LoadRestrictionsRootOnly`, those in and below its
   * directory; `LoadRestrictionsNone` allows all that the tree holds.
   */
  readonly loadRestrictor?: LoadRestrictor;
  /** `--enable-managedby-label`: every object gets the label app.kubernetes.io/managed-by. Default: false. */
  readonly managedByLabel?: boolean;
}

export type LoadRestrictor = 'LoadRestrictionsRootOnly' | 'LoadRestrictionsNone';

export const LOAD_RESTRICTORS: readonly LoadRestrictor[] = ['LoadRestrictionsRootOnly', 'LoadRestrictionsNone'];

export interface BuildCallOptions extends CallOptions, BuildOptions {}

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    loadRestrictor: { type: 'string', enum: LOAD_RESTRICTORS },
    managedByLabel: { type: 'boolean' },
  },
} as const;

/** @throws ScaffoldError `invalid-type`, `invalid-value` or `unknown-option` */
export function buildOptionsOf(call: BuildCallOptions | undefined): BuildOptions {
  return optionsArgument<BuildOptions>(call, SCHEMA);
}
