import { append } from '../../../../core/append.ts';
import { compareCodeUnits } from '../../../../core/compare.ts';
import type { FactTask, FileMerge } from '../../model.ts';
import { lineEndOf } from '../line-ends.ts';
import { Settled } from '../settled.ts';
import { compareVersions } from '../versions.ts';
import { type ModEntry, readGoModLines } from './read-go-mod.ts';

/**
 * Merges a go.mod by directive. Requirements are minimums, of which Go takes the highest: so a newer one of yours stays
 * and is no conflict. What `go mod tidy` finds by itself (`// indirect`) is raised and never told.
 */
export const mergeGoMod: FileMerge = (versions, choose) => {
  const settled = new Settled(choose);
  const [base, yours, theirs] = [versions.base, versions.yours, versions.theirs].map(readGoModLines) as [
    ModEntry[],
    ModEntry[],
    ModEntry[],
  ];
  const inBase = byKey(base);
  const inTheirs = byKey(theirs);
  const isOlder = requiresOlder(inBase, yours);
  const lines: { readonly entry: ModEntry; text: string }[] = [];
  for (const entry of yours) {
    const [b, t] = [inBase.get(entry.key), inTheirs.get(entry.key)];
    let text = entry.raw;
    if (entry.kind === 'directive' && t !== undefined) text = combine(b, entry, t, settled, isOlder);
    else if (entry.kind === 'directive' && b !== undefined && entry.verb !== 'module')
      text = removed(b, entry, settled);
    lines.push({ entry, text });
  }
  addNew({ base: inBase, yours, theirs }, lines, lineEndOf(versions.yours));
  append(settled.manual, pinned(inBase, yours, inTheirs));
  return settled.result(withoutEmptyBlocks(lines));
};

function combine(b: ModEntry | undefined, y: ModEntry, t: ModEntry, settled: Settled, isOlder: boolean): string {
  const [old, mine, other] = [b?.words, y.words, t.words].map((words) => words?.join(' ')) as [
    string | undefined,
    string,
    string,
  ];
  const [was, is, will] = [b, y, t].map((entry) => entry?.words.at(-1)) as [string | undefined, string, string];
  // The first tidying of a scaffold makes `go 1.22` to the 1.22.0 of its libraries.
  const isUntidied = y.verb === 'go' && was === `${is}.0`;
  if (y.verb === 'module' || mine === other || (old === other && !isUntidied)) return y.raw;
  if (y.verb === 'replace' || y.verb === 'exclude') return y.raw;
  if (old === mine || isUntidied) return y.raw.replace(is, () => will);
  const order = compareVersions(is, will);
  if (order !== undefined && order >= 0) return y.raw;
  // Of two minimums the higher one holds, so one that you raised holds too. One that you lowered was meant.
  const lowered = was !== undefined && (compareVersions(is, was) ?? -1) < 0 && !y.isIndirect && !isOlder;
  if (order !== undefined && !lowered) return y.raw.replace(is, () => will);
  const conflict = {
    where: y.key,
    base: b?.raw ?? '',
    yours: y.raw,
    theirs: t.raw,
    suggested: 'theirs',
    line: y.line,
  } as const;
  return settled.side(conflict) === 'theirs' ? y.raw.replace(is, () => will) : y.raw;
}

/** Whether a project is older than its base, the oldest preset: then nearly all of its requirements are lower. */
function requiresOlder(base: ReadonlyMap<string, ModEntry>, yours: readonly ModEntry[]): boolean {
  const direct = yours.filter(({ key, verb, isIndirect }) => verb === 'require' && !isIndirect && base.has(key));
  const lower = direct.filter(
    ({ key, words }) => (compareVersions(words[1] ?? '', base.get(key)!.words[1] ?? '') ?? 0) < 0,
  );
  return lower.length > 2 && lower.length > direct.length / 2;
}

/** What the target no longer has goes where it is as it was; of a requirement that you raised, nothing is known. */
function removed(b: ModEntry, y: ModEntry, settled: Settled): string {
  if (b.words.join(' ') === y.words.join(' ')) return '';
  if (y.verb === 'require') return y.raw;
  const conflict = { where: y.key, base: b.raw, yours: y.raw, theirs: '', suggested: 'yours', line: y.line } as const;
  return settled.side(conflict) === 'theirs' ? '' : y.raw;
}

