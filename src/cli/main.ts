#!/usr/bin/env node
import type { Io, Output } from './io.ts';
import { runCli } from './run.ts';
import { writeParts } from './write-parts.ts';

const io: Io = {
  stdout: output(() => process.stdout),
  stderr: output(() => process.stderr),
  stdin: async () => {
    const { text } = await import('node:stream/consumers');
    return text(process.stdin);
  },
  cwd: process.cwd(),
  env: process.env,
  now: () => performance.now(),
};

// The exit code is set and not forced, so that what was printed into a pipe is read to its end.
void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});

/** A stream is opened by the first who uses it; most commands print nothing to the second one. */
function output(open: () => NodeJS.WriteStream): Output {
  let opened: NodeJS.WriteStream | undefined;
  const stream = () => {
    opened ??= open().on('error', stopReading);
    return opened;
  };
  return {
    write: (text) => void stream().write(text),
    writeParts: (parts) => writeParts(stream(), parts),
    get isTTY() {
      return stream().isTTY ?? false;
    },
  };
}

/** A reader that has seen enough (`| head`) is no error. */
function stopReading(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
}
