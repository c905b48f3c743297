import { literalsAround } from './add-elements.ts';
import { endOfLine, importsOf, removeImport, startOfLine } from './imports.ts';
import { assignedFields, metricsAddress } from './metrics-address.ts';
import { computed, isSecureCondition, type MetricsJob, secureServing, setDefault, setVariable } from './metrics-job.ts';
import type { ManualGoStep } from './metrics-plan.ts';
import { METRICS_FILTERS } from './metrics-site.ts';
import { isToken } from './parse.ts';
import { elementNamed, places, statementAt } from './syntax.ts';

/**
 * Makes a program serve metrics over plain HTTP: what asks for HTTPS is switched off, and what asks who reads is taken
 * away, since it would take tokens in clear.
 *
 * @returns what stands against it; then nothing is to be changed
 */
export function servePlain(job: MetricsJob): ManualGoStep[] {
  const { site, changes } = job;
  const secure = secureServing(job);
  if (secure.is === 'unclear') return [computed(job, 'SecureServing', secure.source)];
  if (secure.is === 'flag' && secure.default) setDefault(job, secure.flag, false);
  if (site.kind === 'options') return [];
  const blocks = site.kind === 'literal' ? [site.literal, ...literalsAround(site.around)] : [];
  const what = 'serves metrics over plain HTTP';
  if (secure.is === 'on' && secure.variable !== undefined) setVariable(job, secure.variable, false);
  else if (secure.is === 'on') {
    const value = site.kind === 'literal' ? elementNamed(site.literal, 'SecureServing')?.value : undefined;
    if (value !== undefined) {
      changes.add(site.file, [{ from: value[0]!.from, to: value.at(-1)!.to, text: 'false' }], blocks, what);
    }
    for (const { from, value: assigned } of assignedFields(site, 'SecureServing')) {
      const end = statementAt(site.file, from)?.to;
      if (end === undefined) return [computed(job, 'SecureServing', assigned)];
      changes.add(site.file, [{ from: end - assigned.length, to: end, text: 'false' }], [], what);
    }
  }
  let removed = 0;
  const filter = site.kind === 'literal' ? elementNamed(site.literal, 'FilterProvider') : undefined;
  if (filter !== undefined && site.kind === 'literal') {
    const comma = site.literal.nodes.find((node) => node.from >= filter.to && isToken(node, ','));
    const ownLine = ownLines(site.file.text, filter.from, comma?.to ?? filter.to);
    if (ownLine === undefined) return [computed(job, 'FilterProvider', 'part of a line')];
    changes.add(site.file, [{ ...ownLine, text: '' }], blocks, what);
    removed += 1;
  }
  for (const { from, conditions, value } of assignedFields(site, 'FilterProvider')) {
    if (conditions.some((condition) => isSecureCondition(job, condition))) continue;
    const statement = statementAt(site.file, from);
    const ownLine = statement && ownLines(site.file.text, statement.from, statement.to);
    if (ownLine === undefined || conditions.length > 0) return [computed(job, 'FilterProvider', value)];
    changes.add(site.file, [{ ...ownLine, text: '' }], [], what);
    removed += 1;
  }
  const name = importsOf(site.file).find(({ path }) => path === METRICS_FILTERS)?.name;
  if (removed > 0 && name !== undefined && uses(job, name) === removed) {
    changes.add(site.file, removeImport(site.file, METRICS_FILTERS));
  }
  return localhost(job);
}

/** An address that only a sidecar reaches is opened where no sidecar is to be. */
function localhost(job: MetricsJob): ManualGoStep[] {
  const { site, found, target, changes } = job;
  const address = metricsAddress(site, found);
  if (target.protection !== 'network-policy' || address.from !== 'program' || site.kind !== 'literal') return [];
  const local = /^(?:127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)$/.exec(address.address);
  const element = elementNamed(site.literal, 'BindAddress');
  if (local === null || element === undefined) return [];
  const range = { from: element.value[0]!.from, to: element.value.at(-1)!.to, text: `"${local[1]}"` };
  const blocks = [site.literal, ...literalsAround(site.around)];
  changes.add(site.file, [range], blocks, `serves metrics at ${range.text}`);
  return [];
}

/** The lines of a range, where nothing else stands on them. */
function ownLines(text: string, from: number, to: number): { from: number; to: number } | undefined {
  const [start, end] = [startOfLine(text, from), endOfLine(text, to)];
  const around = text.slice(start, from) + text.slice(to, end);
  return around.trim() === '' ? { from: start, to: Math.min(end + 1, text.length) } : undefined;
}

/** How often a package is named. */
function uses({ site }: MetricsJob, name: string): number {
  let count = 0;
  for (const { run, index } of places(site.file.nodes)) {
    if (isToken(run[index], name) && isToken(run[index + 1], '.') && !isToken(run[index - 1], '.')) count += 1;
  }
  return count;
}
