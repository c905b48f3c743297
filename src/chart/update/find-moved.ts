import type { FileTree } from '../../core/file-tree.ts';
import { chunkDigests } from '../../merge/chunks.ts';
import type { ChartState } from './state.ts';

/** How much two files have in common that are one file in two places: what Git asks for, and a few lines at least. */
const ALIKE = 0.5;
const LEAST_LINES = 3;

/**
 * Where files are that an author has moved or renamed: by the path that they were generated at, the path of a file that
 * nobody generates, with which it has most lines in common.
 */
export function findMoved(chart: FileTree, state: ChartState): Map<string, string> {
  const found = new Map<string, string>();
  const gone = [...state].filter(([path, { text }]) => !chart.has(path) && text === undefined);
  if (gone.length === 0) return found;
  const strangers = [...chart].filter(({ path }) => !state.has(path));
  const indices = new Map<number, Index>();
  const taken = new Set<string>();
  for (const [path, { size, digests }] of gone) {
    const index = indices.get(size) ?? new Index(strangers, size);
    indices.set(size, index);
    const best = index.most(new Set(digests), taken);
    if (best === undefined) continue;
    found.set(path, best);
    taken.add(best);
  }
  return found;
}

/** Which files have a line, by its digest. */
class Index {
  readonly #holders = new Map<string, string[]>();
  readonly #lines = new Map<string, number>();

  constructor(files: Iterable<{ readonly path: string; readonly content: string }>, size: number) {
    for (const { path, content } of files) {
      const digests = new Set(chunkDigests(content.replaceAll('\r\n', '\n'), size));
      this.#lines.set(path, digests.size);
      for (const digest of digests) {
        const holders = this.#holders.get(digest);
        if (holders === undefined) this.#holders.set(digest, [path]);
        else holders.push(path);
      }
    }
  }

  /** The file that has most of some lines, if it is the same file by them. */
  most(digests: ReadonlySet<string>, taken: ReadonlySet<string>): string | undefined {
    const shared = new Map<string, number>();
    for (const digest of digests) {
      const holders = this.#holders.get(digest) ?? [];
      // A line that stands everywhere tells nothing, and would take long.
      if (holders.length > COMMON) continue;
      for (const holder of holders) shared.set(holder, (shared.get(holder) ?? 0) + 1);
    }
    const [best] = [...shared].filter(([path]) => !taken.has(path)).sort((a, b) => b[1] - a[1]);
    if (best === undefined) return undefined;
    const [path, count] = best;
    const lines = Math.max(digests.size, this.#lines.get(path) ?? 0);
    return count >= LEAST_LINES && count >= ALIKE * lines ? path : undefined;
  }
}

const COMMON = 50;
