/** One line of a conformance run. Without `error` it passed. */
export interface CaseResult {
  readonly name: string;
  readonly error?: string;
}

export interface Context {
  /** Directory of real operators, one folder each; undefined where none was given. */
  readonly corpus: string | undefined;
  /** An empty directory of this suite's own; removed after the run. */
  readonly scratch: string;
  /** For random cases; printed by the runner, set with --seed. */
  readonly seed: number;
  /** With --match: only cases about inputs whose name holds this. */
  readonly match?: string | undefined;
  /** True with --all: also what CI leaves out for its time. */
  readonly all: boolean;
}

/** A file below suites/ exports one of these as `suite`. It gets its tools itself, through scripts/tools. */
export interface Suite {
  readonly name: string;
  run(context: Context): AsyncIterable<CaseResult>;
}
