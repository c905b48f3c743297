export interface Output {
  write(text: string): void;
  /** A text in parts; done when all of it is on its way, so that no more of it is kept than has to be. */
  writeParts(parts: Iterable<string>): Promise<void>;
  /** Bytes as they are; done when all of them are on their way. */
  writeBytes(bytes: Uint8Array): Promise<void>;
  readonly isTTY: boolean;
}

/** All that the command line touches of its surroundings, so that a test can stand in for them. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The whole of standard input, as text. */
  stdin(): Promise<string>;
  /** The whole of standard input, as it is. */
  stdinBytes(): Promise<Uint8Array>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}
