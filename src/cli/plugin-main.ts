#!/usr/bin/env node
import { readStandardInput } from './standard-input.ts';
import { StandardOutput } from './standard-output.ts';

/**
 * One plugin as a program: Kubebuilder's request on standard input, the answer on standard output. The status is 0
 * whatever the answer: Kubebuilder shows messages of an answer, and of a program that failed nothing but that.
 */
async function main(key: string): Promise<void> {
  const stdout = new StandardOutput(1, () => process.stdout);
  const stderr = new StandardOutput(2, () => process.stderr);
  const { answerPlugin } = await import('./answer-plugin.ts');
  const { response, notes } = await answerPlugin(key, await readStandardInput());
  stdout.write(response);
  for (const note of notes) stderr.write(`${key}: ${note}\n`);
  if (stdout.isDone && stderr.isDone) process.exit();
}

void main(process.argv[2] ?? '');
