import type { Project } from '../options/project.ts';
import type { Profile } from '../presets/facts/facts.ts';
import { type Features, featuresOf } from './features.ts';

/** What every emitter reads: the options, the facts of the preset, and which sections are switched on. */
export interface Context {
  readonly project: Project;
  readonly profile: Profile;
  readonly features: Features;
}

/** A path and its content. */
export type EmittedFile = readonly [path: string, content: string];

/** Writes one file, or one for each resource, or none. Reads no fact that does not bear on what it writes. */
export type Emitter = (context: Context) => readonly EmittedFile[];

export const NO_FILES: readonly EmittedFile[] = [];

export function contextOf(project: Project, profile: Profile): Context {
  return { project, profile, features: featuresOf(project, profile) };
}
