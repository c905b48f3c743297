import { append } from '../../core/append.ts';
import type { GoSources } from './go-sources.ts';
import { importName } from './imports.ts';
import { type GoFile, type GoNode, type Group, isGroup, isName, isToken, sourceOf, split } from './parse.ts';
import { elementNamed, functionAt, literalsOf, operandStart, type Place, places } from './syntax.ts';

export const CONTROLLER_RUNTIME = 'sigs.k8s.io/controller-runtime';
export const METRICS_SERVER = `${CONTROLLER_RUNTIME}/pkg/metrics/server`;
export const METRICS_FILTERS = `${CONTROLLER_RUNTIME}/pkg/metrics/filters`;
const MANAGER = `${CONTROLLER_RUNTIME}/pkg/manager`;

/** Where a program says how metrics are served. */
export type MetricsSite =
  /** `metricsserver.Options{…}`, whatever holds it. */
  | { readonly kind: 'literal'; readonly file: GoFile; readonly literal: Group; readonly around: readonly Group[] }
  /** `ctrl.Options{…}` that says nothing of metrics. */
  | { readonly kind: 'options'; readonly file: GoFile; readonly literal: Group; readonly around: readonly Group[] }
  /** A variable that the manager is made of: `options.Metrics` before `ctrl.NewManager(config, options)`. */
  | { readonly kind: 'variable'; readonly file: GoFile; readonly metrics: string; readonly from: number };

/** What stops an edit: where, and what is there. */
export interface UnclearSite {
  readonly file: GoFile;
  readonly from: number;
  readonly reason: 'old-options' | 'several-managers' | 'several-literals' | 'computed-options';
}

export interface MetricsSites {
  readonly sites: readonly MetricsSite[];
  readonly unclear: readonly UnclearSite[];
}

/**
 * Where the packages of a program set the metrics server of their manager.
 *
 * One literal of `metricsserver.Options` is the place, wherever it stands and however it reaches the manager; literals
 * whose address is "0" serve nothing. Where there is none, it is the argument of the one call that makes the manager.
 */
export function findMetricsSites(sources: GoSources, packages: readonly string[]): MetricsSites {
  const sites: MetricsSite[] = [];
  const unclear: UnclearSite[] = [];
  const managers: { file: GoFile; call: Place; argument: readonly GoNode[] }[] = [];
  for (const path of packages.flatMap((directory) => sources.filesIn(directory))) {
    if (!sources.text(path).includes(CONTROLLER_RUNTIME)) continue;
    const file = sources.file(path);
    if (file === undefined) continue;
    for (const { literal, around } of serverLiterals(file)) sites.push({ kind: 'literal', file, literal, around });
    append(
      managers,
      managerCalls(file).map((found) => ({ file, ...found })),
    );
    const old = oldField(file);
    if (old !== undefined) unclear.push({ file, from: old, reason: 'old-options' });
  }
  if (unclear.length > 0) return { sites: [], unclear };
  if (sites.length === 1) return { sites, unclear };
  if (sites.length > 1) {
    const several = sites.map((site) => ({
      file: site.file,
      from: site.kind === 'variable' ? site.from : site.literal.from,
      reason: 'several-literals' as const,
    }));
    return { sites: [], unclear: several };
  }
  if (managers.length !== 1) {
    const several = managers.map(({ file, call }) => ({
      file,
      from: call.run[call.index]!.from,
      reason: 'several-managers' as const,
    }));
    return { sites: [], unclear: several };
  }
  const { file, call, argument } = managers[0]!;
  const site = siteOfArgument(file, call, argument);
  return site === undefined
    ? { sites: [], unclear: [{ file, from: call.run[call.index]!.from, reason: 'computed-options' }] }
    : { sites: [site], unclear };
}

function* serverLiterals(file: GoFile): Generator<{ literal: Group; around: readonly Group[] }> {
  const server = importName(file, METRICS_SERVER);
  if (server === undefined) return;
  for (const { literal, around } of literalsOf(file, server, 'Options')) {
    const address = elementNamed(literal, 'BindAddress');
    if (address !== undefined && sourceOf(file, address.value) === '"0"') continue;
    yield { literal, around };
  }
}

