import { addElements, indentOf, literalsAround } from '../../../edit/go/add-elements.ts';
import { addImport, endOfLine, importName, importsOf, startOfLine } from '../../../edit/go/imports.ts';
import { assignedFields } from '../../../edit/go/metrics-address.ts';
import { CONTROLLER_RUNTIME, METRICS_FILTERS } from '../../../edit/go/metrics-site.ts';
import { hasName } from '../../../edit/go/names.ts';
import { type GoFile, type Group, isGroup, isToken, sourceOf } from '../../../edit/go/parse.ts';
import { elementNamed, functionAt, places, statementAt, statementsOf } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';
import { CERT_WATCHER, type MainFacts, mainFacts, registrations } from './main-facts.ts';
import { defineFlags, flagsIn, metricsSite } from './main-flags.ts';
import { managerCall, managerOptions, WEBHOOK_SERVER, webhookCall } from './manager-call.ts';
import { metricsOptions, webhookOptions } from './server-options.ts';
import { watchersToOptions } from './watched-certificates.ts';

/** One thing that releases have changed in the program, and how it is changed in a program of any shape. */
interface MainChange {
  /** For the task that is left where the change is not certain. */
  readonly title: string;
  /** The flags that it is about. */
  readonly flags: readonly string[];
  readonly isDue: (base: MainFacts, theirs: MainFacts) => boolean;
  /** Whether the program has it already. */
  readonly isDone: (file: GoFile, theirs: MainFacts) => boolean;
  /** Makes the change; false where something stands against it, and then the draft is put back. */
  readonly make: (draft: GoDraft, theirs: MainFacts) => boolean;
}

const CERTIFICATE_FLAGS = {
  webhook: ['webhook-cert-path', 'webhook-cert-name', 'webhook-cert-key'],
  metrics: ['metrics-cert-path', 'metrics-cert-name', 'metrics-cert-key'],
} as const;

const CHANGES: readonly MainChange[] = [
  {
    title: 'HTTP/2 of the servers is off unless --enable-http2 is given',
    flags: ['enable-http2'],
    isDue: (base, theirs) => isNew('enable-http2', base, theirs),
    isDone: (file) => defines(file, 'enable-http2'),
    make: offerHttp2,
  },
  {
    title: '--metrics-secure says whether metrics are served over HTTPS',
    flags: ['metrics-secure'],
    isDue: (base, theirs) => isNew('metrics-secure', base, theirs),
    isDone: (file) => defines(file, 'metrics-secure'),
    make: secureByFlag,
  },
  {
    title: 'metrics over HTTPS are for those only who may read them',
    flags: [],
    isDue: (base, theirs) => base.filter !== theirs.filter && theirs.filter !== 'never',
    isDone: (file, theirs) => {
      const { filter } = mainFacts(file);
      return filter === theirs.filter || (filter === 'if-secure' && theirs.filter === 'always');
    },
    make: (draft, theirs) => (theirs.filter === 'always' ? filterAlways(draft) : filterIfSecure(draft)),
  },
  ...(['webhook', 'metrics'] as const).map((server): MainChange => {
    const flags = CERTIFICATE_FLAGS[server];
    return {
      title: `the ${server} server takes a certificate from the directory that --${server}-cert-path names`,
      flags,
      isDue: (base, theirs) => theirs.certificates !== 'absent' && flags.some((name) => isNew(name, base, theirs)),
      isDone: (file) => flags.every((name) => defines(file, name)),
      make: (draft, theirs) => takeCertificate(draft, theirs, server),
    };
  }),
  {
    title: 'the servers watch the given certificates themselves',
    flags: [],
    isDue: (base, theirs) => base.certificates === 'watchers' && theirs.certificates === 'options',
    isDone: (file) => importName(file, CERT_WATCHER) === undefined,
    make: watchersToOptions,
  },
  {
    title: '--webhook-port is the port of the webhook server',
    flags: ['webhook-port'],
    isDue: (base, theirs) => isNew('webhook-port', base, theirs),
    isDone: (file) => defines(file, 'webhook-port'),
    make: portByFlag,
  },
  {
    title: 'each registration has an error of its own',
    flags: [],
    isDue: (base, theirs) => !base.ownErrors && theirs.ownErrors,
    isDone: (file) => registrations(file).every(({ sign }) => isToken(sign, ':=')),
    make: ownErrors,
  },
];

