import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import type { AuditInput, AuditRoot } from '../input/audit-input.ts';
import type { Severity } from '../model.ts';
import type { RuleId } from './rule-ids.ts';

export type RuleFamily = 'images' | 'wiring' | 'protection' | 'kustomize' | 'age' | 'security';

/** One thing that can be wrong with an operator's project. */
export interface Rule {
  readonly id: RuleId;
  readonly family: RuleFamily;
  readonly severity: Severity;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What fails today, and where the rule comes from: the text of its page. */
  readonly why: string;
  /** Looks at the project; each thing that it finds is told with its place. */
  check(input: AuditInput): Iterable<Found>;
}

/** What a rule tells; the rest is the same for all its findings. */
export interface Found {
  readonly at: FoundPlace;
  readonly message: string;
  readonly fix: string;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
}

/** A field of a rendered object, or a place in a file. */
export type FoundPlace =
  | { readonly root: AuditRoot; readonly object: KubernetesObject; readonly path?: Path }
  | {
      readonly file: string;
      readonly line?: number | undefined;
      readonly root?: AuditRoot;
      readonly object?: KubernetesObject;
    };

/** Runs a check over every root that has pods, which alone tells how things are wired. */
export function* inWiredRoots({ roots }: AuditInput, check: (root: AuditRoot) => Iterable<Found>): Generator<Found> {
  for (const root of roots) if (root.wiring.workloads.length > 0) yield* check(root);
}

/** Whether a root becomes a bundle of OLM, which issues certificates and fills in authorities itself. */
export function isBundle({ tree }: AuditInput, { directory, objects }: AuditRoot): boolean {
  if (objects.some(({ kind }) => kind === 'ClusterServiceVersion')) return true;
  // operator-sdk finds its base without being told.
  const bases = `${directory}/bases/`;
  return tree.paths().some((path) => path.startsWith(bases) && path.endsWith('.clusterserviceversion.yaml'));
}
