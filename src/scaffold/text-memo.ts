import type { Project } from '../options/project.ts';

/** Texts that follow from a project and some facts, kept while the project is: a diff asks for them at every step. */
export class TextMemo {
  readonly #texts = new WeakMap<Project, Map<string, string>>();

  /** @param key says on what of the project and on which facts the text depends */
  get(project: Project, key: string, make: () => string): string {
    const known = this.#texts.get(project) ?? new Map<string, string>();
    this.#texts.set(project, known);
    const text = known.get(key) ?? make();
    known.set(key, text);
    return text;
  }
}
