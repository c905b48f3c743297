import { indentOf } from '../../../edit/go/add-elements.ts';
import { aboveComments, endOfLine, importName, startOfLine } from '../../../edit/go/imports.ts';
import {
  type GoFile,
  type GoNode,
  type Group,
  isGroup,
  isName,
  isToken,
  sourceOf,
  split,
} from '../../../edit/go/parse.ts';
import { functionAt, places, type Statement, statementAt, statementsOf } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';
import { CERT_WATCHER } from './main-facts.ts';
import { metricsSite } from './main-flags.ts';
import { callsOf, webhookCall } from './manager-call.ts';
import { extract, metricsOptions, webhookOptions } from './server-options.ts';

/**
 * Lets the servers watch given certificates themselves, where the program has watchers that the manager runs: of the
 * block that makes a watcher the lines of the watcher become fields of the server's options, what else stands there
 * stays; what hands the watcher to the manager goes.
 *
 * @returns false where a watcher is made or used in a way of the user's own
 */
export function watchersToOptions(draft: GoDraft): boolean {
  for (let left = watchers(draft.file).length; left > 0; left -= 1) {
    const watcher = watchers(draft.file)[0];
    if (watcher === undefined || !convert(draft, watcher)) return false;
  }
  return dropManagerCalls(draft) && dropDeclarations(draft);
}

interface Watcher {
  readonly name: string;
  /** The directory, and the names of both files in it. */
  readonly path: string;
  readonly certificate: string;
  readonly key: string;
  /** `if path != "" { … }`. */
  readonly statement: Statement;
  readonly body: Group;
}

/** The blocks that make a watcher of files that flags name. */
function watchers(file: GoFile): Watcher[] {
  const found: Watcher[] = [];
  for (const call of callsOf(file, CERT_WATCHER, 'New')) {
    const inner = statementAt(file, call.from);
    const body = inner?.block;
    const name = inner?.nodes[0];
    if (inner === undefined || body === undefined || !isName(name)) continue;
    const statement = statementAt(file, body.from);
    if (statement?.nodes.at(-1) !== body || !isToken(statement.nodes[0], 'if')) continue;
    const [certificate, key] = split(call.nodes, ',').map((nodes) => joined(file, nodes));
    if (certificate === undefined || key === undefined || certificate[0] !== key[0]) continue;
    const condition = statement.nodes
      .slice(1, -1)
      .map((node) => sourceOf(file, [node]))
      .join('');
    const path = certificate[0];
    if (condition !== `len(${path})>0` && condition !== `${path}!=""`) continue;
    found.push({ name: name.text, path, certificate: certificate[1], key: key[1], statement, body });
  }
  return found;
}

/** `a` and `b` of `filepath.Join(a, b)`. */
function joined(file: GoFile, nodes: readonly GoNode[]): readonly [string, string] | undefined {
  const solid = nodes.filter((node) => !isToken(node, ';'));
  const call = solid.at(-1);
  const pkg = importName(file, 'path/filepath');
  if (solid.length !== 4 || !isToken(solid[0], pkg ?? '') || !isToken(solid[2], 'Join') || !isGroup(call, '(')) {
    return undefined;
  }
  const [directory, name] = split(call.nodes, ',').map((part) =>
    sourceOf(
      file,
      part.filter((node) => !isToken(node, ';')),
    ),
  );
  return directory === undefined || name === undefined ? undefined : [directory, name];
}

