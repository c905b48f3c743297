import { ScaffoldError } from '../../../src/core/errors.ts';
import * as api from '../../../src/index.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { type FuzzedEntry, fuzzedEntries, NOT_FUZZED } from '../support/fuzzed-entries.ts';

/** Calls of all entries together with --all; without, a share of the seconds for each. */
const ALL_RUNS = 1_000_000;
const SECONDS = 50;
/** What a call of a few hundred kilobytes may take, on a machine with other work. */
const SLOW = 20;
/** Faults of an entry that are shown. */
const SHOWN = 5;

/**
 * Every public function with shapes of all kinds and real inputs that were changed by chance: nothing but a ScaffoldError
 * leaves it, and none that says `internal`. A fault names its seed; `--only hostile-input --match ENTRY --seed N` begins
 * with it.
 */
export const suite: Suite = {
  name: 'hostile-input',
  async *run(context: Context): AsyncIterable<CaseResult> {
    const entries = fuzzedEntries();
    const named = new Set([...entries.map(({ name }) => name as string), ...NOT_FUZZED]);
    const forgotten = Object.entries(api)
      .filter(([name, value]) => typeof value === 'function' && !named.has(name))
      .map(([name]) => name);
    yield { name: 'every export', ...(forgotten.length > 0 ? { error: `not called: ${forgotten.join(', ')}` } : {}) };
    for (const entry of entries) {
      if (context.match === undefined || entry.name === context.match) yield* callMany(entry, context, entries.length);
    }
    const polluted = Object.keys(Object.prototype);
    yield {
      name: 'prototypes',
      ...(polluted.length > 0 ? { error: `Object.prototype has ${polluted.join(', ')}` } : {}),
    };
  },
};

function* callMany(entry: FuzzedEntry, { all, seed }: Context, entries: number): Iterable<CaseResult> {
  const share = SECONDS / entries;
  const start = seconds();
  const faults: string[] = [];
  let runs = 0;
  let refused = 0;
  while (faults.length < SHOWN && (all ? runs < ALL_RUNS / entries : seconds() - start < share)) {
    const before = seconds();
    const error = thrownBy(() => entry.call(new Random(seed + runs)));
    const taken = seconds() - before;
    if (error instanceof ScaffoldError && error.code !== 'internal') refused += 1;
    else if (error !== undefined) faults.push(`seed ${seed + runs}: ${described(error)}`);
    if (taken > SLOW) faults.push(`seed ${seed + runs}: took ${taken.toFixed(1)} s`);
    runs += 1;
  }
  yield {
    name: `${entry.name}: ${runs} calls, ${refused} refused`,
    ...(faults.length > 0 ? { error: faults.join('\n') } : {}),
  };
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error ?? 'nothing was thrown';
  }
}

function described(error: unknown): string {
  const cause = error instanceof ScaffoldError ? (error.cause ?? error) : error;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return text.split('\n').slice(0, 7).join('\n').slice(0, 1500);
}

/** Of this process, whatever else the machine does. */
function seconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
