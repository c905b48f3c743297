import { append } from '../../../../core/append.ts';
import { diff3 } from '../../../../merge/diff3.ts';
import type { FactConflict } from '../../model.ts';
import { knownRecipes, lineDigest } from '../known-entries.ts';
import { mergeWords } from '../merge-words.ts';
import type { MakeEntry } from './entry.ts';
import { normalLine, normalRecipe, normalValue, plainSpaces } from './normal-form.ts';

interface Context {
  /** Text of ours with the line ends of yours. */
  ends(text: string): string;
  side(conflict: FactConflict): 'yours' | 'theirs';
}

/**
 * Merges the lines of a recipe, or of a definition: yours where the target changes nothing, the target's where you
 * changed nothing, else line by line and word by word.
 */
export function mergeRecipe(
  base: MakeEntry | undefined,
  yours: MakeEntry,
  theirs: MakeEntry,
  context: Context,
): readonly string[] {
  const builder = builderOf(base, yours, theirs);
  const target = theirs.body.map((line) => context.ends(builder.rename(line)));
  const [y, t] = [normalRecipe(yours.body), normalRecipe(theirs.body)];
  if (same(y, t)) return respelled(base?.body ?? [], yours.body, target);
  const known = knownRecipes(yours.key);
  const digests = y.map((line) => lineDigest(line, builder.isScaffolds));
  if (base === undefined && known.some((recipe) => same(recipe, digests))) return target;
  if (base !== undefined) {
    const b = normalRecipe(base.body);
    if (same(b, t)) return respelled(base.body, yours.body, target);
    if (same(y, b) || known.some((recipe) => same(recipe, digests))) return target;
    const nearest = nearestOf(
      known,
      digests,
      common(
        b.map((line) => lineDigest(line)),
        digests,
      ),
    );
    if (nearest !== undefined) {
      const grafted = graft(nearest, yours.body, target, builder.isScaffolds);
      if (grafted !== undefined) return grafted;
    }
  }
  return byLine(base?.body ?? [], yours, target, context);
}

/** Lines that you spell as the base does, spelled as the target does: `"$(KUBECTL)"` for `$(KUBECTL)`. */
function respelled(base: readonly string[], yours: readonly string[], target: readonly string[]): readonly string[] {
  const spelling = (lines: readonly string[]) => new Map(lines.map((line) => [normalLine(line), line]));
  const [old, now] = [spelling(base), spelling(target)];
  return yours.map((line) => {
    const [before, after] = [old.get(normalLine(line)), now.get(normalLine(line))];
    if (before === undefined || after === undefined || normalLine(line) === '') return line;
    // Another end continues the line, or ends it.
    if (goesOn(line) !== goesOn(after)) return line;
    return plainSpaces(before) === plainSpaces(line) && plainSpaces(before) !== plainSpaces(after) ? after : line;
  });
}

function goesOn(line: string): boolean {
  return line.trimEnd().endsWith('\\');
}

/** The recorded recipe that has more lines with yours in common than ours has; undefined where there is none. */
function nearestOf(
  known: readonly string[][],
  yours: readonly string[],
  atLeast: number,
): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  let most = atLeast;
  for (const recipe of known) {
    const count = common(recipe, yours);
    if (count > most || (count === most && best !== undefined && recipe.length < best.length)) {
      best = recipe;
      most = count;
    }
  }
  return best;
}

/**
 * Your changes to a recorded recipe, made to the target's: what you put in stands before the first line of the target
 * that followed it, or at the end; a line that you changed or took out is so where the target has it as it was, and where
 * it has not, the result is undefined.
 */
function graft(
  known: readonly string[],
  yours: readonly string[],
  target: readonly string[],
  isBuilder: (word: string) => boolean,
): string[] | undefined {
  const lines = [...yours];
  const digests = lines.map((line) => lineDigest(normalLine(line), isBuilder));
  const edits = diff3(known, digests, known).filter(({ kind }) => kind === 'mine');
  const targets = target.map((line) => lineDigest(normalLine(line)));
  const result = [...target];
  for (const { base, mine } of [...edits].reverse()) {
    const added = lines.slice(...mine);
    if (base[0] !== base[1]) {
      const at = runIn(targets, known.slice(...base));
      if (at === undefined) return undefined;
      result.splice(at, base[1] - base[0], ...added);
      continue;
    }
    const follower = targets.findIndex((digest) => known.indexOf(digest) >= base[0] && digest !== EMPTY);
    const place =
      base[0] === known.length ? result.length : base[0] === 0 ? 0 : follower === -1 ? result.length : follower;
    result.splice(place, 0, ...added);
  }
  return result;
}

/** Where lines stand together, and only there. */
function runIn(lines: readonly string[], run: readonly string[]): number | undefined {
  const starts = lines.flatMap((_, start) =>
    run.every((line, index) => lines[start + index] === line) ? [start] : [],
  );
  return starts.length === 1 ? starts[0] : undefined;
}

const EMPTY = lineDigest('');

/** Releases before 4.1 named the builder of every project so. */
const FIRST_BUILDER = 'project-v3-builder';

interface Builder {
  /** Whether a word stands where scaffolds name the builder of images. */
  isScaffolds(word: string): boolean;
  /** A line of theirs with the name that yours has in every line. */
  rename(line: string): string;
}

