import type { FoundFlag } from './flags.ts';
import { type Assignment, assignmentsTo, type MetricsSite } from './metrics-site.ts';
import { sourceOf } from './parse.ts';
import { elementNamed } from './syntax.ts';

/** Where a program gets the address of its metrics server from. */
export type MetricsAddress =
  | { readonly from: 'flag'; readonly flag: string; readonly default?: string }
  /** Written into the program, or the default of controller-runtime. */
  | { readonly from: 'program'; readonly address: string }
  /** An environment variable, a configuration file, anything else: its source. */
  | { readonly from: 'other'; readonly source: string };

/** Flags that tell it: today's, that of older scaffolds, and of Cluster API's providers. */
export const ADDRESS_FLAGS: readonly string[] = ['metrics-bind-address', 'metrics-addr', 'metrics-bind-addr'];

/** The default of metricsserver.Options. */
export const DEFAULT_ADDRESS = ':8080';

export function metricsAddress(site: MetricsSite, found: readonly FoundFlag[]): MetricsAddress {
  const value = fieldValue(site, 'BindAddress')?.value;
  if (value === undefined) return { from: 'program', address: DEFAULT_ADDRESS };
  const flag = flagOf(value, site, found)?.flag;
  if (flag !== undefined) {
    return { from: 'flag', flag: flag.name, ...(flag.default === undefined ? {} : { default: flag.default }) };
  }
  return /^"[^"\\]*"$/.test(value)
    ? { from: 'program', address: value.slice(1, -1) }
    : { from: 'other', source: value };
}

/** The value that a field of the metrics options gets, and under which conditions. */
export function fieldValue(site: MetricsSite, field: string): Assignment | undefined {
  if (site.kind === 'options') return undefined;
  if (site.kind === 'literal') {
    const element = elementNamed(site.literal, field);
    if (element !== undefined) {
      return { holder: '', value: sourceOf(site.file, element.value), conditions: [], from: element.from };
    }
  }
  return assignedFields(site, field).at(-1);
}

/** Assignments to a field of the metrics options: those of the variable, or of whatever holds the literal. */
export function assignedFields(site: MetricsSite, field: string): Assignment[] {
  if (site.kind === 'options') return [];
  const from = site.kind === 'variable' ? site.from : site.literal.from;
  const assignments = assignmentsTo(site.file, from, field);
  if (site.kind === 'variable') return assignments.filter(({ holder }) => holder === site.metrics);
  const holder = holderOf(site);
  return assignments.filter((assignment) => holder === undefined || assignment.holder.endsWith(holder));
}

/** `o` for `o := metricsserver.Options{…}`, `Metrics` for an element or a field. */
function holderOf(site: Extract<MetricsSite, { kind: 'literal' }>): string | undefined {
  const before = site.file.text.slice(0, site.literal.from);
  const named = /([\p{L}\p{Nd}_]+)\s*(?::=|=|:)\s*&?[\p{L}\p{Nd}_.]*$/u.exec(before.slice(-400));
  return named?.[1];
}

/** The flag that a value of the program comes from: by its variable in the file, or by the name of its field. */
export function flagOf(value: string, site: MetricsSite, found: readonly FoundFlag[]): FoundFlag | undefined {
  const inFile = found.filter(({ flag, file }) => flag.value === value && file === site.file);
  if (inFile.length === 1) return inFile[0];
  const last = value.slice(value.lastIndexOf('.') + 1);
  if (!/^[\w.*]+$/.test(value)) return undefined;
  const anywhere = found.filter(({ flag }) => flag.value?.slice(flag.value.lastIndexOf('.') + 1) === last);
  return anywhere.length === 1 ? anywhere[0] : undefined;
}