function managerCalls(file: GoFile): { call: Place; argument: readonly GoNode[] }[] {
  const calls: { call: Place; argument: readonly GoNode[] }[] = [];
  const [root, manager] = [importName(file, CONTROLLER_RUNTIME), importName(file, MANAGER)];
  for (const call of places(file.nodes)) {
    const group = call.run[call.index];
    const [owner, dot, name] = call.run.slice(Math.max(0, call.index - 3), call.index);
    if (!isGroup(group, '(') || !isName(owner) || !isToken(dot, '.')) continue;
    const makes =
      (owner.text === root && isToken(name, 'NewManager')) || (owner.text === manager && isToken(name, 'New'));
    const argument = split(group.nodes, ',')[1];
    if (makes && argument !== undefined) calls.push({ call, argument: argument.filter((node) => !isToken(node, ';')) });
  }
  return calls;
}

/** The field that controller-runtime had before 0.16. */
function oldField(file: GoFile): number | undefined {
  if (!file.text.includes('MetricsBindAddress')) return undefined;
  const packages = [importName(file, CONTROLLER_RUNTIME), importName(file, MANAGER)];
  for (const { run, index } of places(file.nodes)) {
    const node = run[index];
    if (isToken(node, 'MetricsBindAddress') && isToken(run[index - 1], '.') && isToken(run[index + 1], '=')) {
      return node.from;
    }
    if (!isGroup(node, '{') || !isToken(run[index - 1], 'Options') || !isToken(run[index - 2], '.')) continue;
    const owner = run[index - 3];
    const element =
      isName(owner) && packages.includes(owner.text) ? elementNamed(node, 'MetricsBindAddress') : undefined;
    if (element !== undefined) return element.from;
  }
  return undefined;
}

function siteOfArgument(file: GoFile, call: Place, argument: readonly GoNode[]): MetricsSite | undefined {
  const from = call.run[call.index]!.from;
  const literal = argument.at(-1);
  if (isGroup(literal, '{')) {
    const metrics = elementNamed(literal, 'Metrics');
    if (metrics === undefined) {
      const around = [...call.around, call.run[call.index] as Group];
      return { kind: 'options', file, literal, around };
    }
    const path = pointed(metrics.value);
    return isPath(path) ? { kind: 'variable', file, metrics: sourceOf(file, path), from } : undefined;
  }
  const path = pointed(argument);
  return isPath(path) && functionAt(file, from) !== undefined
    ? { kind: 'variable', file, metrics: `${sourceOf(file, path)}.Metrics`, from }
    : undefined;
}

/** Fields of what a pointer leads to are set by its name. */
function pointed(nodes: readonly GoNode[]): readonly GoNode[] {
  return isToken(nodes[0], '*') ? nodes.slice(1) : nodes;
}

/** A variable or a field of one: what can be assigned to. */
function isPath(nodes: readonly GoNode[]): boolean {
  return nodes.length > 0 && nodes.every((node, index) => (index % 2 === 0 ? isName(node) : isToken(node, '.')));
}

/** `x.Field = value` in the function around a place. */
export interface Assignment {
  /** What stands before the field. */
  readonly holder: string;
  readonly value: string;
  /** The conditions of the `if`s around it, outermost first; undefined for another kind of block. */
  readonly conditions: readonly (string | undefined)[];
  readonly from: number;
}

export function assignmentsTo(file: GoFile, offset: number, field: string): Assignment[] {
  const body = functionAt(file, offset)?.body;
  if (body === undefined) return [];
  const found: Assignment[] = [];
  for (const { run, index, around } of places(body.nodes, [body])) {
    if (!isToken(run[index], field) || !isToken(run[index - 1], '.') || !isToken(run[index + 1], '=')) continue;
    const end = run.findIndex((node, at) => at > index && isToken(node, ';'));
    const start = operandStart(run, index - 1);
    found.push({
      holder: sourceOf(file, run.slice(start, index - 1)),
      value: sourceOf(file, run.slice(index + 2, end === -1 ? run.length : end)),
      conditions: around.slice(1).map((group, depth) => conditionOf(file, around[depth]!.nodes, group)),
      from: run[start]!.from,
    });
  }
  return found;
}

function conditionOf(file: GoFile, run: readonly GoNode[], block: Group): string | undefined {
  const end = run.indexOf(block);
  let start = end - 1;
  while (start >= 0 && !isToken(run[start], ';') && !isToken(run[start], 'if') && !isGroup(run[start], '{')) start -= 1;
  return isToken(run[start], 'if') && !isToken(run[start - 1], 'else')
    ? sourceOf(file, run.slice(start + 1, end))
    : undefined;
}
