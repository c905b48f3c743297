/**
 * What the merges of a whole upgrade take and give. A user's tree has no base
 * text, only facts: base and theirs are our scaffolds of two presets, yours
 * was written by Kubebuilder and by the user.
 */

/** Three texts of one file. */
export interface FileVersions {
  readonly path: string;
  /** What the base preset scaffolds, in our words. */
  readonly base: string;
  /** What the user has. */
  readonly yours: string;
  /** What the target preset scaffolds, in our words. */
  readonly theirs: string;
}

/** A place where both sides changed the same thing; yours is kept. */
export interface FactConflict {
  /** The place, in words that stay the same from run to run: the key of a choice. */
  readonly where: string;
  readonly base: string;
  readonly yours: string;
  readonly theirs: string;
  readonly suggested: 'yours' | 'theirs';
  /** One-based line in yours. */
  readonly line?: number;
}

/** Something only a person can do. */
export interface FactTask {
  /** One-based line in yours. */
  readonly line?: number;
  readonly text: string;
  readonly snippet?: string;
}

/** A merged file, and what could not be merged. */
export interface FactMerge {
  readonly text: string;
  readonly conflicts: readonly FactConflict[];
  readonly manual: readonly FactTask[];
  /** What the reader may want to know, and nobody has to do anything about. */
  readonly notes?: readonly string[];
}

/** Merges a file by its facts; `choose` settles conflicts by their `where`. */
export type FileMerge = (
  versions: FileVersions,
  choose?: (conflict: FactConflict) => 'yours' | 'theirs' | undefined,
) => FactMerge;
