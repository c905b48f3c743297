#!/usr/bin/env node
import type { Io } from './io.ts';
import { runCli } from './run.ts';
import { readStandardInput } from './standard-input.ts';
import { StandardOutput } from './standard-output.ts';

const io: Io = {
  stdout: new StandardOutput(1, () => process.stdout),
  stderr: new StandardOutput(2, () => process.stderr),
  stdin: readStandardInput,
  cwd: process.cwd(),
  env: process.env,
  now: () => Number(process.hrtime.bigint() / 1000n) / 1000, // `performance` is a module to load
};

// The exit code is set and not forced, so that what was printed into a pipe is read to its end.
void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
