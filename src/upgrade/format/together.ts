import { grouped } from '../../core/grouped.ts';
import type { ClusterCommand, Leftover } from '../model.ts';

/** What is said of one file, once for all lines that it is said of. */
export interface Remark {
  /** The path, with the lines behind it. */
  readonly place: string;
  readonly text: string;
}

export function remarksOf(leftovers: readonly Leftover[]): Remark[] {
  const same = grouped(leftovers, ({ path, text }) => JSON.stringify([path, text]));
  return [...same.values()].map((each) => ({
    place: placeOf(each[0]!.path, ...each.flatMap(({ line }) => line ?? [])),
    text: each[0]!.text,
  }));
}

/** A path with lines of it, as terminals and editors open it. */
export function placeOf(path: string, ...lines: readonly (number | undefined)[]): string {
  const known = lines.filter((line) => line !== undefined);
  return known.length === 0 ? path : `${path}:${known.join(',')}`;
}

/** Commands, each reason above those that have it. */
export function withReasons(commands: readonly ClusterCommand[]): string[] {
  const byReason = grouped(commands, ({ why }) => why);
  return [...byReason].flatMap(([why, each]) => [`# ${why}`, ...each.map(({ command }) => command)]);
}
