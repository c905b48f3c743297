import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ScaffoldError } from '../../../src/core/errors.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { SHAPES, type Shape } from '../support/growth-shapes.ts';

/** Four times the input may take this many times as long: n log n is below five, and the machine is shared. */
const MOST = 7;
/** Seconds below which the clock tells nothing. */
const NOTICED = 0.25;

/**
 * Each shape of input at n, 2n and 4n, in processor time of this process. A shape that grows too fast is tried again: a
 * collector of garbage may have been at work.
 */
export const suite: Suite = {
  name: 'growth',
  async *run(context: Context): AsyncIterable<CaseResult> {
    for (const shape of SHAPES) {
      if (context.match !== undefined && !shape.name.includes(context.match)) continue;
      timeOf(shape, shape.size); // what is compiled on the way
      let times = timesOf(shape);
      for (let again = 0; again < 2 && grows(times); again++) times = timesOf(shape);
      const shown = times.map((time) => time.toFixed(2)).join(', ');
      yield {
        name: `${shape.name}: ${shown} s`,
        ...(grows(times) ? { error: `more than ${MOST} times as long for four times as much` } : {}),
      };
    }
    if (context.match === undefined || 'memory'.includes(context.match)) yield memoryOf(4000);
  },
};

/** Megabytes for a chart of 4,000 Deployments. */
const MOST_MEMORY = 700;

function memoryOf(count: number): CaseResult {
  const program = join(import.meta.dirname, '..', 'support', 'chart-memory.ts');
  const used = Number(
    execFileSync(process.execPath, ['--import', 'tsx', program, String(count)], { encoding: 'utf8' }),
  );
  const name = `chart of ${count} Deployments: ${used} MB of memory`;
  return used > 0 && used < MOST_MEMORY ? { name } : { name, error: `not below ${MOST_MEMORY} MB` };
}

function timesOf(shape: Shape): readonly [number, number, number] {
  return [timeOf(shape, shape.size), timeOf(shape, shape.size * 2), timeOf(shape, shape.size * 4)];
}

function grows([small, , large]: readonly [number, number, number]): boolean {
  return large > NOTICED && large > MOST * small;
}

/** In seconds. Input may be refused; anything else that is thrown is a fault. */
function timeOf({ run }: Shape, size: number): number {
  const before = process.cpuUsage();
  try {
    run(size);
  } catch (error) {
    if (!(error instanceof ScaffoldError) || error.code === 'internal') throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
