import { append } from '../../core/append.ts';
import { digestOf } from './digest.ts';

/** Some releases, as places in a list of them: one bit for each. */
export type Releases = bigint;

export interface BlockRecord {
  readonly releases: Releases;
  /** Places in the numbers of a project that the block stands as often as; see `numbersOf`. */
  readonly counts: number;
  /** Places of numbers that the block is there for whenever they are not 0. */
  readonly needed: number;
}

/** What the files of one template look like in each release. Nothing of their text can be read from it. */
export interface TemplateRecord {
  readonly frames: ReadonlyMap<string, Releases>;
  readonly blocks: ReadonlyMap<string, BlockRecord>;
  /** The lines of all its forms. One that all releases have tells nothing but that it is no edit. */
  readonly lines: ReadonlyMap<string, Releases>;
  /** The releases that have the file. */
  readonly releases: Releases;
}

/** A line as it is looked up among those of its file. */
export function lineDigest(line: string): string {
  return digestOf(line.trim()).slice(2, 7);
}

/** Takes apart what {@link formatRecords} has put together. */
export function parseRecords(data: string): ReadonlyMap<string, TemplateRecord> {
  const sets: Releases[] = [];
  const records = new Map<string, TemplateRecord>();
  for (const row of data.split('\n')) {
    const [name = '', ...cells] = row.split(' ');
    if (name === '=') {
      append(sets, cells.map(releasesOf));
      continue;
    }
    if (cells.length === 0) continue;
    const frames = new Map<string, Releases>();
    const blocks = new Map<string, BlockRecord>();
    const lines = new Map<string, Releases>();
    let all = 0n;
    for (const cell of cells) {
      const [kind, rest] = [cell[0]!, cell.slice(1)];
      const [place = '', counts, needed] = rest.slice(kind === 'l' ? 5 : 8).split(',');
      const releases = sets[Number.parseInt(place, 36)] ?? 0n;
      if (kind === 'l') {
        lines.set(rest.slice(0, 5), releases);
        continue;
      }
      const digest = rest.slice(0, 8);
      if (kind === 'f') {
        frames.set(digest, releases);
        all |= releases;
      } else {
        blocks.set(digest, { releases, counts: bits(counts), needed: bits(needed) });
      }
    }
    records.set(name, { frames, blocks, lines, releases: all });
  }
  return records;
}

/** The records of all templates as a text: sets of releases first, which the rows name by their places. */
export function formatRecords(records: ReadonlyMap<string, TemplateRecord>): string {
  const sets = new Map<Releases, number>();
  const place = (releases: Releases) => {
    if (!sets.has(releases)) sets.set(releases, sets.size);
    return sets.get(releases)!.toString(36);
  };
  const rows = [...records]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { frames, blocks, lines }]) =>
      [
        name,
        ...sorted(frames).map(([digest, releases]) => `f${digest}${place(releases)}`),
        ...sorted(blocks).map(
          ([digest, { releases, counts, needed }]) =>
            `b${digest}${place(releases)},${counts.toString(36)},${needed.toString(36)}`,
        ),
        ...sorted(lines).map(([digest, releases]) => `l${digest}${place(releases)}`),
      ].join(' '),
    );
  return [['=', ...[...sets.keys()].map(printReleases)].join(' '), ...rows].join('\n');
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function bits(text: string | undefined): number {
  return text === undefined ? 0 : Number.parseInt(text, 36);
}

/** `0-5,8` as bits. */
function releasesOf(text: string): Releases {
  let releases = 0n;
  for (const run of text.split(',')) {
    const [first = '', last = first] = run.split('-');
    for (let place = Number(first); place <= Number(last); place += 1) releases |= 1n << BigInt(place);
  }
  return releases;
}

function printReleases(releases: Releases): string {
  const runs: string[] = [];
  for (let place = 0; releases >> BigInt(place) > 0n; place += 1) {
    if (!has(releases, place)) continue;
    const first = place;
    while (has(releases, place + 1)) place += 1;
    runs.push(first === place ? `${first}` : `${first}-${place}`);
  }
  return runs.join(',');
}

/** Whether the release at a place is among some. */
export function has(releases: Releases, place: number): boolean {
  return ((releases >> BigInt(place)) & 1n) === 1n;
}
