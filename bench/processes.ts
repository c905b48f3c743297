import { spawnSync } from 'node:child_process';
import { median } from './measure.ts';

export interface Program {
  readonly program: string;
  readonly args: readonly string[];
  readonly input?: string;
  readonly cwd?: string;
}

/** Medians of whole processes, in milliseconds. */
export interface ProcessTimes {
  /** What a person waits for. */
  readonly wall: number;
  /** What it takes of all processors together; says more where other programs run beside it. */
  readonly processor: number;
}

/**
 * Runs programs by turns, so that whatever else the machine does falls on all of them alike.
 *
 * @param runs of each program; one more, before them, fills the disk's cache
 * @throws Error where one fails
 */
export function byTurns<Name extends string>(
  programs: Readonly<Record<Name, Program>>,
  runs: number,
): Record<Name, ProcessTimes> {
  const names = Object.keys(programs) as Name[];
  const times = new Map(names.map((name) => [name, { wall: [] as number[], processor: [] as number[] }]));
  for (let run = 0; run <= runs; run += 1) {
    for (const name of names) {
      const { wall, processor } = once(programs[name]);
      if (run === 0) continue;
      times.get(name)?.wall.push(wall);
      times.get(name)?.processor.push(processor);
    }
  }
  return Object.fromEntries(
    [...times].map(([name, { wall, processor }]) => [name, { wall: median(wall), processor: median(processor) }]),
  ) as Record<Name, ProcessTimes>;
}

/** Node's own start, without which none of our processes is. */
export const NODE_START: Program = { program: process.execPath, args: ['-e', '0'] };

/** The shell knows the processor time of a child; Node does not. */
function once({ program, args, input, cwd }: Program): ProcessTimes {
  const code = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" >/dev/null 2>&3; } 3>/dev/null';
  const { status, stderr, error } = spawnSync('bash', ['-c', code, 'bench', program, ...args], {
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`);
  const [wall, user, system] = stderr.trim().split(' ').map(Number) as [number, number, number];
  return { wall: wall * 1000, processor: (user + system) * 1000 };
}
