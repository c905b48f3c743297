import type { Facts } from './facts/facts.ts';

/** What a change is about: diffs and documents are grouped by it. */
export type Topic =
  | 'metrics'
  | 'network-policy'
  | 'certificates'
  | 'webhooks'
  | 'rbac'
  | 'crd'
  | 'manager'
  | 'labels'
  | 'prometheus'
  | 'project-file'
  | 'go'
  | 'build'
  | 'tests'
  | 'ci'
  | 'versions'
  | 'samples';

/**
 * One thing that a release changed in the scaffold.
 *
 * A profile is the fold of `sets` over the history, so an entry names each fact's new value and nothing else.
 */
export interface HistoryEntry {
  /** Stable and unique: the release and a word, such as `4.1.0/metrics-auth`. */
  readonly id: string;
  /** The release that brought it (`4.1.0`), or the named preset that it belongs to. */
  readonly release: string;
  readonly topic: Topic;
  /** What changed, as a short sentence. */
  readonly title: string;
  /** The reason. */
  readonly why: string;
  /** Release notes, pull requests, issues. */
  readonly links: readonly string[];
  readonly sets: Readonly<Partial<Facts>>;
  /** Files that live on under another path, where the contents alone may not tell: `[old, new]`. */
  readonly renames?: readonly (readonly [string, string])[];
  /** What a person must do in an existing project, where writing the files is not enough. */
  readonly byHand?: string;
  /** What stops working in a running cluster or an existing project when it is applied. */
  readonly breaks?: string;
  /** Defects (`D31`) that this entry mends. */
  readonly mends?: readonly string[];
}
