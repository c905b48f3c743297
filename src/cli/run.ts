import { enterCommand } from '../core/call.ts';
import { formatIssue, ScaffoldError } from '../core/errors.ts';
import { suggestion } from '../core/nearest.ts';
import { coloursFor } from './colour.ts';
import { COMMON_FLAGS, DONE, REFUSED } from './command.ts';
import { COMMANDS } from './commands.ts';
import { type Flags, readArguments } from './flags.ts';
import { flagsOf } from './given-options.ts';
import { commandHelp, overview } from './help.ts';
import type { Io } from './io.ts';
import { limitsFrom } from './limit-flag.ts';
import { Progress } from './progress.ts';
import { usageError } from './usage.ts';
import { VERSION } from './version.ts';

/**
 * The command line as a function.
 *
 * @param argv without the interpreter and the script
 * @returns the exit code: 0 done, 1 differences where asked for, 2 bad input or usage with all issues on stderr
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const json = argv.includes('--json');
  try {
    return await dispatch(argv, io, json);
  } catch (error) {
    report(error, io, json);
    return REFUSED;
  }
}

async function dispatch(argv: readonly string[], io: Io, json: boolean): Promise<number> {
  const [name, ...rest] = argv;
  if (name === 'help' && rest.length === 1) return dispatch([rest[0]!, '--help'], io, json);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? io.stderr : io.stdout).write(overview());
    return name === undefined ? REFUSED : DONE;
  }
  if (name === '--version' || name === '-V') {
    io.stdout.write(`${VERSION}\n`);
    return DONE;
  }
  const entry = COMMANDS.find((command) => command.name === name);
  if (entry === undefined) {
    const names = COMMANDS.map((command) => command.name);
    throw usageError(name, 'there is no such command', { expected: names.join(', '), ...suggestion(name, names) });
  }
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    io.stdout.write(commandHelp(name, command));
    return DONE;
  }
  try {
    const args = readArguments(rest, { ...command.flags, ...COMMON_FLAGS }, command.positionals);
    return await enterCommand(limitsFrom(args.texts('limit')), () =>
      command.run({ args, io, progress: new Progress(io, args.switch('quiet') ?? false), json }),
    );
  } catch (error) {
    report(error, io, json, command.flags);
    return REFUSED;
  }
}

/** @param flags those of the command: who types knows options by them, and programs by their names */
function report(error: unknown, io: Io, json: boolean, flags: Flags = {}): void {
  const known =
    error instanceof ScaffoldError
      ? error
      : new ScaffoldError({ code: 'internal', path: '', message: `this is a bug, please report it: ${error}` });
  if (json) {
    io.stderr.write(`${JSON.stringify(known, undefined, 2)}\n`);
    return;
  }
  const { red } = coloursFor(io.stderr, io.env);
  for (const issue of known.issues) {
    const given = flagsOf(issue, flags);
    const path = given === '' ? issue.path : `${issue.path} (${given})`;
    io.stderr.write(`${red('error')} ${formatIssue({ ...issue, path })}\n`);
  }
}
