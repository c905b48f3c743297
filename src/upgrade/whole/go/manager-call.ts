import { importName } from '../../../edit/go/imports.ts';
import { CONTROLLER_RUNTIME } from '../../../edit/go/metrics-site.ts';
import { type GoFile, type Group, isGroup, isName, isToken, sourceOf } from '../../../edit/go/parse.ts';
import { literalsOf, places, type Statement, statementAt } from '../../../edit/go/syntax.ts';

export const WEBHOOK_SERVER = `${CONTROLLER_RUNTIME}/pkg/webhook`;

/** The call that makes the manager, where a file has one. */
export interface ManagerCall {
  readonly statement: Statement;
  /** What the manager is called. */
  readonly name: string;
}

export function managerCall(file: GoFile): ManagerCall | undefined {
  const calls = callsOf(file, CONTROLLER_RUNTIME, 'NewManager');
  const call = calls[0];
  if (call === undefined || calls.length > 1) return undefined;
  const statement = statementAt(file, call.from);
  const name = statement?.nodes[0];
  return statement !== undefined && isName(name) && isToken(statement.nodes[1], ',')
    ? { statement, name: name.text }
    : undefined;
}

/** The options that the manager is made of, where they are one literal. */
export function managerOptions(file: GoFile): Group | undefined {
  const root = importName(file, CONTROLLER_RUNTIME);
  if (root === undefined) return undefined;
  const literals = [...literalsOf(file, root, 'Options')];
  return literals.length === 1 ? literals[0]!.literal : undefined;
}

export interface WebhookCall {
  readonly statement: Statement;
  readonly call: Group;
  /** `webhook.Options{…}`, in the call or where its variable is defined. */
  readonly literal: Group | undefined;
  /** The variable that the call is given. */
  readonly variable: string | undefined;
}

/** The call that makes the webhook server, where a file has one. */
export function webhookCall(file: GoFile): WebhookCall | undefined {
  const calls = callsOf(file, WEBHOOK_SERVER, 'NewServer');
  const call = calls[0];
  if (call === undefined || calls.length > 1) return undefined;
  const statement = statementAt(file, call.from);
  if (statement === undefined) return undefined;
  const name = importName(file, WEBHOOK_SERVER)!;
  const literals = [...literalsOf(file, name, 'Options')];
  const literal = literals.length === 1 ? literals[0]!.literal : undefined;
  const nodes = call.nodes.filter((node) => !isToken(node, ';') && !isToken(node, ','));
  const variable = nodes.length === 1 && isName(nodes[0]) ? sourceOf(file, nodes) : undefined;
  return { statement, call, literal, variable };
}

/** The brackets of the calls of a package's function. */
export function callsOf(file: GoFile, path: string, called: string): Group[] {
  const pkg = importName(file, path);
  const calls: Group[] = [];
  if (pkg === undefined) return calls;
  for (const { run, index } of places(file.nodes)) {
    const group = run[index];
    if (!isGroup(group, '(') || !isToken(run[index - 1], called) || !isToken(run[index - 2], '.')) continue;
    if (isToken(run[index - 3], pkg) && !isToken(run[index - 4], '.')) calls.push(group);
  }
  return calls;
}
