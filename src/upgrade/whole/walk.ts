import { append } from '../../core/append.ts';
import type { FileEntry, FileInput, FileTree } from '../../core/file-tree.ts';
import { once } from '../../core/memo.ts';
import { baseName, directoryOf } from '../../core/paths.ts';
import { pathOf } from '../../switches/same-entry.ts';
import { kustomizationViews, treePath } from '../exit/manifests.ts';
import { applied } from './applied.ts';
import { changeBetween } from './change-between.ts';
import { fileMerge, isKustomization } from './file-classes.ts';
import { GoPackages } from './go/unfit-files.ts';
import { isWanted } from './is-wanted.ts';
import type { FactConflict, FactTask, FileVersions } from './model.ts';
import { documentsOf, type MovedDocument, movedDocuments } from './moved-documents.ts';
import { formOf, plainFacts, sameFacts } from './plain-facts.ts';
import { type MovedObjects, movedObjects, userMoves } from './user-moves.ts';
import { insertActive } from './yaml/edit-units.ts';
import { type Unit, unitsOf } from './yaml/kustomization-units.ts';
import { neededBy, type Surroundings } from './yaml/merge-kustomization.ts';
import { type Relocated, relocate } from './yaml/relocate.ts';
import { translate } from './yaml/translate.ts';

/** What a walk over the paths of an upgrade reads. */
export interface WalkInput {
  readonly base: FileTree;
  readonly yours: FileTree;
  readonly theirs: FileTree;
  /** Files of yours that nobody has edited. */
  readonly settled: ReadonlySet<string>;
  /** Files of the base that live on under another path. */
  readonly renames: ReadonlyMap<string, string>;
}

/** A file with conflicts, and how it is made anew where they are settled otherwise. */
export interface MergedFile {
  readonly path: string;
  /** Where yours has it. */
  readonly oldPath: string;
  readonly conflicts: readonly FactConflict[];
  /** The text with theirs in some places. */
  readonly taking: (where: ReadonlySet<string>) => string;
}

export interface Walked {
  /** Texts by path, undefined for files that go; only what differs. */
  readonly changes: ReadonlyMap<string, FileInput | undefined>;
  readonly merged: readonly MergedFile[];
  readonly manual: readonly (FactTask & { readonly path: string })[];
  readonly leftovers: readonly { readonly path: string; readonly text: string }[];
  /** Where the scaffold has files that the user has under another path. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Merges an upgrade file by file. What the user deleted stays deleted; what nobody edited is theirs; what was edited is
 * merged by its facts; what only one side has is the user's.
 */
export function walk(input: WalkInput): Walked {
  return new Walk(input).walked();
}

class Walk {
  readonly #input: WalkInput;
  readonly #moves: ReadonlyMap<string, string>;
  /** Objects of the base's files that the user has in others. */
  readonly #parts: ReadonlyMap<string, readonly MovedObjects[]>;
  /** The kustomizations as the user has them. */
  readonly #views = once(() => kustomizationViews(this.#input.yours));
  readonly #documents: ReadonlyMap<string, MovedDocument>;
  readonly #changes = new Map<string, FileInput | undefined>();
  readonly #merged: MergedFile[] = [];
  readonly #manual: (FactTask & { path: string })[] = [];
  readonly #leftovers: { path: string; text: string }[] = [];
  readonly #names = new Map<string, string>();
  /** What is done when all files have their texts. */
  readonly #later: (() => void)[] = [];

  constructor(input: WalkInput) {
    this.#input = input;
    this.#moves = userMoves(input.base, input.yours, input.theirs);
    this.#parts = movedObjects(input.base, input.yours, input.theirs);
    this.#documents = movedDocuments(input.base, input.yours, input.theirs, input.renames);
  }

