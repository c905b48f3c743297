import type { Io, Output } from './io.ts';

export interface Colours {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** Colours for a terminal; plain text elsewhere. NO_COLOR and FORCE_COLOR decide where they are set. */
export function coloursFor(output: Output, env: Io['env']): Colours {
  const on = wanted(output, env);
  const paint = (start: number, end: number) => (text: string) => (on ? `\u001b[${start}m${text}\u001b[${end}m` : text);
  return { bold: paint(1, 22), dim: paint(2, 22), red: paint(31, 39), green: paint(32, 39), yellow: paint(33, 39) };
}

function wanted(output: Output, env: Io['env']): boolean {
  const set = (name: string) => env[name] !== undefined && env[name] !== '';
  if (set('NO_COLOR')) return false;
  if (set('FORCE_COLOR')) return env.FORCE_COLOR !== '0';
  return output.isTTY && env.TERM !== 'dumb';
}
