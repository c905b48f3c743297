/** The median of a number of runs, in milliseconds. */
export interface Measured {
  readonly name: string;
  readonly median: number;
  readonly runs: number;
}

/** Runs something until a time is up, after a warm-up, and gives the median of the single runs. */
export function measure(name: string, act: () => unknown, { warmUp = 300, during = 1000 } = {}): Measured {
  const warm = performance.now() + warmUp;
  while (performance.now() < warm) act();
  const times: number[] = [];
  const end = performance.now() + during;
  while (performance.now() < end || times.length < 5) times.push(timeOf(act));
  return { name, median: median(times), runs: times.length };
}

/** The median time of some runs, in milliseconds. */
export function medianOf(runs: number, act: () => unknown): number {
  const times = Array.from({ length: runs }, () => timeOf(act));
  return median(times);
}

function timeOf(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function print(title: string, rows: readonly Measured[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...rows.map((row) => row.name.length));
  for (const { name, median: time, runs } of rows) {
    console.log(`  ${name.padEnd(width)}  ${time.toFixed(3).padStart(9)} ms  (median of ${runs})`);
  }
}
