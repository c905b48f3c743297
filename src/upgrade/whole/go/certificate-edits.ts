import { indentOf } from '../../../edit/go/add-elements.ts';
import { endOfLine, importName } from '../../../edit/go/imports.ts';
import { hasName } from '../../../edit/go/names.ts';
import { type Group, isToken } from '../../../edit/go/parse.ts';
import { elementNamed, statementsOf } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';
import { addField, flagsOf, indented, loggerOf, putBlock, useImport } from './main-edits.ts';
import { CERT_WATCHER, type MainFacts } from './main-facts.ts';
import { defineFlags } from './main-flags.ts';
import { managerCall, webhookCall } from './manager-call.ts';
import { metricsOptions, webhookOptions } from './server-options.ts';

export const CERTIFICATE_FLAGS = {
  webhook: ['webhook-cert-path', 'webhook-cert-name', 'webhook-cert-key'],
  metrics: ['metrics-cert-path', 'metrics-cert-name', 'metrics-cert-key'],
} as const;

/** Flags for the certificate of a server, and what they set. */
export function takeCertificate(draft: GoDraft, theirs: MainFacts, server: 'webhook' | 'metrics'): boolean {
  const optionsOf = server === 'webhook' ? webhookOptions : metricsOptions;
  const values = defineFlags(draft, flagsOf(theirs, CERTIFICATE_FLAGS[server]));
  if (values === undefined || values.some((value) => value === '')) return false;
  const [path, name, key] = values as [string, string, string];
  if (theirs.certificates === 'watchers') return watchCertificate(draft, server, optionsOf, [path, name, key]);
  const options = optionsOf(draft);
  if (options === undefined) return false;
  const { variable } = options;
  const block = `if ${path} != "" {\n\t${variable}.CertDir = ${path}\n\t${variable}.CertName = ${name}\n\t${variable}.KeyName = ${key}\n}\n`;
  return putBlock(draft, options.before, options.indent, block);
}

/** A watcher for a certificate, which the manager runs. */
function watchCertificate(
  draft: GoDraft,
  server: 'webhook' | 'metrics',
  optionsOf: typeof metricsOptions,
  [path, name, key]: readonly [string, string, string],
): boolean {
  const watcher = `${server}CertWatcher`;
  const logger = loggerOf(draft.file);
  if (hasName(draft.text, watcher) || logger === undefined) return false;
  if (!useImport(draft, CERT_WATCHER, 'certwatcher') || !useImport(draft, 'path/filepath', 'filepath')) return false;
  if (!useImport(draft, 'crypto/tls', 'tls') || !useImport(draft, 'os', 'os')) return false;
  const options = optionsOf(draft);
  if (options === undefined) return false;
  const { variable } = options;
  const watchers = importName(draft.file, CERT_WATCHER);
  const block = `var ${watcher} *${watchers}.CertWatcher
if ${path} != "" {
\tvar err error
\t${watcher}, err = ${watchers}.New(filepath.Join(${path}, ${name}), filepath.Join(${path}, ${key}))
\tif err != nil {
\t\t${logger}.Error(err, "Failed to read the certificate of the ${server} server")
\t\tos.Exit(1)
\t}
\t// The full slice expression keeps the two servers from sharing what is appended.
\t${variable}.TLSOpts = append(${variable}.TLSOpts[:len(${variable}.TLSOpts):len(${variable}.TLSOpts)], func(config *tls.Config) {
\t\tconfig.GetCertificate = ${watcher}.GetCertificate
\t})
}
`;
  if (!putBlock(draft, options.before, options.indent, block)) return false;
  const manager = managerCall(draft.file);
  const after = manager && errorCheck(manager.statement);
  if (manager === undefined || after === undefined) return false;
  const run = `if ${watcher} != nil {
\tif err := ${manager.name}.Add(${watcher}); err != nil {
\t\t${logger}.Error(err, "Failed to add certificate watcher to manager")
\t\tos.Exit(1)
\t}
}
`;
  const indent = indentOf(draft.text, manager.statement.from);
  const end = endOfLine(draft.text, after);
  return draft.change([{ from: end, to: end, text: `\n\n${indented(run, indent).trimEnd()}` }]);
}

/** Where the `if err != nil { … }` ends that follows a statement. */
function errorCheck({ block, to }: { readonly block: Group; readonly to: number }): number | undefined {
  const next = statementsOf(block).find((nodes) => nodes[0]!.from >= to);
  return next !== undefined && isToken(next[0], 'if') && isToken(next[2], '!=') ? next.at(-1)!.to : undefined;
}

export function portByFlag(draft: GoDraft, theirs: MainFacts): boolean {
  const given = webhookCall(draft.file)?.literal;
  if (given === undefined || elementNamed(given, 'Port') !== undefined) return false;
  const [port] = defineFlags(draft, flagsOf(theirs, ['webhook-port'])) ?? [];
  const literal = webhookCall(draft.file)?.literal;
  return port !== undefined && literal !== undefined && addField(draft, literal, 'Port', port);
}
