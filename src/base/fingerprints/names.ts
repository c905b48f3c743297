import type { Project, Resource } from '../../options/project.ts';

/** What a name is written as in a normal form. Characters for private use, which no scaffold has. */
export const PLACEHOLDER = {
  repo: '\uE001R',
  /** With dots, or dashes in their place: a domain of one word has neither. */
  domain: '\uE001D',
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
    this.#repo = replacer([[repo, PLACEHOLDER.repo, anywhere, endsWord]]);
    this.#common = replacer([
      ...(domain === '' ? [] : ([[`.${domain}`, `.${PLACEHOLDER.domain}`, anywhere, endsWord]] as const)),
      [domain, PLACEHOLDER.domain, startsWord, endsWord],
      [domain.replaceAll('.', '-'), PLACEHOLDER.domain, startsWord, endsWord],
      [projectName, PLACEHOLDER.project, startsWord, endsWord],
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

/** Whether a name may begin, or end, at a place of a text. */
type Fits = (text: string, place: number) => boolean;
type Rule = readonly [find: string, put: string, before: Fits, behind: Fits];

const anywhere: Fits = () => true;
const startsWord: Fits = (text, place) => !/[A-Za-z0-9]/.test(text[place - 1] ?? ' ');
const endsWord: Fits = (text, place) => !/[A-Za-z0-9]/.test(text[place] ?? ' ');
const afterNoLetter: Fits = (text, place) => !/[A-Za-z]/.test(text[place - 1] ?? ' ');
const afterNoCapital: Fits = (text, place) => !/[A-Z]/.test(text[place - 1] ?? ' ');
const beforeNoSmall: Fits = (text, place) => !/[a-z]/.test(text[place] ?? ' ');
/** `SetupWalrusWebhook`, but not `myWalrus`. */
const startsKind: Fits = (text, place) => !/[a-z]/.test(text[place - 1] ?? ' ') || text.endsWith('Setup', place);
const startsPlural: Fits = (text, place) => afterNoLetter(text, place) || text.endsWith('_in_', place);
const startsGroup: Fits = (text, place) => afterNoLetter(text, place) || text.endsWith('webhook', place);
const endsGroup: Fits = (text, place) =>
  endsWord(text, place) || text.startsWith('controller', place) || /v\d/.test(text.slice(place, place + 2));

/** Kinds first, then groups: `webhooktaigav1` and `taigacontroller` hold a group between other words. */
function kindReplacer(resources: readonly Resource[]): Replace {
  const kinds = resources.flatMap(({ kind, plural }): Rule[] => [
    [kind, PLACEHOLDER.kind, startsKind, anywhere],
    [plural, PLACEHOLDER.lowerKind, startsPlural, beforeNoSmall],
    [kind.toLowerCase(), PLACEHOLDER.lowerKind, afterNoCapital, anywhere],
  ]);
  const groups = [...new Set(resources.flatMap(groupForms))];
  const rules = groups.map((group): Rule => [group, PLACEHOLDER.group, startsGroup, endsGroup]);
  const [first, second] = [replacer(kinds), replacer(rules)];
  return (text, isName) => second(first(text, isName), isName);
}

/**
 * What a group is written as: with dots, with dashes in a webhook's path, and bare in Go, where a kind without a group is
 * named after its domain. A group of Kubernetes itself is written with `k8s.io` or without.
 */
function groupForms({ group, domain, qualifiedGroup, core }: Resource): string[] {
  if (group === '') return [domain.replaceAll(/[.-]/g, '')];
  const names = core ? [qualifiedGroup, group] : [group];
  return names.flatMap((name) => [name, name.replaceAll('.', '-'), name.replaceAll(/[.-]/g, '')]);
}

/**
 * One pass over a text; where several names fit, the longest. The pattern holds the bare names, which engines look for
 * at once; what stands around them is looked at where one was found.
 */
function replacer(given: readonly Rule[]): Replace {
  const rules = new Map<string, Rule[]>();
  for (const rule of given) {
    const [find, put, before, behind] = rule;
    if (find === '') continue;
    const known = rules.get(find) ?? [];
    const isThere = known.some((other) => other[1] === put && other[2] === before && other[3] === behind);
    if (!isThere) rules.set(find, [...known, rule]);
  }
  const names = [...rules.keys()].sort((a, b) => b.length - a.length);
  if (names.length === 0) return (text) => text;
  const lengths = [...new Set(names.map(({ length }) => length))];
  const pattern = new RegExp(names.map(escaped).join('|'), 'g');
  const ruleAt = (text: string, place: number): Rule | undefined => {
    for (const length of lengths) {
      const fitting = rules
        .get(text.slice(place, place + length))
        ?.find(([, , before, behind]) => before(text, place) && behind(text, place + length));
      if (fitting !== undefined) return fitting;
    }
    return undefined;
  };
  return (text, isName) => {
    let result = '';
    let done = 0;
    pattern.lastIndex = 0;
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
      const place = found.index;
      const rule = ruleAt(text, place);
      if (rule === undefined) {
        pattern.lastIndex = place + 1;
        continue;
      }
      const [find, put] = rule;
      const end = place + find.length;
      pattern.lastIndex = end;
      if (!isName()) continue;
      result += text.slice(done, place) + put;
      done = end;
    }
    return done === 0 ? text : result + text.slice(done);
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