/** `(&shopv1.Widget{}).SetupWebhookWithManager(mgr)` calls the package that theirs has moved the webhook to. */
function moveRegistrations(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  if (!hasName(base.text, SETUP) || hasName(theirs.text, SETUP)) return;
  for (const { run, index } of places(theirs.nodes)) {
    const node = run[index];
    const kind = node?.kind === 'name' ? /^Setup(\w+)WebhookWithManager$/.exec(node.text)?.[1] : undefined;
    const alias = run[index - 2];
    if (kind === undefined || node?.kind !== 'name' || alias?.kind !== 'name') continue;
    const spec = importsOf(theirs).find(({ name }) => name === alias.text);
    const own = oldRegistration(draft.file, kind);
    if (spec === undefined || own === undefined) continue;
    const isMoved = draft.attempt(() => {
      if (!useImport(draft, spec.path, spec.name)) return false;
      const call = oldRegistration(draft.file, kind);
      const name = importsOf(draft.file).find(({ path }) => path === spec.path)?.name;
      return call !== undefined && draft.change([{ from: call.from, to: call.to, text: `${name}.${node.text}` }]);
    });
    if (!isMoved) {
      draft.task(
        'The webhook is registered by a function of its own package now.',
        `${alias.text}.${node.text}(mgr)`,
        own.from,
      );
    }
  }
}

const SETUP = 'SetupWebhookWithManager';

/** `(&pkg.Kind{}).SetupWebhookWithManager`. */
function oldRegistration(file: GoFile, kind: string): { readonly from: number; readonly to: number } | undefined {
  for (const { run, index } of places(file.nodes)) {
    const object = run[index - 2];
    if (!isToken(run[index], SETUP) || !isGroup(object, '(')) continue;
    if (sourceOf(file, object.nodes).endsWith(`.${kind}{}`)) return { from: object.from, to: run[index]!.to };
  }
  return undefined;
}

/** Makes what the releases between base and theirs changed in the program; what is not certain becomes a task. */
export function changeMain(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  const [before, after] = [mainFacts(base), mainFacts(theirs)];
  changeDefaults(draft, before, after);
  moveRegistrations(draft, base, theirs);
  for (const change of CHANGES) {
    if (!change.isDue(before, after) || change.isDone(draft.file, after)) continue;
    if (draft.attempt(() => change.make(draft, after))) continue;
    const snippet = snippetOf(theirs, after, change.flags);
    draft.task(
      `The program does not have the shape in which this can be changed for certain: ${change.title}.`,
      snippet === '' ? undefined : snippet,
      managerCall(draft.file)?.statement.from,
    );
  }
}

function isNew(name: string, base: MainFacts, theirs: MainFacts): boolean {
  return !base.flags.has(name) && theirs.flags.has(name);
}

function defines(file: GoFile, name: string): boolean {
  return flagsIn(file).some(({ flag }) => flag.name === name);
}

