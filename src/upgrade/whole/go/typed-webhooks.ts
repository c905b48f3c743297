import { aboveComments, endOfLine, importName, startOfLine } from '../../../edit/go/imports.ts';
import { CONTROLLER_RUNTIME } from '../../../edit/go/metrics-site.ts';
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
import type { Replacement } from '../../../edit/go/replace.ts';
import { places, statementsOf } from '../../../edit/go/syntax.ts';
import { type ChainCall, chainAfter } from './builder-chain.ts';
import type { GoDraft } from './go-draft.ts';
import { callsOf } from './manager-call.ts';

const RUNTIME = 'k8s.io/apimachinery/pkg/runtime';
const METHODS = new Set(['Default', 'ValidateCreate', 'ValidateUpdate', 'ValidateDelete']);

interface WebhookBuilder {
  readonly call: Group;
  readonly calls: readonly ChainCall[];
}

/**
 * Webhooks whose methods get the object itself, where theirs has changed from those that get a `runtime.Object`.
 *
 * The builder takes the object as its second argument since controller-runtime 0.23; the old form does not compile. A
 * method whose body only asserts the type is changed with it; for others the builder has `WithCustomDefaulter` and
 * `WithCustomValidator`, which take them as they are.
 *
 * @see https://pkg.go.dev/sigs.k8s.io/controller-runtime@v0.23.0/pkg/builder#WebhookBuilder
 */
export function typeWebhooks(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  const isOld = ({ call }: WebhookBuilder) => split(call.nodes, ',').length === 1;
  if (!builders(base).some(isOld) || builders(theirs).length === 0 || builders(theirs).some(isOld)) return;
  const count = builders(draft.file).filter(isOld).length;
  for (let left = count; left > 0; left -= 1) {
    const builder = builders(draft.file).find(isOld);
    if (builder === undefined) return;
    const { call } = builder;
    if (draft.attempt(() => typeOne(draft, builder))) continue;
    draft.task(
      'The builder of webhooks takes the object as its second argument now, and webhooks get it with its own type.',
      `ctrl.NewWebhookManagedBy${sourceOf(theirs, [builders(theirs)[0]!.call])}`,
      call.from,
    );
    return;
  }
}

function builders(file: GoFile): WebhookBuilder[] {
  const starts = new Set<GoNode>(callsOf(file, CONTROLLER_RUNTIME, 'NewWebhookManagedBy'));
  return [...places(file.nodes)].flatMap(({ run, index }) =>
    starts.has(run[index]!) ? [{ call: run[index] as Group, calls: chainAfter(run, index) }] : [],
  );
}

