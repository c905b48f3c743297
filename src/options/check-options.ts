import { describeValue, type Issue } from '../core/errors.ts';
import { plainCopy } from '../core/plain-copy.ts';
import type { ResourceOptions, ScaffoldOptions } from './generated/types.ts';
import { validateScaffoldOptions } from './generated/validate.js';
import { OPTION_BOUNDS } from './option-bounds.ts';
import { RULES } from './rules/rules.ts';
import { shapeIssues } from './shape-issues.ts';
import { toProject } from './to-project.ts';

/** Options that were checked, as a copy of their own, and what is wrong with them. */
export interface CheckedOptions {
  /** Usable only where there are no issues. */
  readonly options: ScaffoldOptions;
  readonly issues: readonly Issue[];
}

/** Tells whether a preset's name stands for a release that is reproduced to the letter. */
export type IsExact = (preset: string) => boolean;

/**
 * Checks everything that does not depend on a preset: the shape against schema/scaffold-options.schema.json, and the
 * named rules of src/options/rules. Never throws, whatever the input is.
 *
 * @param isExact default: no preset is
 */
export function inspectOptions(input: unknown, isExact: IsExact = () => false): CheckedOptions {
  const { value, issues: copyIssues } = plainCopy(input, OPTION_BOUNDS);
  const options = value as ScaffoldOptions;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { options, issues: copyIssues.length > 0 ? copyIssues : [notAnObject(input)] };
  }
  // What could not be copied stands as null, which the schema would report a second time.
  const unread = new Set(copyIssues.map((issue) => issue.path));
  const shape = validateScaffoldOptions(value) ? [] : shapeIssues(validateScaffoldOptions.errors ?? []);
  const issues = [...copyIssues, ...shape.filter((issue) => !unread.has(issue.path))];
  return { options, issues: [...issues, ...ruleIssues(options, issues, isExact)] };
}

/** The rules see what has the right shape, so that a typing error in one place hides nothing in another. */
function ruleIssues(options: ScaffoldOptions, shape: readonly Issue[], isExact: IsExact): Issue[] {
  const broken = new Set(shape.map((issue) => /^[^.[]+(\[\d+\])?/.exec(issue.path)?.[0]));
  const kept: Record<string, unknown> = { projectName: 'project' };
  for (const [key, value] of Object.entries(options)) if (!broken.has(key)) kept[key] = value;
  const resources: ResourceOptions[] = [];
  const paths: string[] = [];
  for (const [index, resource] of ((kept.resources as ResourceOptions[] | undefined) ?? []).entries()) {
    const path = `resources[${index}]`;
    if (broken.has(path)) continue;
    resources.push(resource);
    paths.push(path);
  }
  const project = toProject({ ...kept, resources } as unknown as ScaffoldOptions);
  const complete = shape.length === 0;
  const asReleased = typeof kept.preset === 'string' && isExact(kept.preset);
  return RULES.flatMap((rule) => [...rule({ project, paths, complete, asReleased })]);
}

function notAnObject(input: unknown): Issue {
  return {
    code: 'invalid-type',
    path: '',
    message: 'the options are an object',
    expected: 'an object with projectName',
    received: describeValue(input),
  };
}
