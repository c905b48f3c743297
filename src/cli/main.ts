#!/usr/bin/env node
import type { Io } from './io.ts';
import { runCli } from './run.ts';
import { readStandardBytes, readStandardInput } from './standard-input.ts';
import { StandardOutput } from './standard-output.ts';

const stdout = new StandardOutput(1, () => process.stdout);
const stderr = new StandardOutput(2, () => process.stderr);
const io: Io = {
  stdout,
  stderr,
  stdin: readStandardInput,
  stdinBytes: readStandardBytes,
  cwd: process.cwd(),
  env: process.env,
  now: () => Number(process.hrtime.bigint() / 1000n) / 1000, // `performance` is a module to load
};

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
  // Node would go on with compiling and collecting garbage. What stands in line before a slow pipe it has to wait for.
  if (stdout.isDone && stderr.isDone) process.exit();
});
