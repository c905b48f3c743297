import { append } from '../core/append.ts';

/** Enough to keep a disk busy, few enough for every limit on open files. */
const AT_ONCE = 32;

/** The results of an act on each item, in order, some at a time. Settles them all, whatever fails. */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  act: (item: Item, index: number) => Promise<Result>,
): Promise<PromiseSettledResult<Result>[]> {
  const results: PromiseSettledResult<Result>[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const batch = items.slice(start, start + AT_ONCE);
    append(results, await Promise.allSettled(batch.map((item, index) => act(item, start + index))));
  }
  return results;
}
