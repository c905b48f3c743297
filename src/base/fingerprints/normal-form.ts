import type { Project, Resource } from '../../options/project.ts';
import { type Level, Names } from './names.ts';
import { type Outline, outlineOf } from './outline.ts';
import { headerOf, plainText } from './plain-text.ts';
import { type Template, templatesOf } from './templates.ts';
import { withUsualGroups } from './usual-groups.ts';

/** Words of one line that can be names or not, and ways to read the lines of one file, that are tried. */
const MAX_WORDS = 6;
const MAX_TRIES = 300;

/** Brings the files of one project into a form that no name of it is in. */
export class Normalizer {
  readonly template: (path: string) => Template;
  readonly #names: Names;
  readonly #licence: string | undefined;
  readonly #project: Project;
  #last: { readonly content: string; readonly path: string; readonly plain: string } | undefined;
  #lastUsual:
    | { readonly plain: string; readonly resource: Resource | undefined; readonly texts: readonly string[] }
    | undefined;

  /** @param licence the header of the project's Go files, see {@link licenceOf} */
  constructor(project: Project, licence: string | undefined) {
    this.template = templatesOf(project);
    this.#names = new Names(project);
    this.#licence = licence;
    this.#project = project;
  }

  /** A text without the names of the project, those up to a level. */
  text(content: string, path: string, level: Level): string {
    const { resource } = this.template(path);
    const text = this.#names.without(this.#plain(content, path), level, resource);
    return path.endsWith('.go') ? withSortedImports(text) : text;
  }

  /** The same as if all kinds had groups and domains of their own; none where the text is no other then. */
  usualTexts(content: string, path: string, level: Level): string[] {
    const { resource } = this.template(path);
    return this.#usual(content, path, resource).map((usual) => {
      const text = this.#names.without(usual, level, resource);
      return path.endsWith('.go') ? withSortedImports(text) : text;
    });
  }

  /**
   * The same for a project that has names which are words of the scaffold as well (a kind `Item`, a project `manager`):
   * in a line that is not known, fewer of the words are taken for names.
   *
   * @returns undefined where a line is not known whichever words are names: then somebody wrote it
   */
  carefulText(content: string, path: string, level: Level, isKnown: (line: string) => boolean): string | undefined {
    const { resource } = this.template(path);
    let tries = MAX_TRIES;
    const read = (line: string): string | undefined => {
      const usual = this.#names.without(line, level, resource);
      if (usual.trim() === '' || isKnown(usual)) return usual;
      if (usual === line) return undefined;
      let words = 0;
      for (let mask = 0; mask < 1 << MAX_WORDS && tries > 0; mask += 1) {
        tries -= 1;
        const text = this.#names.without(line, level, resource, (word) => {
          words = Math.max(words, word + 1);
          return (mask & (1 << word)) !== 0;
        });
        if (isKnown(text)) return text;
        // All ways to read the words of the line have been tried.
        if (mask >= (1 << words) - 1) break;
      }
      return undefined;
    };
    const lines: string[] = [];
    const plain = this.#usual(content, path, resource)[0] ?? this.#plain(content, path);
    for (const line of plain.split('\n')) {
      const text = read(line);
      if (text === undefined) return undefined;
      lines.push(text);
    }
    const text = lines.join('\n');
    return path.endsWith('.go') ? withSortedImports(text) : text;
  }

  /** Asked for once for each level, one file after the other. */
  #plain(content: string, path: string): string {
    if (this.#last?.content !== content || this.#last.path !== path) {
      this.#last = { content, path, plain: plainText(content, path, this.#licence) };
    }
    return this.#last.plain;
  }

  /** Likewise. */
  #usual(content: string, path: string, resource: Resource | undefined): readonly string[] {
    const plain = this.#plain(content, path);
    if (this.#lastUsual?.plain !== plain || this.#lastUsual.resource !== resource) {
      this.#lastUsual = { plain, resource, texts: withUsualGroups(plain, this.#project, resource) };
    }
    return this.#lastUsual.texts;
  }

  /** A text without names taken apart, where the file is one that grows with every kind. */
  outline(text: string, path: string, level: Level): Outline {
    const shared = level === 2 && this.template(path).resource === undefined;
    return shared ? outlineOf(text) : { frame: text, blocks: new Map() };
  }
}

/** gofmt sorts imports by their paths, in which names stand. */
function withSortedImports(text: string): string {
  return text.replace(/^import \(\n([^)]*)\n\)$/m, (_, inner: string) => {
    const groups = inner.split('\n\n').map((group) => group.split('\n').sort().join('\n'));
    return `import (\n${groups.join('\n\n')}\n)`;
  });
}

/**
 * The header of a project's Go files: the text of `hack/boilerplate.go.txt` where files begin with it, else what most of
 * them begin with.
 */
export function licenceOf(files: Iterable<{ readonly path: string; readonly content: string }>): string | undefined {
  const headers = new Map<string, number>();
  for (const { path, content } of files) {
    if (!path.endsWith('.go')) continue;
    const header = headerOf(content);
    if (header !== undefined) headers.set(header, (headers.get(header) ?? 0) + 1);
  }
  return [...headers].sort((a, b) => b[1] - a[1])[0]?.[0];
}
