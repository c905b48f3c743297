#!/usr/bin/env node
import { readStandardInput } from './standard-input.ts';
import { StandardOutput } from './standard-output.ts';

async function main(key: string): Promise<void> {
  const stdout = new StandardOutput(1, () => process.stdout);
  const stderr = new StandardOutput(2, () => process.stderr);
  const { servePlugin } = await import('./answer-plugin.ts');
  await servePlugin(key, { stdout, stderr, stdin: readStandardInput });
  if (stdout.isDone && stderr.isDone) process.exit();
}

void main(process.argv[2] ?? '');
