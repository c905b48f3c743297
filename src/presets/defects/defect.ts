/** How a defect is known: a build shows it, the files show it, or the project's own issues and commits say it. */
export type Evidence = 'built' | 'files' | 'reported';

/** Something that is wrong in what some releases scaffold, or in what they do to a scaffold. */
export interface Defect {
  /** `D31`: stable. */
  readonly id: string;
  /** First and last release of each span that has it, both included. The last span may reach the newest known release. */
  readonly releases: readonly (readonly [first: string, last: string])[];
  /** What happens, and when. */
  readonly what: string;
  readonly evidence: readonly Evidence[];
  /** Issues, pull requests, commits. */
  readonly links: readonly string[];
  /** The release that mended it, which may be newer than the newest known one. Undefined: none that is known. */
  readonly mendedIn?: string;
  /** What to do about it in a project that has it. */
  readonly remedy: string;
  /** Where it lies: in the scaffold, or in the tool, which a preset cannot mend. */
  readonly in: 'scaffold' | 'tool';
}
