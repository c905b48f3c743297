import type { FileInput } from '../../core/file-tree.ts';
import type { Project } from '../../options/project.ts';
import { toProject } from '../../options/to-project.ts';
import type { Facts, Profile } from '../../presets/facts/facts.ts';
import { CONFIG_EMITTERS } from '../../scaffold/config-files.ts';
import { type Context, contextOf } from '../../scaffold/context.ts';
import { GO_EMITTERS } from '../../scaffold/go/go-files.ts';
import { type GoProject, toGoProject } from '../../scaffold/go/go-project.ts';
import type { ScaffoldState } from './scaffold-state.ts';

type Files = ReadonlyMap<string, FileInput>;
type Emit = (input: EmitterInput) => Iterable<readonly [string, FileInput]>;

interface EmitterInput {
  readonly context: Context;
  readonly go: GoProject;
}

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

interface Part {
  readonly files: Files;
  /** The facts that the emitter looked at: it writes the same as long as these stay. */
  readonly facts: ReadonlySet<keyof Facts>;
}

/** The files of a scaffold at some point on the way, in parts that are written anew only where a fact of theirs changes. */
export class Emission {
  readonly #parts: readonly Part[];

  private constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  static of(state: ScaffoldState): Emission {
    const recorder = new Recorder(state);
    return new Emission(EMITTERS.map((emit) => recorder.run(emit)));
  }

  /**
   * The emission after some facts changed, and the paths whose files are others than before.
   *
   * @param facts undefined where options changed: everything is written anew
   */
  after(
    state: ScaffoldState,
    facts: ReadonlySet<keyof Facts> | undefined,
  ): { readonly emission: Emission; readonly touched: ReadonlySet<string> } {
    const recorder = new Recorder(state);
    const touched = new Set<string>();
    const parts = this.#parts.map((part, index) => {
      if (facts !== undefined && !overlap(facts, part.facts)) return part;
      const next = recorder.run(EMITTERS[index]!);
      for (const path of differing(part.files, next.files)) touched.add(path);
      return next;
    });
    return { emission: new Emission(parts), touched };
  }

  files(): [string, FileInput][] {
    return this.#parts.flatMap((part) => [...part.files]);
  }
}

/** Runs emitters and notes which facts each of them reads. */
class Recorder {
  readonly #project: Project;
  readonly #profile: Profile;
  readonly #go: GoProject;
  /** What the Go project is made from, so that it bears on every emitter that is given one. */
  readonly #goFacts = new Set<keyof Facts>();
  #reading: Set<keyof Facts> = this.#goFacts;

  constructor({ options, profile }: ScaffoldState) {
    this.#project = toProject(options);
    this.#profile = new Proxy(profile, {
      get: (target, fact) => {
        this.#reading.add(fact as keyof Facts);
        return Reflect.get(target, fact);
      },
    });
    this.#go = toGoProject(this.#project, this.#profile);
  }

  run(emit: Emit): Part {
    const facts = new Set<keyof Facts>();
    this.#reading = facts;
    let usesGo = false;
    const go = this.#go;
    const input = {
      context: contextOf(this.#project, this.#profile),
      get go() {
        usesGo = true;
        return go;
      },
    };
    const files = new Map(emit(input));
    return { files, facts: usesGo ? new Set([...facts, ...this.#goFacts]) : facts };
  }
}

function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const item of a) if (b.has(item)) return true;
  return false;
}

function* differing(before: Files, after: Files): Generator<string> {
  for (const [path, file] of after) if (!sameInput(before.get(path), file)) yield path;
  for (const path of before.keys()) if (!after.has(path)) yield path;
}

function sameInput(a: FileInput | undefined, b: FileInput): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.content === b.content && a.executable === b.executable;
}