function convert(draft: GoDraft, watcher: Watcher): boolean {
  const server = serverOf(draft.file, watcher);
  if (server === undefined) return false;
  // The options have to stand before the block that sets their fields.
  if (server === 'webhook') {
    const call = webhookCall(draft.file);
    if (call === undefined) return false;
    if (call.variable === undefined) {
      const before = statementAt(draft.file, watcher.statement.from)!;
      if (call.literal === undefined || call.statement.from < before.from || call.statement.block !== before.block)
        return false;
      if (!extract(draft, call.literal, before, 'webhookServerOptions')) return false;
    }
  }
  const options = server === 'webhook' ? webhookOptions(draft) : metricsOptions(draft);
  const now = watchers(draft.file).find(({ name }) => name === watcher.name);
  if (options === undefined || now === undefined || options.before < now.statement.to) return false;
  const own = ownStatements(draft.file, now);
  if (own === undefined) return false;
  const { text } = draft;
  const indent = indentOf(text, own[0]!.from);
  const fields = [
    ['CertDir', now.path],
    ['CertName', now.certificate],
    ['KeyName', now.key],
  ].map(([field, value]) => `${indent}${options.variable}.${field} = ${value}\n`);
  const ranges = own.map(({ from, to }, index) => {
    const start =
      index === 0 ? startOfLine(text, from) : startOfBlank(text, aboveComments(text, startOfLine(text, from)));
    return {
      from: start,
      to: Math.min(endOfLine(text, to) + 1, text.length),
      text: index === 0 ? fields.join('') : '',
    };
  });
  return draft.change(ranges);
}

/** The beginning of the empty lines before a line. */
function startOfBlank(text: string, start: number): number {
  let at = start;
  while (at > 1 && text.slice(startOfLine(text, at - 1), at).trim() === '') at = startOfLine(text, at - 1);
  return at;
}

