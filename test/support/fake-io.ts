import type { Io } from '../../src/cli/io.ts';
import { runCli } from '../../src/cli/run.ts';

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliSurroundings {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  /** What each look at the clock gives, in milliseconds. */
  readonly now?: () => number;
}

/** Runs the command line in this process. */
export async function cli(argv: readonly string[], surroundings: CliSurroundings = {}): Promise<CliResult> {
  const { cwd = '/nowhere', stdin = '', env = {}, isTTY = false, now = () => 0 } = surroundings;
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
    writeParts: async (parts: Iterable<string>) => {
      for (const part of parts) written[name] += part;
    },
    writeBytes: async (bytes: Uint8Array) => {
      written[name] += Buffer.from(bytes).toString('latin1');
    },
    isTTY,
  });
  const input = Buffer.from(stdin);
  const io: Io = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: async () => input.toString(),
    stdinBytes: async () => input,
    cwd,
    env,
    now,
  };
  const code = await runCli(argv, io);
  return { code, ...written };
}
