import type { ProgramFlags } from './flags.ts';
import type { GoEdit } from './go-changes.ts';
import type { ProgramHints } from './main-package.ts';
import type { MetricsAddress } from './metrics-address.ts';
import type { UnclearSite } from './metrics-site.ts';

/** How the manager is to serve metrics. */
export interface GoMetricsTarget {
  /** `https` in the manager; plain HTTP behind a `network-policy`, or on localhost behind a `sidecar`. */
  readonly protection: 'https' | 'network-policy' | 'sidecar';
  /** With `https`: whether the certificate comes from files, by --metrics-cert-path and the flags beside it. */
  readonly certificates?: boolean;
  /** The port of the address where the program has no flag for it; 8443 for `https`, else 8080. */
  readonly port?: number;
  readonly program?: ProgramHints;
}

/** Something that a person has to do. */
export interface ManualGoStep {
  readonly path: string;
  readonly line?: number;
  /** Why no edit is certain. A closed list; `text` is for people. */
  readonly reason:
    | 'no-manager'
    | 'several-programs'
    | 'unreadable-go'
    | 'old-controller-runtime'
    | UnclearSite['reason']
    | 'computed-value'
    | 'no-place-for-flags'
    | 'tidy-modules'
    | 'old-base-image';
  readonly text: string;
  /** What to write there, with the names of that file. */
  readonly snippet?: string;
}

export interface GoMetricsPlan {
  /** What the program is written in: nothing to do for `none`, a tree without sources. */
  readonly kind: 'go' | 'ansible' | 'helm' | 'none';
  readonly edits: readonly GoEdit[];
  /** Steps that are left. Whether the program serves as asked without them: `complete`. */
  readonly manual: readonly ManualGoStep[];
  /** Whether the program, once built from the edited files, serves metrics as asked. */
  readonly complete: boolean;
  /** The directory of the main package, where there is one. */
  readonly main?: string;
  /** The flags that the edited program defines. An argument that is none of them stops it at once. */
  readonly flags: ProgramFlags;
  /** Where the address of the metrics server comes from, in the edited program. */
  readonly address?: MetricsAddress;
  /** The flag that says whether metrics are served over HTTPS; its default is what the target asks for. */
  readonly secureFlag?: string;
  /** Arguments that the program has to be given beside the address, such as `--metrics-secure`. */
  readonly arguments: readonly string[];
}
