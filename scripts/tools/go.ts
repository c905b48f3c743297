import { type ProgramRun, runProgram } from './run-program.ts';

/**
 * Runs `go` and gives its standard output.
 *
 * @throws Error with the command and all that Go said, where Go is missing or fails
 */
export function runGo(args: readonly string[], run: ProgramRun = {}): Promise<string> {
  // The same binary wherever the cache and the work tree lie. Flags of the caller's environment are left out on purpose.
  const env = { GOFLAGS: '-trimpath -buildvcs=false -mod=mod', GOWORK: 'off', ...run.env };
  return runProgram('go', args, { ...run, env });
}
