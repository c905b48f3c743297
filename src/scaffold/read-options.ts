import { cutIssues, enter } from '../core/call.ts';
import { type Issue, ScaffoldError } from '../core/errors.ts';
import type { CallOptions } from '../core/limits.ts';
import { placed } from '../core/placed.ts';
import { inspectOptions } from '../options/check-options.ts';
import type { ScaffoldOptions } from '../options/generated/types.ts';
import type { Project } from '../options/project.ts';
import { toProject } from '../options/to-project.ts';
import type { Preset } from '../presets/preset.ts';
import { resolvePreset } from '../presets/resolve-preset.ts';
import { presetIssues } from './preset-issues.ts';
import { releaseDefects } from './release-defects.ts';

export const DEFAULT_PRESET = 'https-metrics';

/** Valid options, and what they mean. */
export interface ReadOptions {
  /** A copy of one's own: what was checked is what is used. */
  readonly options: ScaffoldOptions;
  readonly project: Project;
  readonly preset: Preset;
}

/**
 * Everything that is wrong with options for {@link buildScaffold}, as data; an empty list where nothing is. For forms
 * and editors: never throws, whatever the input is.
 * @example
 * validateOptions({ projectName: 'Shop' })[0].path; // 'projectName'
 */
export function validateOptions(options: unknown, call?: CallOptions): readonly Issue[] {
  try {
    return enter(call, () => cutIssues(inspect(options).issues).map(placed));
  } catch (error) {
    if (error instanceof ScaffoldError && error.code !== 'internal') return error.issues;
    throw error;
  }
}

/**
 * Options, checked, with their preset resolved and every default filled in.
 *
 * @param asScaffolded whether to let through what the release scaffolds so that it does not build
 * @throws ScaffoldError with all issues of {@link validateOptions}
 */
export function readOptions(input: unknown, asScaffolded = false): ReadOptions {
  const { options, preset, issues: all } = inspect(input);
  const issues = asScaffolded ? all.filter(({ code }) => code !== 'release-defect') : all;
  if (issues.length > 0 || preset === undefined) throw new ScaffoldError(issues);
  return { options, project: toProject(options), preset };
}

function inspect(input: unknown): { options: ScaffoldOptions; preset: Preset | undefined; issues: readonly Issue[] } {
  let preset: Preset | undefined;
  let unresolved: readonly Issue[] = [];
  const { options, issues } = inspectOptions(input, (spec) => {
    ({ preset, unresolved } = resolve(spec));
    return preset?.exact ?? false;
  });
  if (issues.length > 0 || unresolved.length > 0) return { options, preset, issues: [...issues, ...unresolved] };
  preset ??= resolvePreset(DEFAULT_PRESET);
  const project = toProject(options);
  return { options, preset, issues: [...presetIssues(project, preset), ...releaseDefects(project, preset)] };
}

function resolve(spec: string): { preset: Preset | undefined; unresolved: readonly Issue[] } {
  try {
    return { preset: resolvePreset(spec), unresolved: [] };
  } catch (error) {
    if (error instanceof ScaffoldError) return { preset: undefined, unresolved: error.issues };
    throw error;
  }
}
