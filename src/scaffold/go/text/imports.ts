import { compareCodeUnits } from '../../../core/compare.ts';
import { baseName } from '../../../core/paths.ts';
import { isNoAlias } from './identifiers.ts';

/**
 * The import block of one Go file: the standard library, other modules, and the project's own packages, each group
 * in order of path, as gofmt and goimports want it.
 *
 * Every import has a name of its own in the file. Where a group called `meta` asks for the alias `metav1`, which the
 * file needs for something else, it gets another; so does a group and version that together spell a word of Go.
 */
export class Imports {
  readonly #repo: string;
  readonly #taken = new Set<string>();
  readonly #specs = new Map<string, string>();

  /** @param repo the module path, whose packages come last */
  constructor(repo: string) {
    this.#repo = repo;
  }

  /** Imports a package by the last element of its path (the default) or by an alias. */
  use(path: string, alias = ''): this {
    this.#taken.add(alias === '' ? baseName(path) : alias);
    this.#specs.set(path, alias);
    return this;
  }

  /** Imports a package whose name in this file may differ from the one wished for. Ask after every {@link use}. */
  named(path: string, wish: string): string {
    const known = this.#specs.get(path);
    if (known !== undefined) return known === '' ? baseName(path) : known;
    let alias = wish;
    for (let n = 2; this.#taken.has(alias) || isNoAlias(alias); n += 1) alias = `${wish}x${n}`;
    this.#taken.add(alias);
    this.#specs.set(path, alias === baseName(path) && !/^v\d/.test(alias) ? '' : alias);
    return alias;
  }

  /** Imports a package for what its initialisation does. */
  blank(path: string): this {
    this.#specs.set(path, '_');
    return this;
  }

  /** The block, ending in a newline; `marker` is a line at its end. */
  block(marker = ''): string {
    const groups: string[][] = [[], [], []];
    for (const path of [...this.#specs.keys()].sort(compareCodeUnits)) {
      const alias = this.#specs.get(path) ?? '';
      groups[this.#group(path)]?.push(`\t${alias === '' ? '' : `${alias} `}"${path}"\n`);
    }
    const text = groups
      .filter((group) => group.length > 0)
      .map((group) => group.join(''))
      .join('\n');
    return `import (\n${text}${marker === '' ? '' : `\t${marker}\n`})\n`;
  }

  #group(path: string): number {
    if (path === this.#repo || path.startsWith(`${this.#repo}/`)) return 2;
    return path.split('/', 1)[0]?.includes('.') ? 1 : 0;
  }
}
