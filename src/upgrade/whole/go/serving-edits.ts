import { endOfLine, importName, startOfLine } from '../../../edit/go/imports.ts';
import { assignedFields } from '../../../edit/go/metrics-address.ts';
import { METRICS_FILTERS } from '../../../edit/go/metrics-site.ts';
import { hasName } from '../../../edit/go/names.ts';
import { type Group, isToken, sourceOf } from '../../../edit/go/parse.ts';
import { elementNamed, statementAt } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';
import { addField, flagsOf, loggerOf, putBefore, putBlock, useImport } from './main-edits.ts';
import type { MainFacts } from './main-facts.ts';
import { defineFlags, flagsIn, metricsSite } from './main-flags.ts';
import { managerCall, managerOptions, WEBHOOK_SERVER, webhookCall } from './manager-call.ts';
import { metricsOptions } from './server-options.ts';

export function offerHttp2(draft: GoDraft, theirs: MainFacts): boolean {
  if (hasName(draft.text, 'tlsOpts')) return false;
  const [enabled] = defineFlags(draft, flagsOf(theirs, ['enable-http2'])) ?? [];
  const logger = loggerOf(draft.file);
  if (enabled === undefined || !useImport(draft, 'crypto/tls', 'tls')) return false;
  const manager = managerCall(draft.file);
  const site = metricsSite(draft.file);
  if (manager === undefined || site?.kind !== 'literal') return false;
  const first = statementAt(draft.file, Math.min(site.literal.from, manager.statement.from));
  if (first === undefined || first.block !== manager.statement.block) return false;
  const withoutServer = webhookCall(draft.file) === undefined;
  const options = managerOptions(draft.file);
  if (withoutServer && (options === undefined || elementNamed(options, 'WebhookServer') !== undefined)) return false;
  if (withoutServer && (hasName(draft.text, 'webhookServer') || !useImport(draft, WEBHOOK_SERVER, 'webhook'))) {
    return false;
  }
  const said = logger === undefined ? '' : `\t\t${logger}.Info("HTTP/2 is off")\n`;
  const server = withoutServer
    ? `webhookServer := ${importName(draft.file, WEBHOOK_SERVER)}.NewServer(${importName(draft.file, WEBHOOK_SERVER)}.Options{TLSOpts: tlsOpts})\n\n`
    : '';
  const block = `var tlsOpts []func(*tls.Config)
if !${enabled} {
\t// HTTP/2 servers can be exhausted by streams that are opened and reset (CVE-2023-39325, CVE-2023-44487).
\ttlsOpts = append(tlsOpts, func(config *tls.Config) {
${said}\t\tconfig.NextProtos = []string{"http/1.1"}
\t})
}

${server}`;
  const placed = statementAt(draft.file, Math.min(literalFrom(draft), managerCall(draft.file)!.statement.from))!;
  if (!putBefore(draft, placed.from, block)) return false;
  const literal = metricsSite(draft.file);
  if (literal?.kind !== 'literal' || !addField(draft, literal.literal, 'TLSOpts', 'tlsOpts')) return false;
  if (!withoutServer) {
    const given = webhookCall(draft.file)?.literal;
    return given !== undefined && addField(draft, given, 'TLSOpts', 'tlsOpts');
  }
  const manager2 = managerOptions(draft.file);
  return manager2 !== undefined && addField(draft, manager2, 'WebhookServer', 'webhookServer', 'Metrics');
}

function literalFrom(draft: GoDraft): number {
  const site = metricsSite(draft.file);
  return site?.kind === 'literal' ? site.literal.from : Number.POSITIVE_INFINITY;
}

export function secureByFlag(draft: GoDraft, theirs: MainFacts): boolean {
  const [secure] = defineFlags(draft, flagsOf(theirs, ['metrics-secure'])) ?? [];
  const site = metricsSite(draft.file);
  if (secure === undefined || site?.kind !== 'literal') return false;
  const known = elementNamed(site.literal, 'SecureServing');
  if (known === undefined) return addField(draft, site.literal, 'SecureServing', secure, 'BindAddress');
  const value = sourceOf(draft.file, known.value);
  // Always on is what an exit from the sidecar writes: the flag is on unless it is given otherwise.
  if (value !== 'true' || theirs.flags.get('metrics-secure')!.flag.default !== 'true') return false;
  return draft.change([{ from: known.value[0]!.from, to: known.value.at(-1)!.to, text: secure }], [site.literal]);
}

