import type { Mark } from './cursor.ts';

/** What go-yaml refuses in a text, and where. Caught by those who read one, who know its file. */
export class SourceError extends Error {
  readonly mark: Mark;
  readonly expected: string | undefined;

  constructor(message: string, mark: Mark, expected?: string) {
    super(message);
    this.mark = mark;
    this.expected = expected;
  }
}
