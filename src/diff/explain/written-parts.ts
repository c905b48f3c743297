import type { TextInput } from '../../core/file-tree.ts';
import type { Project } from '../../options/project.ts';
import type { Facts, Profile } from '../../presets/facts/facts.ts';

type Fact = keyof Facts;

/** What one emitter wrote, and the facts that it read with their values: it writes the same wherever these are the same. */
export interface Part {
  readonly files: ReadonlyMap<string, TextInput>;
  readonly facts: readonly Fact[];
  readonly values: readonly Facts[Fact][];
}

/** Room for all that the history writes of a project with a hundred kinds. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** What the emitters wrote of a project, on any way between any releases. */
export class WrittenParts {
  readonly #byEmitter = new Map<number, Part[]>();
  /** The parts are asked for in the order of the history, in which they were written. */
  readonly #next = new Map<number, number>();
  #room = MAX_CHARACTERS;

  find(emitter: number, profile: Profile): Part | undefined {
    const parts = this.#byEmitter.get(emitter) ?? [];
    const start = this.#next.get(emitter) ?? 0;
    for (let tried = 0; tried < parts.length; tried += 1) {
      const index = (start + tried) % parts.length;
      if (!holds(parts[index]!, profile)) continue;
      this.#next.set(emitter, index + 1);
      return parts[index];
    }
    return undefined;
  }

  add(emitter: number, part: Part): void {
    for (const file of part.files.values()) this.#room -= (typeof file === 'string' ? file : file.content).length;
    if (this.#room < 0) return;
    const parts = this.#byEmitter.get(emitter);
    if (parts === undefined) this.#byEmitter.set(emitter, [part]);
    else parts.push(part);
  }
}

function holds({ facts, values }: Part, profile: Profile): boolean {
  for (let index = 0; index < facts.length; index += 1) {
    if (profile[facts[index]!] !== values[index]) return false;
  }
  return true;
}

let last: { readonly key: string; readonly parts: WrittenParts } | undefined;

/**
 * Those of the project that was asked for last: who compares releases for a project compares more than two. They follow
 * from the project and the facts alone, so that a diff does not depend on those before it.
 */
export function writtenParts(project: Project): WrittenParts {
  const key = JSON.stringify(project);
  if (last?.key !== key) last = { key, parts: new WrittenParts() };
  return last.parts;
}