export function filterAlways(draft: GoDraft): boolean {
  const site = metricsSite(draft.file);
  if (site?.kind !== 'literal' || elementNamed(site.literal, 'FilterProvider') !== undefined) return false;
  if (assignedFields(site, 'FilterProvider').length > 0) return false;
  if (!useImport(draft, METRICS_FILTERS, 'filters')) return false;
  const now = metricsSite(draft.file);
  const filters = importName(draft.file, METRICS_FILTERS);
  return (
    now?.kind === 'literal' &&
    addField(draft, now.literal, 'FilterProvider', `${filters}.WithAuthenticationAndAuthorization`)
  );
}

/** Readers are asked for their rights where metrics are served over HTTPS. */
export function filterIfSecure(draft: GoDraft): boolean {
  const secure = flagsIn(draft.file).find(({ flag }) => flag.name === 'metrics-secure')?.flag.value;
  const first = metricsSite(draft.file);
  if (secure === undefined || first === undefined || first.kind === 'options') return false;
  if (assignedFields(first, 'FilterProvider').length > 0) return false;
  const at = metricsOptions(draft);
  const site = metricsSite(draft.file);
  if (at === undefined || site?.kind !== 'literal') return false;
  const known = elementNamed(site.literal, 'FilterProvider');
  const filters = importName(draft.file, METRICS_FILTERS);
  let comments = '';
  if (known !== undefined) {
    if (sourceOf(draft.file, known.value) !== `${filters}.WithAuthenticationAndAuthorization`) return false;
    const line = elementLines(draft.text, site.literal, known.from, known.to);
    if (line === undefined) return false;
    comments = line.comments;
    if (!draft.change([{ from: line.from, to: line.to, text: '' }], [site.literal])) return false;
  }
  if (!useImport(draft, METRICS_FILTERS, 'filters')) return false;
  const options = metricsOptions(draft);
  if (options === undefined) return false;
  const provider = `${importName(draft.file, METRICS_FILTERS)}.WithAuthenticationAndAuthorization`;
  const said = comments === '' ? FILTER_COMMENT : comments;
  return putBlock(
    draft,
    options.before,
    options.indent,
    `if ${secureValue(draft, secure)} {\n${said}\t${options.variable}.FilterProvider = ${provider}\n}\n`,
  );
}

/** What the flag is called where the options are: as their SecureServing says. */
function secureValue(draft: GoDraft, flag: string): string {
  const site = metricsSite(draft.file);
  const known = site?.kind === 'literal' ? elementNamed(site.literal, 'SecureServing') : undefined;
  const value = known && sourceOf(draft.file, known.value);
  return value !== undefined && value !== 'true' && value !== 'false' ? value : flag;
}

const FILTER_COMMENT = `\t// Only callers whose token is valid (TokenReview) and allows the path (SubjectAccessReview) get metrics.
\t// config/rbac lets the manager ask for both reviews.
`;

/** The lines of an element, and the comments above them without their indentation. */
function elementLines(text: string, literal: Group, from: number, to: number) {
  const comma = literal.nodes.find((node) => node.from >= to && isToken(node, ','));
  const start = startOfLine(text, from);
  const end = endOfLine(text, comma?.to ?? to);
  if (text.slice(start, from).trim() !== '' || text.slice(comma?.to ?? to, end).trim() !== '') return undefined;
  let above = start;
  while (above > literal.from) {
    const line = startOfLine(text, above - 1);
    if (!text.slice(line, above).trimStart().startsWith('//')) break;
    above = line;
  }
  const comments = text
    .slice(above, start)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `\t${line.trimStart()}\n`)
    .join('');
  return { from: above, to: Math.min(end + 1, text.length), comments };
}
