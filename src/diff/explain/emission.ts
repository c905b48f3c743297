import { FileTree, type TextInput } from '../../core/file-tree.ts';
import type { Project } from '../../options/project.ts';
import { toProject } from '../../options/to-project.ts';
import type { Facts, Profile } from '../../presets/facts/facts.ts';
import { CONFIG_EMITTERS } from '../../scaffold/config-files.ts';
import { type Context, contextOf } from '../../scaffold/context.ts';
import { GO_EMITTERS } from '../../scaffold/go/go-files.ts';
import { type GoProject, toGoProject } from '../../scaffold/go/go-project.ts';
import type { ScaffoldState, Step } from './scaffold-state.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Fact = keyof Facts;
export type Files = ReadonlyMap<string, TextInput>;
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

/** What one emitter wrote, and the facts that it read: it writes the same as long as these are the same. */
interface Part {
  readonly files: Files;
  readonly facts: ReadonlySet<Fact>;
}

/** Where all that is rendered lies. */
export const CONFIG = 'config/';

/**
 * The files of a state that can be rendered. A state between two releases need not have Go files: a release may have no
 * place for what an option asks for.
 */
export function configTree({ files }: Emission): FileTree {
  return FileTree.from([...files].filter(([path]) => path.startsWith(CONFIG)));
}

/** The files of a scaffold on the way from one state to another, written anew only where a fact of theirs changes. */
export class Emission {
  #view: View;
  readonly #parts: Part[];
  /** Which parts ever read a fact: most steps change one fact, and most parts read few. */
  readonly #readers = new Map<Fact, Set<number>>();
  readonly #files = new Map<string, TextInput>();

  constructor({ options, profile }: ScaffoldState) {
    this.#view = new View(toProject(options), profile);
    this.#parts = EMITTERS.map((_, index) => this.#view.part(index));
    for (const { files } of this.#parts) for (const [path, file] of files) this.#files.set(path, file);
    for (const [index, part] of this.#parts.entries()) this.#noteReads(index, part);
  }

  /** The files as they are now, in no order. */
  get files(): Files {
    return this.#files;
  }

  /** Goes a step on. @returns the paths of the files that are others than before */
  advance(step: Step): Set<string> {
    if ('options' in step) this.#view = new View(toProject(step.options), this.#view.profile);
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
    for (const fact of Object.keys(facts) as Fact[]) {
      for (const index of this.#readers.get(fact) ?? []) {
        if (this.#parts[index]!.facts.has(fact)) affected.add(index);
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
  #facts = new Set<Fact>();

  constructor(project: Project, profile: Profile) {
    this.profile = { ...profile };
    const watched = new Proxy({} as Profile, {
      get: (_, fact) => {
        this.#facts.add(fact as Fact);
        return this.profile[fact as Fact];
      },
    });
    this.context = contextOf(project, watched);
    this.go = toGoProject(project, watched);
  }

  /** What an emitter writes now. */
  part(emitter: number): Part {
    const facts = new Set<Fact>();
    this.#facts = facts;
    return { files: new Map(EMITTERS[emitter]!(this)), facts };
  }
}

/** The paths at which two sets of files differ. */
export function differing(before: Files, after: Files): string[] {
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
