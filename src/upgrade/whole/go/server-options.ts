import { indentOf, literalsAround } from '../../../edit/go/add-elements.ts';
import { aboveComments, startOfLine } from '../../../edit/go/imports.ts';
import { hasName } from '../../../edit/go/names.ts';
import { type GoFile, type Group, isGroup, isName, isToken } from '../../../edit/go/parse.ts';
import { literalElements, places, type Statement, statementAt } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';
import { metricsSite } from './main-flags.ts';
import { managerCall, webhookCall } from './manager-call.ts';

/** The options of a server that stand in a variable, so that what comes behind can set more of them. */
export interface ServerOptions {
  readonly variable: string;
  /** Behind which statement they are, and before which they are used: where lines can be put. */
  readonly before: number;
  readonly indent: string;
}

/** Has the options of the metrics server in a variable; moves them before the manager where they stand in its options. */
export function metricsOptions(draft: GoDraft): ServerOptions | undefined {
  const site = metricsSite(draft.file);
  if (site === undefined || site.kind === 'options') return undefined;
  if (site.kind === 'variable') return placeBefore(draft, site.metrics, site.from);
  const statement = statementAt(draft.file, site.literal.from);
  if (statement === undefined) return undefined;
  const variable = definedVariable(statement, site.literal);
  if (variable !== undefined) {
    const manager = managerCall(draft.file);
    const use = manager?.statement.block === statement.block ? manager.statement : undefined;
    if (use === undefined || use.from < statement.from) return undefined;
    return placeBefore(draft, variable, use.from);
  }
  const name = 'metricsServerOptions';
  return extract(draft, site.literal, statement, name) ? metricsOptions(draft) : undefined;
}

/** The same for the webhook server. */
export function webhookOptions(draft: GoDraft): ServerOptions | undefined {
  const call = webhookCall(draft.file);
  if (call === undefined) return undefined;
  if (call.variable !== undefined) {
    const owner = call.literal && statementAt(draft.file, call.literal.from);
    const isOwn = owner !== undefined && definedVariable(owner, call.literal!) === call.variable;
    return isOwn && owner.block === call.statement.block
      ? placeBefore(draft, call.variable, call.statement.from)
      : undefined;
  }
  if (call.literal === undefined || call.literal.from < call.call.from || call.literal.to > call.call.to)
    return undefined;
  return extract(draft, call.literal, call.statement, 'webhookServerOptions') ? webhookOptions(draft) : undefined;
}

function placeBefore(draft: GoDraft, variable: string, from: number): ServerOptions | undefined {
  const statement = statementAt(draft.file, from);
  if (statement === undefined) return undefined;
  return {
    variable,
    before: aboveComments(draft.text, startOfLine(draft.text, statement.from)),
    indent: indentOf(draft.text, statement.from),
  };
}

/** `x` of `x := pkg.Options{…}` and `var x = pkg.Options{…}`. */
function definedVariable({ nodes }: Statement, literal: Group): string | undefined {
  if (nodes.at(-1) !== literal) return undefined;
  const at = isToken(nodes[0], 'var') ? 1 : 0;
  const name = nodes[at];
  if (!isName(name) || nodes.length !== at + 6) return undefined;
  return isToken(nodes[at + 1], at === 0 ? ':=' : '=') ? name.text : undefined;
}

/** Moves `pkg.Options{…}` out of a statement into a variable before it. */
export function extract(draft: GoDraft, literal: Group, statement: Statement, name: string): boolean {
  const { file, text } = draft;
  if (hasName(text, name)) return false;
  const from = typeStart(file, literal);
  if (from === undefined) return false;
  const inner = indentOf(text, from);
  const indent = indentOf(text, statement.from);
  if (!inner.startsWith(indent)) return false;
  const extra = inner.slice(indent.length);
  const source = text
    .slice(from, literal.to)
    .split('\n')
    .map((line, index) =>
      index > 0 && line.startsWith(`${indent}${extra}`) ? `${indent}${line.slice(inner.length)}` : line,
    )
    .join('\n');
  const at = aboveComments(text, startOfLine(text, statement.from));
  const around = [...places(file.nodes)].find(({ run, index }) => run[index] === literal)?.around ?? [];
  return draft.change(
    [
      { from: at, to: at, text: `${indent}${name} := ${source}\n\n` },
      { from, to: literal.to, text: name },
    ],
    literalsAround(around),
  );
}

/** Where `pkg.Options` before a literal begins. */
function typeStart(file: GoFile, literal: Group): number | undefined {
  for (const { run, index } of places(file.nodes)) {
    if (run[index] !== literal) continue;
    const pkg = run[index - 3];
    return isName(pkg) && !isToken(run[index - 4], '&') && !isToken(run[index - 4], '*') ? pkg.from : undefined;
  }
  return undefined;
}

/** Whether a literal has a field. */
export function hasField(literal: Group, key: string): boolean {
  return isGroup(literal) && literalElements(literal).some((element) => element.key === key);
}
