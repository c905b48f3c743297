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
type FactSet = ReadonlySet<keyof Facts>;
type Emit = (input: {
  readonly context: Context;
  readonly go: () => GoProject;
}) => Iterable<readonly [string, FileInput]>;

const EMITTERS: readonly Emit[] = [
  ...CONFIG_EMITTERS.map(
    (emit): Emit =>
      ({ context }) =>
        emit(context),
  ),
  ...GO_EMITTERS.map(
    (emit): Emit =>
      ({ go }) =>
        emit(go()),
  ),
];

/** What was made of some facts: it stays the same as long as these do. */
interface Made<T> {
  readonly value: T;
  readonly facts: FactSet;
}

/** The files of a scaffold at some point on the way, in parts that are written anew only where a fact of theirs changes. */
export class Emission {
  readonly #project: Project;
  readonly #go: Made<GoProject>;
  readonly #parts: readonly Made<Files>[];

  private constructor(project: Project, go: Made<GoProject>, parts: readonly Made<Files>[]) {
    this.#project = project;
    this.#go = go;
    this.#parts = parts;
  }

  static of({ options, profile }: ScaffoldState): Emission {
    const project = toProject(options);
    const go = watch(profile, (watched) => toGoProject(project, watched));
    return new Emission(
      project,
      go,
      EMITTERS.map((emit) => run(emit, project, profile, go)),
    );
  }

  /**
   * The emission after some facts changed, and the paths whose files are others than before.
   *
   * @param facts undefined where options changed: everything is written anew
   */
  after(
    state: ScaffoldState,
    facts: FactSet | undefined,
  ): { readonly emission: Emission; readonly touched: ReadonlySet<string> } {
    const emission = facts === undefined ? Emission.of(state) : this.#with(state.profile, facts);
    const touched = new Set<string>();
    for (const [index, part] of emission.#parts.entries()) {
      const before = this.#parts[index]!;
      if (before !== part) for (const path of differing(before.value, part.value)) touched.add(path);
    }
    return { emission, touched };
  }

  #with(profile: Profile, facts: FactSet): Emission {
    const project = this.#project;
    const go = overlap(facts, this.#go.facts) ? watch(profile, (watched) => toGoProject(project, watched)) : this.#go;
    const parts = this.#parts.map((part, index) =>
      overlap(facts, part.facts) ? run(EMITTERS[index]!, project, profile, go) : part,
    );
    return new Emission(project, go, parts);
  }

  content(path: string): string | undefined {
    for (const part of this.#parts) {
      const file = part.value.get(path);
      if (file !== undefined) return typeof file === 'string' ? file : file.content;
    }
    return undefined;
  }

  files(): [string, FileInput][] {
    return this.#parts.flatMap((part) => [...part.value]);
  }
}

function run(emit: Emit, project: Project, profile: Profile, go: Made<GoProject>): Made<Files> {
  let usesGo = false;
  const made = watch(profile, (watched) => {
    const context = contextOf(project, watched);
    const goOf = () => {
      usesGo = true;
      return { ...go.value, profile: watched };
    };
    return new Map(emit({ context, go: goOf }));
  });
  return usesGo ? { ...made, facts: new Set([...made.facts, ...go.facts]) } : made;
}

/** What is made of a profile, and the facts that were read for it. */
function watch<T>(profile: Profile, make: (watched: Profile) => T): Made<T> {
  const facts = new Set<keyof Facts>();
  const watched = new Proxy(profile, {
    get(target, fact) {
      facts.add(fact as keyof Facts);
      return Reflect.get(target, fact);
    },
  });
  return { value: make(watched), facts };
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
