import type { JsonObject } from '../kubernetes/object.ts';
import type { ChartOptions } from '../options/generated/types.ts';
import type { ChartRules } from './rules.ts';

/**
 * What was derived or given once for a chart and holds from then on, until somebody says otherwise: names, keys and
 * policies are what users of the chart have in their values files and clusters. Plain data, kept in
 * `.operator-scaffold.yaml`.
 */
export interface Decisions {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  /** The part of names that a release's own takes the place of; an empty string where there is none. */
  readonly prefix: string;
  /** KIND/NAME of the workload whose values stand at the top; absent where there is none. */
  readonly primary?: string;
  /** Where the CustomResourceDefinitions are; absent as long as there are none. */
  readonly crds?: 'templates' | 'crds' | 'subchart' | 'chart' | 'none';
  readonly rules: ChartRules;
  /** Paths of values that came after the chart's first version. */
  readonly later?: readonly string[];
  /** The key of the values of an object or a container, by what it is. */
  readonly keys: Readonly<Record<string, string>>;
  /** What was given beside these. */
  readonly options: ChartOptions;
}

/** The options of this run: what is given now, over what was given or derived before. */
export function effectiveOptions(given: ChartOptions, before: Decisions | undefined): ChartOptions {
  if (before === undefined) return given;
  const { name, version, prefix, primary, crds, options } = before;
  return {
    ...options,
    name,
    version,
    prefix,
    ...(primary === undefined ? {} : { primary }),
    ...(crds === undefined ? {} : { crds }),
    ...given,
    // A name more to keep, or a note more to pass over, takes none of the others back.
    ...together('keepNames', options, given),
    ...together('accept', options, given),
  };
}

function together(key: 'keepNames' | 'accept', before: ChartOptions, given: ChartOptions): ChartOptions {
  const all = [...(before[key] ?? []), ...(given[key] ?? [])];
  return all.length === 0 ? {} : { [key]: [...new Set(all)] };
}

/** Options that have a place of their own among the decisions. */
const OWN = new Set(['name', 'version', 'prefix', 'primary', 'crds']);

/** What of the options is kept beside the decisions of their own. */
export function keptOptions(options: ChartOptions): ChartOptions {
  const kept = Object.entries(options as JsonObject).filter(([key]) => !OWN.has(key));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))) as ChartOptions;
}

/**
 * Choices that a chart makes once, handed out while it is built: one that stands goes on as it began.
 */
export class Choices {
  readonly #before: Decisions | undefined;
  readonly #keys = new Map<string, string>();
  /** By group and key, whose it is or was. */
  readonly #owners = new Map<string, string>();

  constructor(before: Decisions | undefined) {
    this.#before = before;
    for (const [entry, key] of Object.entries(before?.keys ?? {})) this.#owners.set(ownerKey(entry, key), entry);
  }

  /**
   * The key of something's values: the one that it had, else the first wanted one that nothing else has or had.
   *
   * @param group which keys stand beside each other: `workload`
   * @param id what it is, by what does not change: `Deployment/manager`
   * @param wanted candidates in the order of preference; it may go on for ever
   */
  key(group: string, id: string, wanted: Iterable<string>, isFree: (key: string) => boolean): string {
    const entry = `${group} ${id}`;
    const before = this.#before?.keys ?? {};
    const had = Object.hasOwn(before, entry) ? before[entry] : undefined;
    const isOwn = (key: string) => (this.#owners.get(ownerKey(entry, key)) ?? entry) === entry;
    let chosen = had !== undefined && isFree(had) ? had : undefined;
    if (chosen === undefined) {
      for (const key of wanted) {
        if (!isFree(key) || !isOwn(key)) continue;
        chosen = key;
        break;
      }
    }
    if (chosen === undefined) throw new TypeError(`no key for ${entry}`); // a bug of ours: candidates go on for ever
    this.#keys.set(entry, chosen);
    this.#owners.set(ownerKey(entry, chosen), entry);
    return chosen;
  }

  /** Those of things that are gone stay theirs, should they come back. */
  get keys(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...Object.entries(this.#before?.keys ?? {}), ...this.#keys].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
}

function ownerKey(entry: string, key: string): string {
  return `${entry.slice(0, entry.indexOf(' '))} ${key}`;
}
