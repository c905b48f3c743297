import type { JsonValue } from '../kubernetes/object.ts';
import type { MetricsEndpoint, ObjectChange, ObjectRef, RoleRights } from '../objects/model.ts';
import type { Topic } from '../presets/history-entry.ts';

export type {
  FieldChange,
  MetricsEndpoint,
  MetricsProtection,
  ObjectChange,
  ObjectRef,
  Right,
  RoleRights,
} from '../objects/model.ts';

/** The version of the data below; a number that only an incompatible change raises. */
export const DIFF_VERSION = 1;

/** A file's mode as git writes it: a file, one that can be run, a link, whose content is the path that it leads to. */
export type FileMode = '100644' | '100755' | '120000';

/** A run of changed lines with up to three lines of context, as in a unified diff. */
export interface Hunk {
  /** Line number in the old file, from 1. Where `oldLines` is 0, the line after which the new lines stand. */
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Each with its sign (` `, `-`, `+`), without its newline; `\ No newline at end of file` after a last line without. */
  readonly lines: readonly string[];
}

/** What happens at one path; a link that becomes another, or a file, has two changes: one goes and the other comes. */
export interface FileChange {
  readonly kind: 'added' | 'removed' | 'renamed' | 'changed';
  /** Where the file is in `to`; for a removed file, where it was. */
  readonly path: string;
  /** Where a renamed file was in `from`. */
  readonly oldPath?: string;
  /** Absent for an added file, and for what is no text. */
  readonly oldMode?: FileMode;
  /** Absent for a removed file, and for what is no text. */
  readonly newMode?: FileMode;
  /** For a renamed file: the share of lines that both have, in percent. */
  readonly similarity?: number;
  readonly additions: number;
  readonly deletions: number;
  /** The files differ too much to be compared line by line: one hunk holds all between the common ends. */
  readonly coarse?: true;
  /** One side is no text: all that is known is that they differ. A patch names it, and leaves it as it is. */
  readonly binary?: true;
  /** Empty where only the mode or the path changes, or where an empty file comes or goes. */
  readonly hunks: readonly Hunk[];
  /** Ids in {@link TreeDiff.reasons}. */
  readonly reasons: readonly string[];
}

/** Why something changed: an entry of the release history, or an option. */
export type Reason = HistoryReason | OptionReason;

export interface HistoryReason {
  /** The entry's id, such as `4.1.0/metrics-auth`. */
  readonly id: string;
  readonly kind: 'history';
  /** `applied`: `to` has what the entry brought; `reverted`: `from` has it. */
  readonly direction: 'applied' | 'reverted';
  /** The release or the named preset. */
  readonly release: string;
  readonly topic: Topic;
  readonly title: string;
  readonly why: string;
  readonly links: readonly string[];
  readonly byHand?: string;
  readonly breaks?: string;
  /** Later entries on the way set everything anew that this one did: what it says to do or fear no longer holds. */
  readonly superseded?: true;
}

export interface OptionReason {
  /** `option:` and its path, such as `option:features.networkPolicy`. */
  readonly id: string;
  readonly kind: 'option';
  /** The path of the option: `projectName`, `resources[0].webhooks.defaulting`. */
  readonly option: string;
  /** Absent where the option was not given. */
  readonly from?: JsonValue;
  readonly to?: JsonValue;
}

/**
 * Something a reader must know to trust the diff, such as where rendering stopped and why. `not-read`: files of a
 * directory that are too large, and so in no tree, and what is no file. `detected-base`: which scaffold a project was
 * found to come from; `project-read`: how its PROJECT file was read where it says less, or more, than a scaffold can be.
 */
export interface DiffNote {
  readonly code: 'not-renderable' | 'chart-of-objects' | 'not-read' | 'detected-base' | 'project-read';
  /** Whose tree it is about. */
  readonly side: 'from' | 'to';
  /** The directory or the file. */
  readonly path: string;
  readonly message: string;
}

/** One side of a diff of scaffolds. */
export interface ScaffoldSide {
  /** The preset as given, `https-metrics` by default. */
  readonly preset: string;
  /** The release that a `kubebuilder@` preset resolved to. */
  readonly release?: string;
  readonly format: 'kustomize' | 'helm';
  readonly projectName: string;
  /**
   * Of a project that exists: the objects of this scaffold that the other one does not have, or has with a field that the
   * API server refuses to change, and that the project's own files render to as the scaffold has them but for edits. Only
   * these can be left behind, or stand in the way; never kinds that others hang on (definitions, namespaces, webhooks,
   * certificates, what is stored).
   */
  readonly inProject?: readonly ObjectRef[];
}

/** What changes between two trees. Plain data: survives JSON, and `reverseDiff` turns it round. */
export interface TreeDiff {
  readonly version: typeof DIFF_VERSION;
  readonly kind: 'trees' | 'scaffolds';
  /** By path, in code units. */
  readonly files: readonly FileChange[];
  /** By kind, namespace and name. */
  readonly objects: readonly ObjectChange[];
  /** Each side's metrics endpoint, where it differs; absent sides have no manager that could be recognised. */
  readonly metrics?: { readonly from?: MetricsEndpoint; readonly to?: MetricsEndpoint };
  /**
   * The Roles and ClusterRoles that allow more or less than before, by kind, namespace and name; absent where none does.
   * An aggregated one is here even where nothing in it changes, as far as its parts are among the objects.
   */
  readonly rights?: readonly RoleRights[];
  /** In the order of the history, then the options. */
  readonly reasons: readonly Reason[];
  readonly notes: readonly DiffNote[];
}

export interface ScaffoldDiff extends TreeDiff {
  readonly kind: 'scaffolds';
  readonly from: ScaffoldSide;
  readonly to: ScaffoldSide;
}
