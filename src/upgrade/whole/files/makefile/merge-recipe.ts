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
  if (same(y, t)) return yours.body;
  const known = knownRecipes(yours.key);
  const digests = y.map((line) => lineDigest(line, builder.isScaffolds));
  if (base === undefined && known.some((recipe) => same(recipe, digests))) return target;
  if (base !== undefined) {
    const b = normalRecipe(base.body);
    if (same(b, t)) return yours.body;
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
  const facts = (lines: readonly string[]) => lines.map((line) => normalLine(line) || line.trim().slice(0, 1));
  for (const region of diff3(facts(base), facts(yours.body), facts(target))) {
    const [b, y, t] = [base.slice(...region.base), yours.body.slice(...region.mine), target.slice(...region.theirs)];
    if (region.kind === 'theirs') append(result, t);
    else if (region.kind !== 'conflict') append(result, y);
    else if (region.base[0] === region.base[1]) append(result, [...y, ...t]);
    else {
      const merged = byWord(b, y, t);
      if (merged !== undefined) {
        append(result, merged);
        continue;
      }
      const side = context.side({
        where: `${yours.key}, line ${region.base[0] + 1}`,
        base: b.join(''),
        yours: y.join(''),
        theirs: t.join(''),
        suggested: 'yours',
        line: yours.line + yours.raw.split('\n').length - 1 - yours.body.length + region.mine[0],
      });
      append(result, side === 'theirs' ? t : y);
    }
  }
  return result;
}

/** Lines that both changed, each word by word; undefined where they are not as many, or the same words changed. */
function byWord(base: readonly string[], yours: readonly string[], theirs: readonly string[]): string[] | undefined {
  if (base.length !== yours.length || base.length !== theirs.length) {
    // Lines that do not go on in the next one are commands of their own.
    if (![base, yours, theirs].every((lines) => lines.slice(0, -1).every(isContinued))) return undefined;
    const joined = mergeWords(base.join(''), yours.join(''), theirs.join(''), normalValue);
    return joined === undefined ? undefined : [joined];
  }
  const merged: string[] = [];
  for (const [index, line] of yours.entries()) {
    const text = mergeWords(base[index]!, line, theirs[index]!, normalValue);
    if (text === undefined) return undefined;
    merged.push(text);
  }
  return merged;
}

function isContinued(line: string): boolean {
  return line.trimEnd().endsWith('\\');
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