function typeOne(draft: GoDraft, { call, calls }: WebhookBuilder): boolean {
  const given = calls.find(({ name }) => name === 'For');
  if (given === undefined) return false;
  const object = sourceOf(draft.file, given.call.nodes).trim().replace(/,$/, '');
  const type = /^&([\w.]+)\{\}$/.exec(object)?.[1];
  const argument = call.to - 1;
  const before = sourceOf(draft.file, call.nodes);
  const changes: Replacement[] = [
    { from: call.from + 1, to: argument, text: `${before}, ${object}` },
    { from: given.dot.from, to: given.call.to, text: '' },
  ];
  const structs: { struct: string; call: ChainCall; old: string }[] = [];
  for (const option of calls) {
    const old = { WithDefaulter: 'WithCustomDefaulter', WithValidator: 'WithCustomValidator' }[option.name];
    const struct = /^&(\w+)\{/.exec(sourceOf(draft.file, option.call.nodes))?.[1];
    if (old === undefined) continue;
    if (struct === undefined || type === undefined) {
      changes.push({ from: option.nameNode.from, to: option.nameNode.to, text: old });
    } else structs.push({ struct, call: option, old });
  }
  const converted: string[] = [];
  for (const { struct, call: option, old } of structs) {
    const edits = methodEdits(draft.file, struct, type!);
    if (edits === undefined) changes.push({ from: option.nameNode.from, to: option.nameNode.to, text: old });
    else {
      for (const edit of edits) changes.push(edit);
      converted.push(struct);
    }
  }
  return draft.change([...changes, ...assertions(draft.file, converted)]);
}

/** `var _ webhook.CustomDefaulter = &T{}`, with the empty line behind it. */
function assertions(file: GoFile, structs: readonly string[]): Replacement[] {
  return split(file.nodes, ';').flatMap((nodes) => {
    const source = sourceOf(file, nodes);
    const struct = /^var _ [\w.]*Custom(?:Defaulter|Validator) = &(\w+)\{\}$/.exec(source)?.[1];
    if (struct === undefined || !structs.includes(struct)) return [];
    const from = aboveComments(file.text, startOfLine(file.text, nodes[0]!.from));
    const end = Math.min(endOfLine(file.text, nodes.at(-1)!.to) + 1, file.text.length);
    return [{ from, to: file.text[end] === '\n' ? end + 1 : end, text: '' }];
  });
}

/** What makes the methods of a struct take the type; undefined where one of them needs more than that. */
function methodEdits(file: GoFile, struct: string, type: string): Replacement[] | undefined {
  const edits: Replacement[] = [];
  let found = 0;
  for (const nodes of split(file.nodes, ';')) {
    const [func, receiver, name, parameters] = nodes;
    const body = nodes.at(-1);
    if (!isToken(func, 'func') || !isGroup(receiver, '(') || !isName(name) || !METHODS.has(name.text)) continue;
    if (!receiver.nodes.some((node) => isToken(node, struct)) || !isGroup(parameters, '(') || !isGroup(body, '{'))
      continue;
    const changed = parameterEdits(file, parameters, body, type);
    if (changed === undefined) return undefined;
    for (const edit of changed) edits.push(edit);
    found += 1;
  }
  return found > 0 ? edits : undefined;
}

function parameterEdits(file: GoFile, parameters: Group, body: Group, type: string): Replacement[] | undefined {
  const runtime = importName(file, RUNTIME);
  const edits: Replacement[] = [];
  const typed: { name: string; node: GoNode }[] = [];
  let waiting: GoNode[] = [];
  for (const run of split(parameters.nodes, ',')) {
    const nodes = run.filter((node) => !isToken(node, ';'));
    const name = nodes[0];
    if (!isName(name)) return undefined;
    waiting.push(name);
    if (nodes.length === 1) continue;
    const isObject =
      nodes.length === 4 && runtime !== undefined && isToken(nodes[1], runtime) && isToken(nodes[3], 'Object');
    if (isObject) {
      edits.push({ from: nodes[1]!.from, to: nodes[3]!.to, text: `*${type}` });
      for (const node of waiting) typed.push({ name: (node as { text: string }).text, node });
    }
    waiting = [];
  }
  if (typed.length === 0) return undefined;
  for (const parameter of typed) {
    const changed = bodyEdits(file, body, parameter, type, parameters);
    if (changed === undefined) return undefined;
    for (const edit of changed) edits.push(edit);
  }
  return edits;
}

/** Takes `v, ok := p.(*T)` and its check away: the parameter is called `v` then, where that is free. */
function bodyEdits(
  file: GoFile,
  body: Group,
  { name, node }: { readonly name: string; readonly node: GoNode },
  type: string,
  parameters: Group,
): Replacement[] | undefined {
  if (name === '_') return [];
  const statements = statementsOf(body);
  const cut: { from: number; to: number }[] = [];
  const edits: Replacement[] = [];
  let variable: string | undefined;
  for (const [index, nodes] of statements.entries()) {
    const source = sourceOf(file, nodes).split(/\s+/).join(' ');
    const match = /^(\w+)(?:, (\w+))? := (\w+)\.\(\*([\w.]+)\)$/.exec(source);
    if (match?.[3] !== name || match[4] !== type) continue;
    if (variable !== undefined) return undefined;
    variable = match[1]!;
    const check = statements[index + 1];
    const isChecked =
      match[2] !== undefined && check !== undefined && sourceOf(file, check).startsWith(`if !${match[2]} {`);
    if (match[2] !== undefined && (!isChecked || check!.length !== 4)) return undefined;
    const last = isChecked ? check! : nodes;
    cut.push({ from: nodes[0]!.from, to: last.at(-1)!.to });
    if (match[2] !== undefined && isAssignedLater(file, body, match[2], last.at(-1)!.to)) return undefined;
  }
  const rest = usesOf(body, name).filter((use) => !cut.some(({ from, to }) => from <= use && use < to));
  // An assertion that is left would not compile on a type that is no interface.
  if (rest.some((use) => /^\.\(/.test(file.text.slice(use + name.length)))) return undefined;
  if (variable === undefined) return [];
  const taken = [...places(parameters.nodes)].some(({ run, index }) => isToken(run[index], variable!));
  const isRenamed = rest.length === 0 && !taken && variable !== '_';
  const { from, to } = cut[0]!;
  const start = startOfLine(file.text, from);
  const end = Math.min(endOfLine(file.text, to) + 1, file.text.length);
  if (isRenamed) {
    if (variable !== name) edits.push({ from: node.from, to: node.to, text: variable });
    edits.push({ from: start, to: end, text: '' });
  } else if (variable === '_') edits.push({ from: start, to: end, text: '' });
  else edits.push({ from, to, text: `${variable} := ${name}` });
  return edits;
}

function usesOf(body: Group, name: string): number[] {
  return [...places(body.nodes)].flatMap(({ run, index }) =>
    isToken(run[index], name) && !isToken(run[index - 1], '.') ? [run[index]!.from] : [],
  );
}

/** Whether a variable that goes is assigned or read later without being declared anew. */
function isAssignedLater(file: GoFile, body: Group, name: string, after: number): boolean {
  for (const { run, index } of places(body.nodes)) {
    if (!isToken(run[index], name) || run[index]!.from < after) continue;
    const line = file.text.slice(startOfLine(file.text, run[index]!.from), endOfLine(file.text, run[index]!.from));
    return !line.includes(':=');
  }
  return false;
}