/** Defaults of flags that both releases have. */
function changeDefaults(draft: GoDraft, base: MainFacts, theirs: MainFacts): void {
  for (const [name, { flag: now, defaultNodes: wanted, file }] of theirs.flags) {
    const before = base.flags.get(name)?.flag.default;
    if (before === undefined || now.default === undefined || before === now.default) continue;
    const found = flagsIn(draft.file).find(({ flag }) => flag.name === name);
    if (found === undefined) {
      draft.task(
        `The flag --${name} is defined elsewhere, or not at all: its default is ${quoted(now.default)} now, where it was ${quoted(before)}.`,
      );
      continue;
    }
    const yours = found.flag.default;
    if (yours === now.default) continue;
    const node = found.defaultNodes[0];
    const isCertain = node !== undefined && found.defaultNodes.length === 1;
    const write = () => isCertain && draft.change([{ from: node.from, to: node.to, text: sourceOf(file, wanted) }]);
    if (yours === before && write()) continue;
    const conflict = {
      where: `default of --${name}`,
      base: before,
      yours: yours ?? sourceOf(draft.file, found.defaultNodes),
      theirs: now.default,
      suggested: 'yours' as const,
      line: draft.lineAt(found.from),
    };
    if (draft.conflict(conflict)) write();
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function flagsOf(theirs: MainFacts, names: readonly string[]) {
  return names.flatMap((name) => theirs.flags.get(name) ?? []);
}

function offerHttp2(draft: GoDraft, theirs: MainFacts): boolean {
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

function secureByFlag(draft: GoDraft, theirs: MainFacts): boolean {
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

function filterAlways(draft: GoDraft): boolean {
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
function filterIfSecure(draft: GoDraft): boolean {
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

/** Flags for the certificate of a server, and what they set. */
function takeCertificate(draft: GoDraft, theirs: MainFacts, server: 'webhook' | 'metrics'): boolean {
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
  const after = manager && errorCheck(draft.file, manager.statement);
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
function errorCheck(file: GoFile, { block, to }: { readonly block: Group; readonly to: number }): number | undefined {
  const next = statementsOf(block).find((nodes) => nodes[0]!.from >= to);
  void file;
  return next !== undefined && isToken(next[0], 'if') && isToken(next[2], '!=') ? next.at(-1)!.to : undefined;
}

function portByFlag(draft: GoDraft, theirs: MainFacts): boolean {
  const given = webhookCall(draft.file)?.literal;
  if (given === undefined || elementNamed(given, 'Port') !== undefined) return false;
  const [port] = defineFlags(draft, flagsOf(theirs, ['webhook-port'])) ?? [];
  const literal = webhookCall(draft.file)?.literal;
  return port !== undefined && literal !== undefined && addField(draft, literal, 'Port', port);
}

function ownErrors(draft: GoDraft): boolean {
  const changed = registrations(draft.file).filter(({ sign }) => isToken(sign, '='));
  // Go refuses a variable that nothing reads: what declared it must still be read somewhere.
  for (const { sign, name } of changed) {
    const body = functionAt(draft.file, sign.from)?.body;
    if (body === undefined || !isReadOutside(draft.file, body, name)) return false;
  }
  return draft.change(changed.map(({ sign }) => ({ from: sign.from, to: sign.to, text: ':=' })));
}

/** Whether `if NAME != nil` stands somewhere without declaring the name itself. */
function isReadOutside(file: GoFile, body: Group, name: string): boolean {
  void file;
  for (const { run, index } of places(body.nodes)) {
    if (isToken(run[index], 'if') && isToken(run[index + 1], name) && isToken(run[index + 2], '!=')) return true;
  }
  return false;
}

/** The logger that the file has for its own start. */
function loggerOf(file: GoFile): string | undefined {
  const root = importName(file, CONTROLLER_RUNTIME);
  for (const { run, index } of places(file.nodes)) {
    if (!isToken(run[index], 'WithName') || !isToken(run[index - 2], 'Log')) continue;
    const owner = run[index - 4];
    const name = run[index - 6];
    if (owner?.kind === 'name' && owner.text === root && name?.kind === 'name') return name.text;
  }
  return undefined;
}

/** Imports a package under a name; false where that name is taken. */
function useImport(draft: GoDraft, path: string, name: string): boolean {
  const added = addImport(draft.file, path, name, name);
  return added !== undefined && draft.change(added.replacements, added.blocks);
}

function addField(draft: GoDraft, literal: Group, key: string, value: string, after?: string): boolean {
  if (elementNamed(literal, key) !== undefined) return false;
  const around = [...places(draft.file.nodes)].find(({ run, index }) => run[index] === literal)?.around ?? [];
  return draft.change(addElements(draft.file, literal, [[key, value]], after), [literal, ...literalsAround(around)]);
}

/** Puts lines before a statement. */
function putBefore(draft: GoDraft, from: number, block: string): boolean {
  const { text } = draft;
  const indent = indentOf(text, from);
  let at = startOfLine(text, from);
  while (
    at > 0 &&
    text
      .slice(startOfLine(text, at - 1), at)
      .trimStart()
      .startsWith('//')
  )
    at = startOfLine(text, at - 1);
  return draft.change([{ from: at, to: at, text: indented(block, indent) }]);
}

/** Puts a block and an empty line at the beginning of a line. */
function putBlock(draft: GoDraft, at: number, indent: string, block: string): boolean {
  return draft.change([{ from: at, to: at, text: `${indented(block, indent)}\n` }]);
}

function indented(block: string, indent: string): string {
  return block
    .split('\n')
    .map((line) => (line === '' ? '' : `${indent}${line}`))
    .join('\n');
}

/** What theirs has for flags: their definitions, and the statements that read them. */
function snippetOf(theirs: GoFile, facts: MainFacts, flags: readonly string[]): string {
  const variables = flags.flatMap((name) => facts.flags.get(name)?.flag.value ?? []);
  const manager = managerCall(theirs)?.statement;
  if (manager === undefined || variables.length === 0) return '';
  return statementsOf(manager.block)
    .filter(
      (nodes) => nodes[0] !== manager.nodes[0] && variables.some((name) => hasName(sourceOf(theirs, nodes), name)),
    )
    .map((nodes) => sourceOf(theirs, nodes).replaceAll('\n\t', '\n'))
    .join('\n');
}
