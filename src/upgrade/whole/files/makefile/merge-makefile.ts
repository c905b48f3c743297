import { append } from '../../../../core/append.ts';
import type { FileMerge, FileVersions } from '../../model.ts';
import { isKnownRecipe, isKnownValue, isScaffoldComment } from '../known-entries.ts';
import { withLineEnds } from '../line-ends.ts';
import { mergeEntries } from '../merge-entries.ts';
import { Settled } from '../settled.ts';
import { compareVersions, newerOfYours } from '../versions.ts';
import type { MakeEntry } from './entry.ts';
import { followRenames } from './follow-renames.ts';
import { mergePrerequisites } from './merge-prerequisites.ts';
import { mergeRecipe } from './merge-recipe.ts';
import { movedVariables } from './moved-variables.ts';
import { missingNames, withoutUnmet } from './needs.ts';
import { normalRecipe, normalValue, plainSpaces } from './normal-form.ts';
import { readMakefile } from './read-makefile.ts';

/**
 * Merges a Makefile by variable, target, recipe line and definition. Comments and help texts are prose: yours stay.
 * A recipe or a value that a release of Kubebuilder wrote counts as untouched, whatever its words.
 */
export const mergeMakefile: FileMerge = (versions, choose) => {
  const settled = new Settled(choose);
  const yours = readMakefile(versions.yours);
  const [base, all] = followRenames(versions, yours);
  const theirs = withoutUnmet(base, yours, all);
  const merge = new Merge(versions, settled, hasVersionsOf(base, yours));
  const merged = (before: readonly MakeEntry[]) =>
    mergeEntries(
      { base: before, yours, theirs },
      {
        combine: (b, y, t) => merge.combine(b, y, t),
        isRemoved: (b, y) => merge.isRemoved(b, y),
        added: (entry) => withLineEnds(tightened(entry), versions.yours),
        isScaffoldProse: (raw) => isScaffoldComment(raw, versions.base),
      },
    );
  let known = base;
  let text = merged(known);
  // What a recipe of theirs needs comes again, though it was taken out.
  for (let missing = missingIn(text); missing.size > 0; missing = missingIn(text)) {
    known = known.filter(({ key }) => !missing.has(key));
    text = merged(known);
  }
  append(settled.manual, movedVariables(base, yours, theirs));
  return settled.result(text);

  function missingIn(now: string): Set<string> {
    const missing = missingNames(readMakefile(now), yours, theirs);
    return new Set(known.flatMap(({ key }) => (missing.has(key) ? [key] : [])));
  }
};

class Merge {
  readonly #versions: FileVersions;
  readonly #settled: Settled;
  /** Whether the file is of the base's release: a version that an older one wrote is then yours. */
  readonly #isOfBase: boolean;

  constructor(versions: FileVersions, settled: Settled, isOfBase: boolean) {
    this.#versions = versions;
    this.#settled = settled;
    this.#isOfBase = isOfBase;
  }