/** The builder of images: one name of yours in all lines is its name, one among others is a change of a line. */
function builderOf(base: MakeEntry | undefined, yours: MakeEntry, theirs: MakeEntry): Builder {
  const [b, y, t] = [base?.body ?? [], yours.body, theirs.body].map(buildersIn) as [string[], string[], string[]];
  const known = new Set([FIRST_BUILDER, ...b, ...t]);
  const [only, ...others] = y;
  if (only === undefined || others.length > 0)
    return { isScaffolds: (word) => known.has(word), rename: (line) => line };
  const [theirName] = t;
  return {
    isScaffolds: () => true,
    rename: (line) => (theirName === undefined || known.has(only) ? line : line.replaceAll(theirName, () => only)),
  };
}

function buildersIn(lines: readonly string[]): string[] {
  const words = lines.flatMap((line) => normalLine(line).split(' ')).filter((word) => word.endsWith('-builder'));
  return [...new Set(words)];
}

function byLine(base: readonly string[], yours: MakeEntry, target: readonly string[], context: Context): string[] {
  const result: string[] = [];
  const [bases, mine, theirs] = [base, yours.body, target].map(commandsOf) as [string[][], string[][], string[][]];
  for (const region of diff3(facts(bases), facts(mine), facts(theirs))) {
    const [b, y, t] = [bases.slice(...region.base), mine.slice(...region.mine), theirs.slice(...region.theirs)];
    if (region.kind === 'theirs') append(result, t.flat());
    else if (region.kind !== 'conflict') append(result, y.flat());
    else if (b.length === 0) append(result, [...y, ...t].flat());
    else {
      const merged = together(b, y, t);
      if (merged !== undefined) {
        append(result, merged);
        continue;
      }
      const before = (commands: readonly string[][], end: number) => commands.slice(0, end).flat().length;
      const side = context.side({
        where: `${yours.key}, line ${before(bases, region.base[0]) + 1}`,
        base: b.flat().join(''),
        yours: y.flat().join(''),
        theirs: t.flat().join(''),
        suggested: 'yours',
        line: yours.line + yours.raw.split('\n').length - 1 - yours.body.length + before(mine, region.mine[0]),
      });
      append(result, (side === 'theirs' ? t : y).flat());
    }
  }
  return result;
}

/** Lines that go on in the next one are one command: half of it with half of another is none. */
function commandsOf(lines: readonly string[]): string[][] {
  const commands: string[][] = [];
  let open = false;
  for (const line of lines) {
    if (open) commands.at(-1)!.push(line);
    else commands.push([line]);
    open = line.trimEnd().endsWith('\\');
  }
  return commands;
}

function facts(commands: readonly (readonly string[])[]): string[] {
  return commands.map((lines) => lines.map(lineFact).join('\n'));
}

function lineFact(line: string): string {
  return normalLine(line) || line.trim().slice(0, 1);
}

/** Commands that both changed; undefined where they changed the same of one. */
function together(
  base: readonly string[][],
  yours: readonly string[][],
  theirs: readonly string[][],
): readonly string[] | undefined {
  const [b, y, t] = [facts(base), facts(yours), facts(theirs)];
  // Who only put commands around what was there left the rest to the other.
  const [inYours, inTheirs] = [placeOf(b, y), placeOf(b, t)];
  if (inYours !== -1) return [...yours.slice(0, inYours), ...theirs, ...yours.slice(inYours + b.length)].flat();
  if (inTheirs !== -1) return [...theirs.slice(0, inTheirs), ...yours, ...theirs.slice(inTheirs + b.length)].flat();
  if (base.length !== yours.length || base.length !== theirs.length) return undefined;
  const merged: string[] = [];
  for (const [index, lines] of yours.entries()) {
    const command = oneCommand(base[index]!, lines, theirs[index]!);
    if (command === undefined) return undefined;
    append(merged, command);
  }
  return merged;
}

/** One command word by word; where it has several lines, line by line, of which no two may have changed the same. */
function oneCommand(
  base: readonly string[],
  yours: readonly string[],
  theirs: readonly string[],
): readonly string[] | undefined {
  if (Math.min(base.length, yours.length, theirs.length) === 1) {
    const text = mergeWords(base.join(''), yours.join(''), theirs.join(''), normalValue);
    return text === undefined ? undefined : [text];
  }
  const regions = diff3(base.map(lineFact), yours.map(lineFact), theirs.map(lineFact));
  if (regions.some(({ kind }) => kind === 'conflict')) return undefined;
  return regions.flatMap(({ kind, mine, theirs: place }) =>
    kind === 'theirs' ? theirs.slice(...place) : yours.slice(...mine),
  );
}

/** Where a list stands in another as a whole; -1 where it does not. */
function placeOf(list: readonly string[], other: readonly string[]): number {
  return other.findIndex((_, at) => list.every((item, index) => other[at + index] === item));
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => plainSpaces(line) === plainSpaces(b[index]!));
}

/** How many lines two recipes have in common, in order. */
function common(a: readonly string[], b: readonly string[]): number {
  return diff3(a, b, a)
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { base }) => sum + base[1] - base[0], 0);
}