/** The statements of a block that are the watcher's; undefined where it is used otherwise. */
function ownStatements(file: GoFile, { name, body }: Watcher): { from: number; to: number }[] | undefined {
  const own: { from: number; to: number }[] = [];
  let hasWatcher = false;
  for (const nodes of statementsOf(body)) {
    const source = sourceOf(file, nodes).split(/\s+/).join(' ');
    const range = { from: nodes[0]!.from, to: nodes.at(-1)!.to };
    const isDeclaration = source === 'var err error';
    const isNew = isToken(nodes[0], name) && isToken(nodes[1], ',') && source.includes('.New(');
    const isCheck = source.startsWith('if err != nil {') && hasWatcher && exits(file, nodes.at(-1));
    const isUse = source.includes(`= ${name}.GetCertificate`) && /^[\w.]+ = append\(/.test(source) && oneLine(nodes);
    if (isNew) hasWatcher = true;
    if (isDeclaration || isNew || isCheck || isUse) own.push(range);
    else if (source.includes(name)) return undefined;
    // What is said may stay; anything else of the user's may need what goes.
    else if (/\berr\b/.test(source)) return undefined;
  }
  return hasWatcher && own.length >= 3 ? own : undefined;
}

/** Whether the closure of an `append` does nothing else than to set the certificate. */
function oneLine(nodes: readonly GoNode[]): boolean {
  const closures = [...places(nodes)].filter(({ run, index }) => {
    const group = run[index];
    return isGroup(group, '{') && isGroup(run[index - 1], '(') && isToken(run[index - 2], 'func');
  });
  const body = closures[0]?.run[closures[0].index];
  return closures.length === 1 && isGroup(body, '{') && statementsOf(body).length === 1;
}

/** Whether a block says something at most, and ends the program. */
function exits(file: GoFile, block: GoNode | undefined): boolean {
  if (!isGroup(block, '{')) return false;
  const sources = statementsOf(block).map((nodes) => sourceOf(file, nodes));
  return sources.length <= 2 && sources.at(-1) === 'os.Exit(1)';
}

/** The server whose options get the certificate. */
function serverOf(file: GoFile, { name, body }: Watcher): 'webhook' | 'metrics' | undefined {
  const source = file.text.slice(body.from, body.to);
  const target = /(?<![\w.])([\w.]+) = append\(([\w.]+)/.exec(source)?.[1];
  const site = metricsSite(file);
  const statement = site?.kind === 'literal' ? statementAt(file, site.literal.from) : undefined;
  const first = statement?.nodes[0];
  const metrics = isName(first) ? first.text : undefined;
  if (target !== undefined && metrics !== undefined && target === `${metrics}.TLSOpts`) return 'metrics';
  const call = webhookCall(file);
  if (target === undefined || call === undefined || name === '') return undefined;
  if (call.variable !== undefined) return target === `${call.variable}.TLSOpts` ? 'webhook' : undefined;
  const value = call.literal && file.text.slice(call.literal.from, call.literal.to);
  return value?.includes(`TLSOpts: ${target}`) === true ? 'webhook' : undefined;
}

/** `if watcher != nil { … mgr.Add(watcher) … }`, and a loop over several watchers. */
function dropManagerCalls(draft: GoDraft): boolean {
  for (;;) {
    const names = declaredWatchers(draft.file);
    const add = names && findAdd(draft.file, names);
    if (add === undefined) return true;
    if (add === 'unclear') return false;
    const { text } = draft;
    const from = startOfBlank(text, aboveComments(text, startOfLine(text, add.from)));
    if (!draft.change([{ from, to: Math.min(endOfLine(text, add.to) + 1, text.length), text: '' }])) return false;
  }
}

function findAdd(file: GoFile, names: readonly string[]): { from: number; to: number } | 'unclear' | undefined {
  for (const { run, index } of places(file.nodes)) {
    const call = run[index];
    if (!isGroup(call, '(') || !isToken(run[index - 1], 'Add') || call.nodes.length !== 1) continue;
    const [argument] = call.nodes;
    if (!isName(argument)) continue;
    let statement = outermost(file, call.from);
    if (statement === undefined) continue;
    const source = sourceOf(file, statement.nodes);
    const isOne = names.includes(argument.text) && source.startsWith(`if ${argument.text} != nil {`);
    const isLoop =
      source.startsWith(`for _, ${argument.text} := range `) && names.every((name) => source.includes(name));
    if (!isOne && !isLoop) {
      if (names.includes(argument.text)) return 'unclear';
      continue;
    }
    statement = { ...statement };
    return { from: statement.from, to: statement.to };
  }
  return undefined;
}

/** The statement of the function's own block that an offset stands in. */
function outermost(file: GoFile, offset: number): Statement | undefined {
  const body = functionAt(file, offset)?.body;
  if (body === undefined) return undefined;
  const nodes = statementsOf(body).find((run) => run[0]!.from <= offset && offset < run.at(-1)!.to);
  return nodes && { nodes, block: body, from: nodes[0]!.from, to: nodes.at(-1)!.to };
}

/** The names in `var a, b *certwatcher.CertWatcher`. */
function declaredWatchers(file: GoFile): string[] | undefined {
  return declaration(file)?.names;
}

function declaration(
  file: GoFile,
): { readonly names: string[]; readonly from: number; readonly to: number } | undefined {
  const pkg = importName(file, CERT_WATCHER);
  for (const { run, index } of places(file.nodes)) {
    if (!isToken(run[index], 'var')) continue;
    const end = run.findIndex((node, at) => at > index && isToken(node, ';'));
    const nodes = run.slice(index, end === -1 ? undefined : end);
    if (pkg === undefined || !sourceOf(file, nodes).endsWith(`*${pkg}.CertWatcher`)) continue;
    const names = nodes.flatMap((node, at) => (isName(node) && isToken(nodes[at + 1], ',') ? [node.text] : []));
    const star = nodes.findIndex((node) => isToken(node, '*'));
    const last = nodes[star - 1];
    if (isName(last)) names.push(last.text);
    return { names, from: nodes[0]!.from, to: nodes.at(-1)!.to };
  }
  return undefined;
}

function dropDeclarations(draft: GoDraft): boolean {
  for (let declared = declaration(draft.file); declared !== undefined; declared = declaration(draft.file)) {
    const { text } = draft;
    const { names } = declared;
    const from = aboveComments(text, startOfLine(text, declared.from));
    const end = Math.min(endOfLine(text, declared.to) + 1, text.length);
    const rest = text.slice(0, from) + text.slice(end);
    // A watcher that is still named is used in a way of the user's own.
    if (names.some((name) => new RegExp(`\\b${name}\\b`).test(rest))) return false;
    const to = text[end] === '\n' ? end + 1 : end;
    if (!draft.change([{ from, to, text: '' }])) return false;
  }
  return true;
}
