import { spawn } from 'node:child_process';

export interface ProgramRun {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** What a program said and how it ended. */
export interface ProgramResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever its status. @throws Error where it cannot be started */
export function tryProgram(file: string, args: readonly string[], run: ProgramRun = {}): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...args], {
      ...(run.cwd === undefined ? {} : { cwd: run.cwd }),
      env: { ...process.env, ...run.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new Error(`${file} cannot be run: it is not there`) : error);
    });
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.on('error', () => undefined); // a program may end before it has read its input
    child.stdin.end(run.input ?? '');
  });
}

/** The same, giving the standard output. @throws Error with all that the program said where its status is not 0 */
export async function runProgram(file: string, args: readonly string[], run: ProgramRun = {}): Promise<string> {
  const { status, stdout, stderr } = await tryProgram(file, args, run);
  if (status !== 0) throw new Error(`${[file, ...args].join(' ')} ended with ${status}:\n${stderr}${stdout}`);
  return stdout;
}
