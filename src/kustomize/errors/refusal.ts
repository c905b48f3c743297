import { Collector, issuesOf } from '../../core/collect.ts';
import { type Issue, ScaffoldError } from '../../core/errors.ts';
import type { IssueCode } from '../../core/issue-codes.ts';
import type { Place } from './place.ts';

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
  readonly #collector = new Collector();

  /**
   * Runs a step. What it refuses is kept, with its place where the step does not name one itself.
   *
   * @returns undefined where the step failed
   */
  attempt<T>(place: Place, step: () => T): T | undefined {
    return this.#collector.attempt(step, (error) => issuesAt(error, place));
  }

  add(issue: Issue): void {
    this.#collector.issues.push(issue);
  }

  get failed(): boolean {
    return this.#collector.failed;
  }

  throwIfAny(): void {
    this.#collector.throwIfAny();
  }
}

/** Runs a step whose refusals belong to one place. */
export function at<T>(place: Place, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new ScaffoldError(issuesAt(error, place));
  }
}

function issuesAt(error: unknown, place: Place): readonly Issue[] {
  if (!(error instanceof Refusal)) {
    return issuesOf(error).map((issue) =>
      issue.path === ''
        ? { ...issue, path: place.path, at: place.at, message: withField(place, issue.message) }
        : issue,
    );
  }
  return [
    {
      code: error.code,
      path: place.path,
      at: place.at,
      message: withField(place, error.message),
      ...(error.expected === undefined ? {} : { expected: error.expected }),
      ...(error.received === undefined ? {} : { received: error.received }),
    },
  ];
}

/** A message about a part of the field names that part, and so the field. */
function withField({ field }: Place, message: string): string {
  return field === '' || message.startsWith(field) ? message : `${field}: ${message}`;
}