interface Sides {
  readonly base: ReadonlyMap<string, ModEntry>;
  readonly yours: readonly ModEntry[];
  readonly theirs: readonly ModEntry[];
}

/** Puts what the target adds into the block of its kind, in order of the module; a file without one gets lines. */
function addNew({ base, yours, theirs }: Sides, lines: { entry: ModEntry; text: string }[], newline: string): void {
  const standing = new Set(yours.map(({ key }) => key));
  const tidied = yours.some(({ isIndirect }) => isIndirect);
  for (const entry of theirs) {
    if (entry.kind !== 'directive' || base.has(entry.key) || standing.has(entry.key)) continue;
    // A file that go mod tidy never saw has no indirect requirements.
    if (entry.isIndirect && !tidied) continue;
    const rest = `${entry.words.join(' ')}${entry.isIndirect ? ' // indirect' : ''}`;
    const own = lines.filter((line) => line.entry.verb === entry.verb && line.entry.kind === 'directive');
    const alike = own.filter((line) => line.entry.isIndirect === entry.isIndirect && line.entry.block > 0);
    if (alike.length > 0) {
      const block = alike[0]!.entry.block;
      const inBlock = alike.filter((line) => line.entry.block === block);
      const next = inBlock.find((line) => compareCodeUnits(line.entry.words[0] ?? '', entry.words[0] ?? '') > 0);
      const place = next === undefined ? lines.indexOf(inBlock.at(-1)!) + 1 : lines.indexOf(next);
      lines.splice(place, 0, { entry: { ...entry, block }, text: `\t${rest}${newline}` });
      continue;
    }
    const anchors =
      entry.verb === 'require' ? ['require', 'godebug', 'toolchain', 'go', 'module'] : ['toolchain', 'go', 'module'];
    const anchor = anchors
      .map((verb) => lines.findLastIndex((line) => line.entry.verb === verb))
      .find((index) => index !== -1);
    const place = anchor === undefined ? lines.length : anchor + 1;
    const before = lines[place - 1];
    if (before !== undefined && !before.text.endsWith('\n')) before.text += newline;
    lines.splice(place, 0, { entry: { ...entry, block: 0 }, text: `${newline}${entry.verb} ${rest}${newline}` });
  }
}

/** Modules whose requirement the target raises while a `replace` of yours holds them at an older version. */
function pinned(
  base: ReadonlyMap<string, ModEntry>,
  yours: readonly ModEntry[],
  theirs: ReadonlyMap<string, ModEntry>,
): FactTask[] {
  return yours.flatMap((entry) => {
    if (entry.verb !== 'replace' || entry.kind !== 'directive' || base.has(entry.key)) return [];
    const path = entry.words[0] ?? '';
    const target = theirs.get(`require ${path}`)?.words[1];
    const version = entry.words.slice(entry.words.indexOf('=>') + 1)[1];
    if (target === undefined || version === undefined || target === base.get(`require ${path}`)?.words[1]) return [];
    const order = compareVersions(version, target);
    if (order === undefined || order >= 0) return [];
    const text = `The replace of ${path} holds it at ${version}, and the target needs ${target}. Raise it, or remove it.`;
    return [{ line: entry.line, text }];
  });
}

/** A block that lost all of its lines goes, with the blank line before it. */
function withoutEmptyBlocks(lines: readonly { readonly entry: ModEntry; readonly text: string }[]): string {
  const dropped = new Set<number>();
  let open = -1;
  let count = 0;
  let lost = 0;
  for (const [index, { entry, text }] of lines.entries()) {
    if (entry.kind === 'open') [open, count, lost] = [index, 0, 0];
    else if (entry.kind === 'close' && open !== -1) {
      if (count === 0 && lost > 0) for (let at = open; at <= index; at += 1) dropped.add(at);
      open = -1;
    } else if (text === '') lost += 1;
    else if (text.trim() !== '') count += 1;
  }
  let result = '';
  let blank = true;
  let gap = false;
  for (const [index, { text }] of lines.entries()) {
    if (dropped.has(index) || text === '') {
      gap = true;
      continue;
    }
    const isBlank = text.trim() === '';
    if (isBlank && blank && gap) continue;
    gap = false;
    blank = isBlank;
    result += text;
  }
  return result;
}

function byKey(entries: readonly ModEntry[]): Map<string, ModEntry> {
  return new Map(entries.filter(({ kind }) => kind === 'directive').map((entry) => [entry.key, entry]));
}
