import type { FoundFlag } from '../../../edit/go/flags.ts';
import { importName } from '../../../edit/go/imports.ts';
import { assignedFields, fieldValue } from '../../../edit/go/metrics-address.ts';
import { CONTROLLER_RUNTIME, METRICS_FILTERS } from '../../../edit/go/metrics-site.ts';
import { type GoFile, type GoNode, isToken } from '../../../edit/go/parse.ts';
import { places } from '../../../edit/go/syntax.ts';
import { flagsIn, metricsSite } from './main-flags.ts';

export const CERT_WATCHER = `${CONTROLLER_RUNTIME}/pkg/certwatcher`;

/** What the releases have changed in the program, as one scaffold of ours has it. */
export interface MainFacts {
  readonly flags: ReadonlyMap<string, FoundFlag>;
  /** Who may read metrics is asked never, always, or where they are served over HTTPS. */
  readonly filter: 'never' | 'always' | 'if-secure';
  /** Who reads given certificates: nobody, watchers that the manager runs, or the servers themselves. */
  readonly certificates: 'absent' | 'watchers' | 'options';
  /** Whether each registration has an error of its own. */
  readonly ownErrors: boolean;
  /** Whether readiness waits for the webhook server. */
  readonly waits: boolean;
}

export function mainFacts(file: GoFile): MainFacts {
  const flags = new Map(flagsIn(file).map((found) => [found.flag.name, found]));
  const site = metricsSite(file);
  const isFiltered = importName(file, METRICS_FILTERS) !== undefined && site !== undefined;
  const assigned = isFiltered ? assignedFields(site, 'FilterProvider').length > 0 : false;
  const always = isFiltered && !assigned && fieldValue(site, 'FilterProvider') !== undefined;
  return {
    flags,
    filter: assigned ? 'if-secure' : always ? 'always' : 'never',
    certificates: !flags.has('webhook-cert-path')
      ? 'absent'
      : importName(file, CERT_WATCHER) === undefined
        ? 'options'
        : 'watchers',
    ownErrors: registrations(file).some(({ sign }) => isToken(sign, ':=')),
    waits: file.text.includes('.StartedChecker()'),
  };
}

/** The `=` or `:=` of `if err = (…).SetupWithManager(mgr); err != nil`. */
export function registrations(file: GoFile): { readonly sign: GoNode; readonly name: string }[] {
  const found: { sign: GoNode; name: string }[] = [];
  for (const { run, index } of places(file.nodes)) {
    if (!isToken(run[index], 'if') || run[index + 1]?.kind !== 'name') continue;
    const sign = run[index + 2];
    if (sign === undefined || (!isToken(sign, '=') && !isToken(sign, ':='))) continue;
    const end = run.findIndex((node, at) => at > index && isToken(node, ';'));
    const header = run.slice(index, end === -1 ? undefined : end);
    const isSetup = header.some((node) => node.kind === 'name' && /^Setup\w*WithManager$/.test(node.text));
    const name = run[index + 1];
    if (isSetup && name?.kind === 'name') found.push({ sign, name: name.text });
  }
  return found;
}
