export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
}

/** All that the command line touches of its surroundings, so that a test can stand in for them. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The whole of standard input. */
  stdin(): Promise<string>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}
