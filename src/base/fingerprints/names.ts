import type { Project, Resource } from '../../options/project.ts';

/** What a name is written as in a normal form. Characters for private use, which no scaffold has. */
export const PLACEHOLDER = {
  repo: '\uE001R',
  domain: '\uE001D',
  dashedDomain: '\uE001E',
  project: '\uE001P',
  id: '\uE001I',
  kind: '\uE002K',
  /** The kind in lower case, and its plural, which is the same word in some languages. */
  lowerKind: '\uE002k',
  group: '\uE002g',
  version: '\uE001v',
} as const;

/** How much of a project's names is taken out of a text: none but the module, those of the project, those of its kinds. */
export type Level = 0 | 1 | 2;
export const LEVELS: readonly Level[] = [0, 1, 2];

/** Kinds whose names are looked for in a file that all share; a project with more is not told by such files. */
const MAX_RESOURCES = 300;

/** Whether an occurrence of a name is to be taken for one; they are counted from 0. */
export type IsName = (occurrence: number) => boolean;

type Replace = (text: string, isName: () => boolean) => string;

/** Takes the names of a project out of texts. */
export class Names {
  readonly #project: Project;
  readonly #repo: Replace;
  readonly #common: Replace;
  readonly #versions: (text: string) => string;
  readonly #kinds = new Map<Resource | undefined, Replace>();

  constructor(project: Project) {
    this.#project = project;
    const { domain, projectName, repo } = project;
    this.#repo = replacer([[repo, PLACEHOLDER.repo, '', '(?![A-Za-z0-9])']]);
    this.#common = replacer([
      ...(domain === '' ? [] : ([[`.${domain}`, `.${PLACEHOLDER.domain}`, '', '(?![A-Za-z0-9])']] as const)),
      [domain, PLACEHOLDER.domain, '(?<![A-Za-z0-9])', '(?![A-Za-z0-9])'],
      [domain.replaceAll('.', '-'), PLACEHOLDER.dashedDomain, '(?<![A-Za-z0-9])', '(?![A-Za-z0-9])'],
      [projectName, PLACEHOLDER.project, '(?<![A-Za-z0-9])', '(?![A-Za-z0-9])'],
    ]);
    const own = [...new Set(project.resources.map(({ version }) => version))].slice(0, MAX_RESOURCES);
    const listed = own.filter((version) => !/^v(?:[12]|\d+(?:alpha|beta)\d+)$/.test(version)).map(escaped);
    const pattern = new RegExp(
      `(?<!\\d)(?:v(?:[12]|\\d+(?:alpha|beta)\\d+)${listed.map((v) => `|${v}`).join('')})(?![0-9A-Za-z])(?!\\.\\d)`,
      'g',
    );
    this.#versions = (text) => text.replace(pattern, PLACEHOLDER.version);
  }

  /**
   * @param resource the kind that the file is about; undefined where it is about all of them
   * @param isName default: each word is a name that could be one. A kind may be called as a word of the scaffold is
   */
  without(text: string, level: Level, resource: Resource | undefined, isName: IsName = () => true): string {
    let occurrence = 0;
    const next = () => {
      occurrence += 1;
      return isName(occurrence - 1);
    };
    const local = this.#repo(text, next);
    if (level === 0) return local;
    const named = level === 2 ? this.#kindsOf(resource)(local, next) : local;
    const common = this.#common(named, next).replace(/[0-9a-f]{8}(?=\.\uE001D)/g, PLACEHOLDER.id);
    return level === 2 ? this.#versions(common) : common;
  }

  #kindsOf(resource: Resource | undefined): Replace {
    let known = this.#kinds.get(resource);
    if (known === undefined) {
      const { resources } = this.#project;
      const some = resource === undefined ? resources : resources.filter(({ kind }) => kind === resource.kind);
      known = some.length > MAX_RESOURCES ? (text) => text : kindReplacer(some);
      this.#kinds.set(resource, known);
    }
    return known;
  }
}

type Rule = readonly [find: string, put: string, before: string, behind: string];

/** Kinds first, then groups: `webhooktaigav1` and `taigacontroller` hold a group between other words. */
function kindReplacer(resources: readonly Resource[]): Replace {
  const kinds = resources.flatMap(({ kind, plural }): Rule[] => [
    [kind, PLACEHOLDER.kind, '(?<![a-z](?<!Setup))', ''],
    [plural, PLACEHOLDER.lowerKind, '(?<![A-Za-z])', '(?![a-z])'],
    [plural, PLACEHOLDER.lowerKind, '(?<=_in_)', '(?![a-z])'],
    [kind.toLowerCase(), PLACEHOLDER.lowerKind, '(?<![A-Z])', ''],
  ]);
  // A kind without a group is in Go named after its domain.
  const words = resources.map(({ group, domain }) => (group === '' ? domain.replaceAll(/[.-]/g, '') : group));
  const groups = [...new Set(words.flatMap((group) => [group, group.replaceAll(/[.-]/g, '')]))];
  const behind = '(?=[^A-Za-z0-9]|v\\d|controller|$)';
  const rules = groups.map((group): Rule => [group, PLACEHOLDER.group, '(?<![A-Za-z](?<!webhook))', behind]);
  const [first, second] = [replacer(kinds), replacer(rules)];
  return (text, isName) => second(first(text, isName), isName);
}

/** One pass over a text; where several names fit, the longest. */
function replacer(rules: readonly Rule[]): Replace {
  const used = rules.filter(([find]) => find !== '').sort((a, b) => b[0].length - a[0].length);
  if (used.length === 0) return (text) => text;
  const pattern = new RegExp(
    used.map(([find, , before, behind]) => `(${before}${escaped(find)}${behind})`).join('|'),
    'gm',
  );
  return (text, isName) =>
    text.replace(pattern, (...found) => {
      if (!isName()) return found[0];
      const index = found.findIndex((group, position) => position > 0 && group !== undefined);
      return used[index - 1]![1];
    });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
