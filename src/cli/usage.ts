import { type Issue, ScaffoldError } from '../core/errors.ts';

/** A mistake on the command line itself. */
export function usageIssue(path: string, message: string, more: Partial<Issue> = {}): Issue {
  return { code: 'usage', path, message, ...more };
}

export function usageError(path: string, message: string, more: Partial<Issue> = {}): ScaffoldError {
  return new ScaffoldError(usageIssue(path, message, more));
}
