import { type Issue, ScaffoldError } from './errors.ts';

/** Collects what is wrong over several steps, so that all of it is told at once. */
export class Collector {
  readonly issues: Issue[] = [];
  /** A step may be asked for twice, and fail with the very same issues. */
  readonly #told = new Set<Issue>();

  /**
   * Runs a step. What it throws is kept, as `issuesIn` tells it.
   *
   * @returns undefined where the step failed
   */
  attempt<T>(step: () => T, issuesIn: (error: unknown) => readonly Issue[] = issuesOf): T | undefined {
    try {
      return step();
    } catch (error) {
      for (const issue of issuesIn(error)) {
        if (this.#told.has(issue)) continue;
        this.#told.add(issue);
        this.issues.push(issue);
      }
      return undefined;
    }
  }

  get failed(): boolean {
    return this.issues.length > 0;
  }

  /** @throws ScaffoldError with all of it */
  throwIfAny(): void {
    if (this.failed) throw new ScaffoldError(this.issues);
  }
}

/** Runs a step. Whoever calls it knows more of where it is: each issue is told anew. */
export function retelling<T>(step: () => T, retell: (issue: Issue) => Issue): T {
  try {
    return step();
  } catch (error) {
    throw new ScaffoldError(issuesOf(error).map(retell));
  }
}

/** The issues of an error of ours; any other goes on as it is. */
export function issuesOf(error: unknown): readonly Issue[] {
  if (error instanceof ScaffoldError) return error.issues;
  throw error;
}
