import type { ScaffoldOptions } from '../options/generated/types.ts';

/**
 * Where an existing project comes from, as far as its files tell. Plain data.
 */
export interface Base {
  /**
   * The preset that scaffolds what is nearest to the project: `kubebuilder@3.14.2`, or a named one. Undefined where
   * nothing in the tree is of a scaffold.
   */
  readonly preset: string | undefined;
  /** Presets that the files tell apart from `preset` too little, that one included; oldest first. */
  readonly range: readonly string[];
  /** Whose texts the files have. */
  readonly author: 'kubebuilder' | 'operator-scaffold' | undefined;
  /** How sure that is, from 0 to 1. */
  readonly confidence: number;
  /**
   * The options that scaffold the project anew, without a preset. What the rules of scaffolds refuse is left out or
   * mended, and named in `notes`.
   */
  readonly options: ScaffoldOptions;
  readonly project: ProjectRecord;
  /** What speaks for the preset, or against it; what weighs most first. */
  readonly evidence: readonly Evidence[];
  /** The files of the tree that a scaffold has too, by path. */
  readonly files: readonly BaseFile[];
  /** What is to be said about the reading of the project. */
  readonly notes: readonly BaseNote[];
}

/** What a PROJECT file says, or would say. */
export interface ProjectRecord {
  /** Whether there is a PROJECT file that can be read. */
  readonly found: boolean;
  /** The project's name as it stands there, or in `config/default`; a scaffold may have to shorten it in `options`. */
  readonly name: string;
  /** The version of the file's form: `2` or `3`. */
  readonly version?: string;
  /** The keys of its plugins, such as `go.kubebuilder.io/v4`; the first one is about Go, Ansible or Helm. */
  readonly layout: readonly string[];
  /** The version of the program that wrote it last. */
  readonly cliVersion?: string;
  /** The keys below `plugins`. */
  readonly plugins: readonly string[];
}

/** One observation about where a project comes from. */
export interface Evidence {
  /**
   * `files`: files that nobody edited; `lines`: what edited files still have; `program`: the version in PROJECT;
   * `layout`: the layout in PROJECT; `versions`: what go.mod requires; `places`: which files there are.
   */
  readonly kind: 'files' | 'lines' | 'program' | 'layout' | 'versions' | 'places';
  readonly speaks: 'for' | 'against';
  readonly path: string;
  readonly text: string;
}

/** A file that a scaffold has as well. */
export interface BaseFile {
  readonly path: string;
  /**
   * `untouched`: as a release wrote it; `edited`: it has that file's name but not its text; `generated`: other programs
   * write it anew each time (CRDs, deepcopy functions, go.mod, PROJECT), so nobody knows.
   */
  readonly state: 'untouched' | 'edited' | 'generated';
  /** Presets that have this text, oldest first; only where it is untouched. */
  readonly presets?: readonly string[];
  /** What the file is in any project: `api/<version>/<kind>_types.go`. */
  readonly template: string;
}

export interface BaseNote {
  readonly code:
    | 'no-project'
    | 'project-unreadable'
    | 'older-layout'
    | 'foreign-layout'
    | 'kind-from-crd'
    | 'option-mended'
    | 'kind-left-out';
  readonly path: string;
  readonly message: string;
}