  walked(): Walked {
    const { base, theirs, renames } = this.#input;
    const sources = new Map([...renames].map(([from, to]) => [to, from]));
    const kustomizations: (() => void)[] = [];
    for (const path of theirs.paths()) {
      const source = base.has(path) ? path : sources.get(path);
      if (isKustomization(path)) kustomizations.push(() => this.#both(source, path));
      else this.#both(source, path);
    }
    for (const path of base.paths()) if (!theirs.has(path) && !renames.has(path)) this.#gone(path);
    // Their entries name files that come and go.
    for (const merge of kustomizations) merge();
    for (const move of this.#later) move();
    // A file that the user has elsewhere stays there, whatever the release calls it now.
    for (const path of this.#moves.values()) if (!isKustomization(path)) this.#nameAgain(path);
    this.#keepWhatIsNamed();
    this.#keepWhatCompiles();
    return {
      changes: this.#changes,
      merged: this.#merged,
      manual: this.#manual,
      leftovers: this.#leftovers,
      names: this.#names,
    };
  }

  /** @param source where the base has the file; undefined where only theirs does */
  #both(source: string | undefined, path: string): void {
    const { base, yours, theirs, settled } = this.#input;
    const moved = source === undefined || yours.has(path) || yours.has(source) ? undefined : this.#moves.get(source);
    if (moved !== undefined) {
      this.#names.set(moved, path);
      const [old, mine, now] = [base.get(source!)!, yours.get(moved)!, theirs.get(path)!];
      const versions = { path: moved, base: old, yours: mine, theirs: now };
      const objects = new Set(documentsOf(now).keys());
      const before = [...documentsOf(old).keys()];
      const kept = before.filter((object) => objects.has(object));
      if (formOf(path, versions) === 'changed') {
        // The entry that reads it would have to change too, and yours says another name.
        const text = 'The release has this patch under another name and in another form; yours stays.';
        this.#manual.push({ path: moved, text, snippet: now });
      } else if (kept.length > 0 && kept.length < before.length) {
        // What the release gives files of their own stays where the user has it.
        this.#mergePart({ path: moved, objects }, old, now, path);
      } else if (old !== now) this.#merge(moved, moved, versions, path);
      return;
    }
    const at = source === undefined || yours.has(path) ? path : source;
    const mine = yours.entry(at);
    const now = theirs.entry(path)!;
    const document = this.#documents.get(path);
    if (source === undefined && mine === undefined && document !== undefined) {
      this.#takeDocument(path, document, now);
      return;
    }
    if (source === undefined) {
      if (mine === undefined) {
        if (isWanted(path, this.#input)) this.#write(path, now);
      } else if (mine.content !== now.content)
        this.#merge(path, path, { path, base: '', yours: mine.content, theirs: now.content });
      return;
    }
    if (mine === undefined) {
      for (const part of this.#parts.get(source) ?? []) this.#mergePart(part, base.get(source)!, now.content, path);
      return;
    }
    const old = base.entry(source)!;
    if (old.content === now.content && at === path) return;
    if ((settled.has(at) || mine.content === old.content) && this.#isWhole(path, old.content, now.content)) {
      if (at !== path) this.#changes.set(at, undefined);
      this.#write(path, now);
      return;
    }
    const versions = { path, base: old.content, yours: mine.content, theirs: now.content };
    if (formOf(path, versions) === 'changed') this.#moveFacts(at, path, versions, now);
    else this.#merge(at, path, versions);
  }

  /** What changed in some objects of a file, in that of yours which has them. */
  #mergePart({ path, objects }: MovedObjects, base: string, theirs: string, known: string): void {
    const only = (text: string) => {
      const documents = [...documentsOf(text)].filter(([object]) => objects.has(object));
      return documents.map(([, document]) => document).join('---\n');
    };
    const versions = { path, base: only(base), yours: this.#input.yours.get(path)!, theirs: only(theirs) };
    if (versions.base !== versions.theirs) this.#merge(path, path, versions, known);
  }

  /** An object of yours that gets a file of its own, with what you changed in it. */
  #takeDocument(path: string, { object, from, base, yours }: MovedDocument, now: FileEntry): void {
    if (yours === undefined) return;
    const merge = fileMerge(path, this.#around(path));
    if (typeof merge === 'string') return;
    const versions = { path, base, yours, theirs: now.content };
    if (this.#input.settled.has(from) || sameFacts(path, base, yours)) this.#write(path, now);
    else {
      this.#changes.set(path, { content: merge(versions).text, executable: now.executable });
      this.#leftovers.push({
        path,
        text: `The release has ${object} in a file of its own, and so it is here, as you had it in ${from}.`,
      });
    }
  }

  /** The objects that a file loses to files of their own. */
  #leaving(from: string): ReadonlySet<string> {
    const objects = [...this.#documents.values()].filter((each) => each.from === from).map(({ object }) => object);
    return new Set(objects.flatMap((object) => [object, object.split(' ')[0]!]));
  }

  /** Whether all that a kustomization of theirs names anew is there, and nothing that was switched off. */
  #isWhole(path: string, base: string, theirs: string): boolean {
    if (!isKustomization(path)) return true;
    const old = new Set(unitsOf(base).map(({ value }) => neededBy(value)));
    return unitsOf(theirs).every(({ active, value }) => {
      const needed = active ? neededBy(value) : undefined;
      return needed === undefined || old.has(needed) || (this.#stands(path, needed) && !this.#isOff(path, needed));
    });
  }

  /** What was a patch of one form is one of another form: the user's facts go to what it is a patch of. */
  #moveFacts(at: string, path: string, versions: FileVersions, now: FileEntry): void {
    this.#write(path, now);
    if (at !== path) {
      this.#gone(at);
      return;
    }
    const translated = translate(path, versions.base, versions.yours, versions.theirs);
    if (translated !== undefined) {
      this.#write(path, { ...now, content: translated });
      this.#leftovers.push({
        path,
        text: 'The release has this patch in another form. The values that you changed stand in it now; your comments in it are gone.',
      });
      return;
    }
    this.#later.push(() => {
      const moved = relocate(versions.base, versions.yours, at, applied(this.#input.yours, this.#changes));
      if (moved !== undefined) {
        this.#take(at, moved);
        return;
      }
      this.#changes.delete(path);
      this.#merge(path, path, versions);
    });
  }

  #take(from: string, moved: readonly Relocated[]): void {
    const to = moved.map(({ path }) => path).join(', ');
    const facts = to === '' ? 'Nothing else in it was yours' : `What was yours in it is in ${to} now`;
    this.#leftovers.push({
      path: from,
      text: `The release has another file in its place. ${facts}; your comments in it are gone.`,
    });
    for (const { path, text } of moved) {
      const executable = this.#input.yours.entry(path)?.executable ?? false;
      this.#changes.set(path, { content: text, executable });
    }
  }

  /** @param known the path by which the scaffold knows the file */
  #merge(at: string, path: string, versions: FileVersions, known: string = path): void {
    const merge = fileMerge(known, this.#around(path));
    if (merge === 'generated') return;
    if (merge === 'prose') {
      this.#leftovers.push({ path, text: 'The release has other words here now; yours stay.' });
      return;
    }
    const leaving = this.#leaving(at);
    const {
      text,
      conflicts,
      manual,
      notes = [],
    } = merge(versions, ({ where }) => (leaving.has(where) ? 'theirs' : undefined));
    if (text !== versions.yours || at !== path) {
      if (at !== path) this.#changes.set(at, undefined);
      const { executable } = this.#input.yours.entry(at)!;
      this.#changes.set(path, { content: text, executable });
    }
    append(
      this.#manual,
      manual.map((task) => ({ ...task, path })),
    );
    append(
      this.#leftovers,
      notes.map((note) => ({ path, text: note })),
    );
    if (conflicts.length === 0) return;
    const taking = (where: ReadonlySet<string>) => {
      const choose = ({ where: place }: FactConflict) =>
        leaving.has(place) || where.has(place) ? ('theirs' as const) : undefined;
      if (/\.ya?ml$/.test(path)) {
        // Values that are merged already are not edited again.
        const next = merge({ ...versions, yours: text }, choose);
        if (next.conflicts.length + where.size === conflicts.length) return next.text;
      }
      return merge(versions, choose).text;
    };
    this.#merged.push({ path, oldPath: at, conflicts, taking });
  }

  /** The release has the file no more. */
  #gone(path: string): void {
    const { base, yours, settled } = this.#input;
    const mine = yours.get(path);
    if (mine === undefined) return;
    const old = base.get(path)!;
    if (settled.has(path) || mine === old || sameFacts(path, old, mine)) {
      this.#changes.set(path, undefined);
      if (!settled.has(path)) this.#take(path, []);
      return;
    }
    this.#later.push(() => {
      const next = applied(this.#input.yours, this.#changes);
      const isNamed = [...kustomizationViews(next).values()].some(({ names }) =>
        names.some((name) => name.path === path),
      );
      const moved = isNamed ? undefined : relocate(old, mine, path, next);
      if (moved === undefined) this.#keep(path, old, mine);
      else {
        this.#changes.set(path, undefined);
        this.#take(path, moved);
      }
    });
  }

  /** A file that stays is read as before: where it was an entry of a kustomization, it is one again. */
  #nameAgain(path: string): void {
    const { yours } = this.#input;
    for (const { file, directory } of this.#views().values()) {
      const text = applied(yours, this.#changes).get(file);
      const order = unitsOf(yours.get(file)!);
      const isIt = ({ active, value }: Unit) => active && treePath(directory, pathOf(value) ?? '..') === path;
      const unit = order.find(isIt);
      if (text === undefined || unit === undefined || unitsOf(text).some(isIt)) continue;
      const { executable } = yours.entry(file)!;
      this.#changes.set(file, { content: insertActive(text, file, unit, order), executable });
    }
  }

  #keep(path: string, old: string, mine: string): void {
    this.#nameAgain(path);
    this.#manual.push({
      path,
      text: 'The release has this file no more, and you have edited it, so it stays. What you changed in it:',
      snippet: changeBetween(plainFacts(path, old), plainFacts(path, mine)),
    });
  }

  #write(path: string, { content, executable }: { readonly content: string; readonly executable: boolean }): void {
    const mine = this.#input.yours.entry(path);
    if (mine?.content !== content) this.#changes.set(path, { content, executable: mine?.executable ?? executable });
  }

  #around(kustomization: string): Surroundings {
    const directory = directoryOf(kustomization);
    return {
      stands: (needed) => this.#stands(kustomization, needed),
      renamed: (path) => {
        const to = this.#input.renames.get(treePath(directory, path) ?? '');
        return to === undefined || directoryOf(to) !== directory ? undefined : baseName(to);
      },
      isOff: (needed) => this.#isOff(kustomization, needed),
    };
  }

  /** Whether there is the file, the directory or the object that an entry of a kustomization needs. */
  #stands(kustomization: string, needed: string): boolean {
    const isThere = (file: string) =>
      this.#changes.has(file) ? this.#changes.get(file) !== undefined : this.#input.yours.has(file);
    if (needed.includes(' ')) return this.#hasObject(needed);
    const path = treePath(directoryOf(kustomization), needed);
    if (path === undefined || isThere(path)) return true;
    const below = `${path}/`;
    const files = [...this.#changes.keys(), ...this.#input.yours.paths()];
    return files.some((file) => file.startsWith(below) && isThere(file));
  }

  /** Whether an entry names a Service that no kustomization of yours read where it stood before. */
  #isOff(kustomization: string, needed: string): boolean {
    const { yours, renames } = this.#input;
    const path = treePath(directoryOf(kustomization), needed);
    const source = [...renames].find(([, to]) => to === path)?.[0];
    if (source === undefined || !/^kind: *Service\s*$/m.test(yours.get(source) ?? '')) return false;
    return ![...this.#views().values()].some(({ names }) => names.some((name) => name.path === source));
  }

  #hasObject(name: string): boolean {
    const [kind = '', own = ''] = name.split(' ');
    const texts = [...applied(this.#input.yours, this.#changes)].filter(({ path }) => path.startsWith('config/'));
    return texts.some(({ content }) => content.includes(`kind: ${kind}`) && content.includes(`name: ${own}`));
  }

  /** No Go file comes that does not fit what stays beside it. */
  #keepWhatCompiles(): void {
    const { base, yours, theirs, renames } = this.#input;
    const packages = new GoPackages(yours, theirs);
    for (;;) {
      const unfit = packages.unfit(applied(yours, this.#changes), new Set(this.#changes.keys()));
      if (unfit === undefined) return;
      const { path, text } = unfit;
      // A file that moves stays as a whole.
      const twin = renames.get(path) ?? [...renames].find(([, to]) => to === path)?.[0];
      const gone = [path, ...(twin !== undefined && yours.has(twin) !== yours.has(path) ? [twin] : [])];
      for (const each of gone) this.#changes.delete(each);
      for (const list of [this.#merged, this.#manual]) {
        for (let at = list.length - 1; at >= 0; at -= 1) if (gone.includes(list[at]!.path)) list.splice(at, 1);
      }
      const at = gone.find((each) => yours.has(each));
      if (at === undefined) {
        this.#leftovers.push({ path, text: `The release has this file; it is not added here: ${text}.` });
        continue;
      }
      this.#manual.push({
        path: at,
        text: `This file stays as it is: ${text}. What the release changed in it:`,
        snippet: changeBetween(base.get(at) ?? '', theirs.get(renames.get(at) ?? at) ?? ''),
      });
    }
  }

  /** No file goes that a kustomization still names. */
  #keepWhatIsNamed(): void {
    const gone = [...this.#changes].filter(([, text]) => text === undefined).map(([path]) => path);
    if (gone.length === 0) return;
    const after = applied(this.#input.yours, this.#changes);
    for (const { file, names } of kustomizationViews(after).values()) {
      for (const { path } of names) {
        if (!gone.includes(path) || !this.#changes.has(path) || after.has(path)) continue;
        this.#changes.delete(path);
        this.#manual.push({ path, text: `The release has this file no more; it stays because your ${file} names it.` });
      }
    }
  }
}
