import type { FoundFlag } from './flags.ts';
import type { GoChanges } from './go-changes.ts';
import type { GoSources } from './go-sources.ts';
import { type LoneVariable, loneVariable } from './lone-variable.ts';
import { assignedFields, fieldValue, flagOf } from './metrics-address.ts';
import type { GoMetricsTarget, ManualGoStep } from './metrics-plan.ts';
import type { MetricsSite } from './metrics-site.ts';
import { lineOf } from './parse.ts';
import { metricsSnippet } from './snippet.ts';

/** One change of how metrics are served, while it is worked out. */
export interface MetricsJob {
  readonly sources: GoSources;
  readonly packages: readonly string[];
  readonly site: MetricsSite;
  readonly found: readonly FoundFlag[];
  readonly changes: GoChanges;
  readonly target: GoMetricsTarget;
}

/** Whether something is on in a program: always, never, as a flag says, or as nobody can tell from here. */
export type Switch =
  | { readonly is: 'on' | 'off'; readonly variable?: LoneVariable }
  | { readonly is: 'flag'; readonly flag: FoundFlag; readonly default: boolean }
  | { readonly is: 'unclear'; readonly source: string };

/** When metrics are served over HTTPS. */
export function secureServing(job: MetricsJob): Switch {
  const { site, found } = job;
  const value = fieldValue(site, 'SecureServing');
  if (value === undefined) return { is: 'off' };
  const conditions = value.conditions.filter((condition) => condition !== 'err != nil');
  if (value.value === 'true' && conditions.length === 0) return { is: 'on' };
  if (value.value === 'false' && assignedFields(site, 'SecureServing').length === 0) return { is: 'off' };
  const source = value.value === 'true' && conditions.length === 1 ? conditions[0] : value.value;
  const flag = source === undefined ? undefined : flagOf(source, site, found);
  const isDefault = flag?.flag.default;
  if (flag !== undefined && (isDefault === 'true' || isDefault === 'false')) {
    return { is: 'flag', flag, default: isDefault === 'true' };
  }
  const lone = conditions.length === 0 ? loneVariable(site.file, value.from, value.value) : undefined;
  if (lone !== undefined) return { is: lone.value ? 'on' : 'off', variable: lone };
  return { is: 'unclear', source: source ?? value.value };
}

/** Whether a condition holds exactly when metrics are served over HTTPS. */
export function isSecureCondition(job: MetricsJob, condition: string | undefined): boolean {
  if (condition === undefined) return false;
  if (fieldValue(job.site, 'SecureServing')?.value === condition) return true;
  const secure = secureServing(job);
  return secure.is === 'flag' && flagOf(condition, job.site, job.found) === secure.flag;
}

/** Makes a flag true or false by default. */
export function setDefault({ changes }: MetricsJob, { file, flag, defaultNodes }: FoundFlag, value: boolean): void {
  const node = defaultNodes[0]!;
  changes.add(
    file,
    [{ from: node.from, to: node.to, text: String(value) }],
    [],
    `--${flag.name} is ${value} by default`,
  );
}

/** Gives a variable that nothing else sets another value. */
export function setVariable({ changes, site }: MetricsJob, { from, to, as }: LoneVariable, value: boolean): void {
  const what = `serves metrics over ${value ? 'HTTPS' : 'plain HTTP'}`;
  changes.add(site.file, [{ from, to, text: as(value) }], [], what);
}

/** What to do by hand where a value comes from elsewhere. */
export function computed({ site }: MetricsJob, field: string, source: string): ManualGoStep {
  const from = site.kind === 'variable' ? site.from : site.literal.from;
  return {
    path: site.file.path,
    line: lineOf(site.file.text, from),
    reason: 'computed-value',
    text: `${field} is ${source}, whose value cannot be read from here.`,
    snippet: metricsSnippet(site.file, from),
  };
}
