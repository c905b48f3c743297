import type { TextInput } from '../../core/file-tree.ts';
import type { Project } from '../../options/project.ts';
import { toProject } from '../../options/to-project.ts';
import type { Facts, Profile } from '../../presets/facts/facts.ts';
import { CONFIG_EMITTERS } from '../../scaffold/config-files.ts';
import { type Context, contextOf } from '../../scaffold/context.ts';
import { GO_EMITTERS } from '../../scaffold/go/go-files.ts';
import { type GoProject, toGoProject } from '../../scaffold/go/go-project.ts';
import type { ScaffoldState, Step } from './scaffold-state.ts';
import { type Part, WrittenParts, writtenParts } from './written-parts.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Files = ReadonlyMap<string, TextInput>;
type Emit = (view: View) => Iterable<readonly [string, TextInput]>;

const EMITTERS: readonly Emit[] = [
  ...CONFIG_EMITTERS.map(
    (emit): Emit =>
      ({ context }) =>
        emit(context),
  ),
  ...GO_EMITTERS.map(
    (emit): Emit =>
      ({ go }) =>
        emit(go),
  ),
];

/** The files of a scaffold on the way from one state to another, written anew only where a fact of theirs changes. */
export class Emission {
  #view: View;
  readonly #parts: Part[];
  /** Which parts ever read a fact: most steps change one fact, and most parts read few. */
  readonly #readers = new Map<keyof Facts, Set<number>>();
  readonly #files = new Map<string, TextInput>();

  constructor({ options, profile }: ScaffoldState) {
    const project = toProject(options);
    this.#view = new View(project, profile, writtenParts(project));
    this.#parts = EMITTERS.map((_, index) => this.#view.part(index));
    for (const { files } of this.#parts) for (const [path, file] of files) this.#files.set(path, file);
    for (const [index, part] of this.#parts.entries()) this.#noteReads(index, part);
  }

  /** The files as they are now, in no order. */
  get files(): Files {
    return this.#files;
  }

  content(path: string): string | undefined {
    const file = this.#files.get(path);
    return typeof file === 'object' ? file.content : file;
  }

  /** Goes a step on. @returns the paths of the files that are others than before */
  advance(step: Step): Set<string> {
    if ('options' in step) this.#view = new View(toProject(step.options), this.#view.profile, new WrittenParts());
    else Object.assign(this.#view.profile, step.facts);
    const before = new Map<string, TextInput | undefined>();
    const after = new Map<string, TextInput>();
    for (const index of 'options' in step ? this.#parts.keys() : this.#affected(step.facts)) {
      const part = this.#parts[index]!;
      const next = this.#view.part(index);
      for (const path of differing(part.files, next.files)) {
        before.set(path, this.#files.get(path));
        const file = next.files.get(path);
        if (file !== undefined) after.set(path, file);
      }
      this.#parts[index] = next;
      this.#noteReads(index, next);
    }
    const touched = new Set<string>();
    for (const [path, old] of before) {
      // A file that one emitter leaves to another is the same file.
      const file = after.get(path);
      if (sameInput(old, file)) continue;
      touched.add(path);
      if (file === undefined) this.#files.delete(path);
      else this.#files.set(path, file);
    }
    return touched;
  }

  #noteReads(index: number, { facts }: Part): void {
    for (const fact of facts) {
      const readers = this.#readers.get(fact);
      if (readers === undefined) this.#readers.set(fact, new Set([index]));
      else readers.add(index);
    }
  }

  /** The parts that read one of some facts, in the order of the emitters. */
  #affected(facts: Partial<Facts>): number[] {
    const affected = new Set<number>();
    for (const fact of Object.keys(facts) as (keyof Facts)[]) {
      for (const index of this.#readers.get(fact) ?? []) {
        if (this.#parts[index]!.facts.includes(fact)) affected.add(index);
      }
    }
    return [...affected].sort((a, b) => a - b);
  }
}

/**
 * What the emitters read of a project, with a note of each fact that they look at. It serves for all steps of a project:
 * what follows from a fact is worked out by getters, whenever it is asked for.
 */
class View {
  /** As it is now: steps change it. */
  readonly profile: Writable<Profile>;
  readonly context: Context;
  readonly go: GoProject;
  readonly #written: WrittenParts;
  #facts = new Set<keyof Facts>();

  constructor(project: Project, profile: Profile, written: WrittenParts) {
    this.profile = { ...profile };
    this.#written = written;
    const watched = new Proxy({} as Profile, {
      get: (_, fact) => {
        this.#facts.add(fact as keyof Facts);
        return this.profile[fact as keyof Facts];
      },
    });
    this.context = contextOf(project, watched);
    this.go = toGoProject(project, watched);
  }

  /** What an emitter writes now. */
  part(emitter: number): Part {
    const known = this.#written.find(emitter, this.profile);
    if (known !== undefined) return known;
    this.#facts = new Set();
    const files = new Map(EMITTERS[emitter]!(this));
    const facts = [...this.#facts];
    const part = { files, facts, values: facts.map((fact) => this.profile[fact]) };
    this.#written.add(emitter, part);
    return part;
  }
}

function differing(before: Files, after: Files): string[] {
  const paths: string[] = [];
  after.forEach((file, path) => {
    if (!sameInput(before.get(path), file)) paths.push(path);
  });
  before.forEach((_, path) => {
    if (!after.has(path)) paths.push(path);
  });
  return paths;
}

function sameInput(a: TextInput | undefined, b: TextInput | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.content === b.content && a.executable === b.executable;
}
