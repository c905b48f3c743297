import type { Arguments, Flags } from './flags.ts';
import type { Io } from './io.ts';
import type { Progress } from './progress.ts';

export const DONE = 0;
/** Findings or differences, where a flag asks to be told by the exit code. */
export const FOUND = 1;
/** Bad input or usage. */
export const REFUSED = 2;

export interface Call {
  readonly args: Arguments;
  readonly io: Io;
  readonly progress: Progress;
  readonly json: boolean;
}

export interface Command {
  /** What stands behind the command's name: `[DIR] --output DIR`. */
  readonly usage: string;
  readonly description: string;
  readonly example: string;
  readonly flags: Flags;
  /** How many arguments it takes beside the flags. */
  readonly positionals: number;
  /** @returns the exit code */
  run(call: Call): Promise<number>;
}

/** Flags that every command has. */
export const COMMON_FLAGS: Flags = {
  json: { help: 'print the result, and errors, as JSON' },
  limit: {
    value: 'NAME=NUMBER',
    help: 'how much may be read: bytes, nodes, aliasNodes, depth, objects, issues',
    repeated: true,
  },
  quiet: { help: 'say nothing that is not asked for: results, errors and conflicts alone', short: 'q' },
  help: { help: 'print this help', short: 'h' },
};

/** The flag of the commands that operator-scaffold.yaml has a section for. */
export const CONFIG_FLAG: Flags = {
  config: { value: 'FILE', help: 'the configuration (default: operator-scaffold.yaml, where there is one)' },
};

/** Flags of the commands that write a tree. */
export const OUTPUT_FLAGS: Flags = {
  output: { value: 'DIR', help: 'the directory to write to, made where it is missing; - prints a tar', short: 'o' },
  'dry-run': { help: 'say what would be written, and write nothing' },
  force: { help: 'replace files that stand there with another content' },
};

/** A command as the overview lists it. Its code is loaded when it is called, so that none waits for another's. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}
