import { type Issue, type IssueCode, ScaffoldError } from '../core/errors.ts';

/** Why a build cannot go on, before the place is known. Whoever knows the file and the field turns it into an issue. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: IssueCode;
  readonly expected: string | undefined;
  readonly received: string | undefined;

  constructor(
    code: IssueCode,
    message: string,
    detail: { expected?: string | undefined; received?: string | undefined } = {},
  ) {
    super(message);
    this.code = code;
    this.expected = detail.expected;
    this.received = detail.received;
  }
}

/** Collects what is wrong, so that one build reports all of it. */
export class IssueList {
  readonly issues: Issue[] = [];

  /**
   * Runs a step. What it refuses is kept, with `path` where the step does not name a place itself.
   *
   * @returns undefined where the step failed
   */
  attempt<T>(path: string, step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      this.issues.push(...issuesOf(error, path));
      return undefined;
    }
  }

  get failed(): boolean {
    return this.issues.length > 0;
  }

  throwIfAny(): void {
    if (this.issues.length > 0) throw new ScaffoldError(this.issues);
  }
}

/** Runs a step whose refusals belong to one place. */
export function at<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new ScaffoldError(issuesOf(error, path));
  }
}

function issuesOf(error: unknown, path: string): readonly Issue[] {
  if (error instanceof ScaffoldError) {
    return error.issues.map((issue) => (issue.path === '' ? { ...issue, path } : issue));
  }
  if (!(error instanceof Refusal)) throw error;
  return [
    {
      code: error.code,
      path,
      message: error.message,
      ...(error.expected === undefined ? {} : { expected: error.expected }),
      ...(error.received === undefined ? {} : { received: error.received }),
    },
  ];
}