  combine(b: MakeEntry | undefined, y: MakeEntry, t: MakeEntry): string {
    if (y.kind !== t.kind)
      return b !== undefined && plainSpaces(b.raw) === plainSpaces(t.raw) ? y.raw : this.#whole(b, y, t);
    switch (y.kind) {
      case 'variable':
        return this.#variable(b, y, t);
      case 'rule':
        return this.#rule(b, y, t);
      case 'define':
        if (b === undefined && !this.#isScaffolds(y, t)) return this.#whole(b, y, t);
        return y.head + this.#body(b, y, t).join('');
      default:
        return y.raw;
    }
  }

  isRemoved(b: MakeEntry, y: MakeEntry): boolean {
    if (y.kind === 'prose' || y.kind === 'conditional' || y.kind === 'other') return false;
    const same = normalValue(b.value) === normalValue(y.value) || (y.kind === 'variable' && this.#isScaffoldValue(y));
    const untouched = same && (y.body.length === 0 || sameBody(b, y) || isKnownRecipe(y.key, y.body));
    if (untouched) return true;
    const conflict = { where: y.key, base: b.raw, yours: y.raw, theirs: '', suggested: 'yours', line: y.line } as const;
    return this.#settled.side(conflict) === 'theirs';
  }

  #isScaffoldValue(y: MakeEntry): boolean {
    return isKnownValue(y) && !(this.#isOfBase && isVersion(y.value));
  }

  #variable(b: MakeEntry | undefined, y: MakeEntry, t: MakeEntry): string {
    const operator =
      b !== undefined && b.operator === y.operator && t.operator !== b.operator ? t.operator : y.operator;
    const value = this.#value(b, y, t);
    if (operator === y.operator && value === y.value) return y.raw;
    const place = y.head.lastIndexOf(y.operator);
    const head = y.head.slice(0, place) + operator + y.head.slice(place + y.operator.length);
    return head + (y.value === '' && value !== '' && head.endsWith(operator) ? ' ' : '') + value + y.tail;
  }

  #value(b: MakeEntry | undefined, y: MakeEntry, t: MakeEntry): string {
    const theirs = this.#ends(t.value);
    if (normalValue(y.value) === normalValue(t.value)) return y.value;
    if (b !== undefined) {
      if (normalValue(b.value) === normalValue(t.value)) return y.value;
      if (normalValue(b.value) === normalValue(y.value) || this.#isScaffoldValue(y)) return theirs;
    }
    return newerOfYours(y.value, t.value) ?? this.#choose(y, b?.value ?? '', y.value, theirs);
  }

  #rule(b: MakeEntry | undefined, y: MakeEntry, t: MakeEntry): string {
    if (b === undefined && !this.#isScaffolds(y, t)) return this.#whole(b, y, t);
    const value = mergePrerequisites(b?.value ?? '', y.value, t.value);
    const space = y.value === '' && value !== '' ? ' ' : '';
    const tail =
      y.value !== '' || value === '' || y.tail.trimStart() === '' || /^\s/.test(y.tail) ? y.tail : ` ${y.tail}`;
    const head = value === y.value ? y.head + y.value + y.tail : y.head.trimEnd() + (space || ' ') + value + tail;
    const recipe = this.#body(b, y, t);
    return head + recipe.join('');
  }

  #body(b: MakeEntry | undefined, y: MakeEntry, t: MakeEntry): readonly string[] {
    return mergeRecipe(b, y, t, {
      ends: (text) => this.#ends(text),
      side: (conflict) => this.#settled.side(conflict),
    });
  }

  /** Whether what base lacks is a release's own, or the same; else it is yours, and of one name with theirs by chance. */
  #isScaffolds(y: MakeEntry, t: MakeEntry): boolean {
    return sameBody(y, t) || isKnownRecipe(y.key, y.body);
  }

  #whole(b: MakeEntry | undefined, y: MakeEntry, t: MakeEntry): string {
    return this.#choose(y, b?.raw ?? '', y.raw, this.#ends(t.raw));
  }

  #choose({ key: where, line }: MakeEntry, base: string, yours: string, theirs: string): string {
    // Of two versions the target's is the one that its other files go with.
    const suggested = compareVersions(yours, theirs) === undefined ? 'yours' : 'theirs';
    return this.#settled.side({ where, base, yours, theirs, suggested, line }) === 'theirs' ? theirs : yours;
  }

  #ends(text: string): string {
    return withLineEnds(text, this.#versions.yours);
  }
}

/** Whether a tool of yours has the version that the base has. */
function hasVersionsOf(base: readonly MakeEntry[], yours: readonly MakeEntry[]): boolean {
  const values = new Map(base.flatMap(({ kind, key, value }) => (kind === 'variable' ? [[key, value] as const] : [])));
  return yours.some(({ kind, key, value }) => kind === 'variable' && isVersion(value) && values.get(key) === value);
}

function isVersion(value: string): boolean {
  return compareVersions(value, value) !== undefined;
}

function sameBody(a: MakeEntry, b: MakeEntry): boolean {
  return normalRecipe(a.body).join('\n') === normalRecipe(b.body).join('\n');
}

/** A variable of ours as one alone would be written: ours stand in columns. */
function tightened(entry: MakeEntry): string {
  if (entry.kind !== 'variable' || entry.head.trimStart() !== entry.head) return entry.raw;
  const name = entry.head.slice(0, entry.head.lastIndexOf(entry.operator)).trimEnd();
  return `${name} ${entry.operator} ${entry.value}${entry.tail}`;
}
