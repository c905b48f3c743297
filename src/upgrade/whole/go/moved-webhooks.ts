import { aboveComments, addImport, endOfLine, importsOf, startOfLine } from '../../../edit/go/imports.ts';
import { hasName } from '../../../edit/go/names.ts';
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
import { places } from '../../../edit/go/syntax.ts';
import { chainAfter } from './builder-chain.ts';
import { topLevelNames } from './declarations.ts';
import type { GoDraft } from './go-draft.ts';
import type { Move } from './move.ts';
import { qualify } from './qualified-names.ts';

const SETUP = 'SetupWebhookWithManager';
const METHODS = new Set(['Default', 'ValidateCreate', 'ValidateUpdate', 'ValidateDelete']);

/**
 * Webhooks that were methods of the API's types become structs in a package of their own, where theirs has moved them:
 * the body of a method stays, and the object has the name that its receiver had.
 *
 * @returns `stuck` where that is not certain: then the file stays as it is; undefined where nothing has moved
 */
export function moveWebhooks(draft: GoDraft, base: GoFile, theirs: GoFile): 'moved' | 'stuck' | undefined {
  const move = moveOf(base, theirs);
  if (move === undefined || !hasName(draft.text, SETUP)) return undefined;
  const isMoved = draft.attempt(
    () => callFunctions(draft, move) && makeStructs(draft, move) && qualify(draft, move, ownPackage(theirs)),
  );
  if (isMoved) {
    deepenPaths(draft, base, theirs);
    return 'moved';
  }
  draft.task(
    `The webhooks of ${move.kind} stand in a package of their own now, and this file cannot be rewritten for certain: what it calls of the package of the types is not to be had from here.`,
    theirs.text.slice(split(theirs.nodes, ';')[0]!.at(-1)!.to).trim(),
    draft.text.indexOf(SETUP),
  );
  return 'stuck';
}

function moveOf(base: GoFile, theirs: GoFile): Move | undefined {
  const isProgram = isToken(base.nodes[1], 'main');
  if (isProgram || !hasName(base.text, SETUP) || hasName(theirs.text, SETUP)) return undefined;
  const kind = /\bSetup(\w+)WebhookWithManager\b/.exec(theirs.text)?.[1];
  const known = new Set(importsOf(base).map(({ path }) => path));
  const types = importsOf(theirs).find(
    ({ path, name }) =>
      !known.has(path) && kind !== undefined && theirs.text.includes(`${name}.`) && path.includes('/'),
  );
  const api = importsOf(theirs).find(({ path, name }) => !known.has(path) && theirs.text.includes(`&${name}.${kind}{`));
  const found = api ?? types;
  return kind === undefined || found === undefined ? undefined : { kind, alias: found.name, path: found.path };
}

/** Names that dot imports bring cannot be told from those of the package: only the scaffold's own are qualified then. */
function ownPackage(theirs: GoFile): 'all' | 'known' {
  return importsOf(theirs).some(({ name }) => name === '.') ? 'known' : 'all';
}

/** Paths to the root of the project go up once more. */
function deepenPaths(draft: GoDraft, base: GoFile, theirs: GoFile): void {
  const [before, now] = [climbs(base), climbs(theirs)].map((found) => Math.max(0, ...found.map(({ count }) => count)));
  if (before === undefined || now === undefined || before === 0 || now !== before + 1) return;
  const own = climbs(draft.file).filter(({ count }) => count === before);
  draft.change(own.map(({ from }) => ({ from, to: from, text: '"..", ' })));
}

/** Calls of `Join("..", "..", …)`. */
function climbs(file: GoFile): { readonly from: number; readonly count: number }[] {
  return [...places(file.nodes)].flatMap(({ run, index }) => {
    const call = run[index];
    if (!isGroup(call, '(') || !isToken(run[index - 1], 'Join')) return [];
    const up = split(call.nodes, ',').findIndex((nodes) => sourceOf(file, nodes) !== '".."');
    return up > 0 ? [{ from: call.nodes[0]!.from, count: up }] : [];
  });
}

/** `(&Widget{}).SetupWebhookWithManager(mgr)` calls the function. */
function callFunctions(draft: GoDraft, { kind }: Move): boolean {
  const changes: Replacement[] = [];
  for (const { run, index } of places(draft.file.nodes)) {
    const object = run[index - 2];
    if (!isToken(run[index], SETUP) || !isGroup(object, '(') || isToken(run[index - 3], 'func')) continue;
    if (sourceOf(draft.file, object.nodes) !== `&${kind}{}`) return false;
    changes.push({ from: object.from, to: run[index]!.to, text: `Setup${kind}WebhookWithManager` });
  }
  return draft.change(changes);
}

interface Method {
  readonly name: string;
  readonly receiver: string;
  readonly nodes: readonly GoNode[];
  readonly parameters: Group;
  readonly body: Group;
}

function methodsOf(file: GoFile, kind: string): Method[] | undefined {
  const methods: Method[] = [];
  for (const nodes of split(file.nodes, ';')) {
    const [func, owner, name, parameters] = nodes;
    const body = nodes.at(-1);
    if (!isToken(func, 'func') || !isGroup(owner, '(')) continue;
    const [receiver, star, type] = owner.nodes;
    const isOfKind = owner.nodes.some((node) => isToken(node, kind));
    if (!isOfKind) continue;
    const isPointer = owner.nodes.length === 3 && isName(receiver) && isToken(star, '*') && isToken(type, kind);
    if (!isPointer || !isName(name) || !isGroup(parameters, '(') || !isGroup(body, '{')) return undefined;
    methods.push({ name: name.text, receiver: receiver.text, nodes, parameters, body });
  }
  return methods;
}

function makeStructs(draft: GoDraft, move: Move): boolean {
  const methods = methodsOf(draft.file, move.kind);
  if (methods === undefined) return false;
  if (methods.length === 0) return true;
  const { file } = draft;
  const changes: Replacement[] = [];
  const hasDefaulter = methods.some(({ name }) => name === 'Default');
  const hasValidator = methods.some(({ name }) => name.startsWith('Validate') && METHODS.has(name));
  const structs = [
    ...(hasValidator ? [`WithValidator(&${move.kind}CustomValidator{})`] : []),
    ...(hasDefaulter ? [`WithDefaulter(&${move.kind}CustomDefaulter{})`] : []),
  ];
  for (const method of methods) {
    const edits = METHODS.has(method.name)
      ? asStructMethod(file, method, move)
      : method.name === SETUP
        ? asFunction(file, method, move, structs)
        : asHelper(file, method, methods, move);
    if (edits === undefined) return false;
    for (const edit of edits) changes.push(edit);
  }
  for (const edit of declareStructs(file, move, { Defaulter: hasDefaulter, Validator: hasValidator }, methods)) {
    changes.push(edit);
  }
  if (!draft.change(changes)) return false;
  return ['context', 'fmt', 'k8s.io/apimachinery/pkg/runtime'].every((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (importsOf(draft.file).some((known) => known.path === path)) return true;
    const shadowed = topLevelNames(draft.file).has(name);
    const added = shadowed ? undefined : importBeside(draft.file, path, name);
    return added !== undefined && draft.change(added.replacements, added.blocks);
  });
}

/** The names are used already, which is what they are imported for. */
function importBeside(file: GoFile, path: string, name: string) {
  const first = importsOf(file)[0];
  const isStandard = !path.includes('.');
  if (isStandard && first?.block !== undefined) {
    const line = startOfLine(file.text, first.from);
    const gap = first.path.includes('.') ? '\n' : '';
    const known = importsOf(file).findLast((spec) => !spec.path.includes('.') && spec.path < path);
    const at = known === undefined ? line : endOfLine(file.text, known.to) + 1;
    return {
      replacements: [{ from: at, to: at, text: `\t"${path}"\n${known === undefined ? gap : ''}` }],
      blocks: [first.block],
    };
  }
  return addImport(file, path, name, name);
}

/** `func (r *Widget) Default() {` becomes the method of a struct that gets the object. */
function asStructMethod(file: GoFile, method: Method, { kind, alias }: Move): Replacement[] | undefined {
  const { name, receiver, nodes, parameters, body } = method;
  const isDefault = name === 'Default';
  const source = file.text.slice(body.from, body.to);
  const [given, ...more] = split(parameters.nodes, ',');
  const old = name === 'ValidateUpdate' ? given?.[0] : undefined;
  if (more.length > 0 || (name === 'ValidateUpdate') !== (given !== undefined)) return undefined;
  if (name === 'ValidateUpdate' && (!isName(old) || given!.length !== 4)) return undefined;
  const raw = (name === 'ValidateUpdate' ? ['newObj', 'newObject'] : ['obj', 'object']).find(
    (word) => !hasName(source, word),
  );
  const self = isDefault ? 'd' : 'v';
  // `ok` may be declared again beside another variable, but not alone.
  if (raw === undefined || /^\s*ok :=|\bvar ok\b|\bok, /m.test(source)) return undefined;
  const owner = `${hasName(source, self) ? '' : `${self} `}*${kind}Custom${isDefault ? 'Defaulter' : 'Validator'}`;
  const before = isName(old) ? `${old.text}, ` : '';
  const results = isDefault ? ' error' : ` ${sourceOf(file, nodes.slice(4, -1))}`;
  const nothing = isDefault ? '' : 'nil, ';
  const isUsed = usesOf(body, receiver) > 0;
  const head = `func (${owner}) ${name}(_ context.Context, ${before}${raw} runtime.Object)${results} {
\t${isUsed ? receiver : '_'}, ok := ${raw}.(*${alias}.${kind})
\tif !ok {
\t\treturn ${nothing}fmt.Errorf("expected an object of kind ${kind}, got %T", ${raw})
\t}`;
  const edits: Replacement[] = [{ from: nodes[0]!.from, to: body.from + 1, text: head }];
  if (!isDefault) return edits;
  for (const at of bareReturns(body)) edits.push({ from: at, to: at, text: ' nil' });
  const end = startOfLine(file.text, body.to - 1);
  if (file.text.slice(end, body.to - 1).trim() !== '') return undefined;
  return [...edits, { from: end, to: end, text: '\n\treturn nil\n' }];
}

function usesOf(body: Group, name: string): number {
  return [...places(body.nodes)].filter(({ run, index }) => isToken(run[index], name) && !isToken(run[index - 1], '.'))
    .length;
}

/** Where `return` stands alone; closures have their own. */
function bareReturns(body: Group): number[] {
  const found: number[] = [];
  const visit = (nodes: readonly GoNode[]) => {
    for (const [index, node] of nodes.entries()) {
      if (isToken(node, 'return') && (nodes[index + 1] === undefined || isToken(nodes[index + 1], ';')))
        found.push(node.to);
      const isClosure = isGroup(node, '{') && nodes.slice(0, index).some((other) => isToken(other, 'func'));
      if (isGroup(node) && !isClosure) visit(node.nodes);
    }
  };
  visit(body.nodes);
  return found;
}

/** `func (r *Widget) SetupWebhookWithManager(mgr)` becomes a function, and its builder gets the structs. */
function asFunction(
  file: GoFile,
  { nodes, receiver, body, parameters }: Method,
  { kind, alias }: Move,
  structs: readonly string[],
): Replacement[] | undefined {
  const edits: Replacement[] = [
    { from: nodes[0]!.from, to: parameters.from, text: `func Setup${kind}WebhookWithManager` },
  ];
  const doc = aboveComments(file.text, startOfLine(file.text, nodes[0]!.from));
  if (file.text.startsWith(`// ${SETUP} `, doc)) {
    edits.unshift({ from: doc + 3, to: doc + 3 + SETUP.length, text: `Setup${kind}WebhookWithManager` });
  }
  let found = 0;
  for (const { run, index } of places(body.nodes)) {
    if (!isGroup(run[index], '(') || !isToken(run[index - 1], 'NewWebhookManagedBy')) continue;
    const given = chainAfter(run, index).find(({ name }) => name === 'For');
    if (given === undefined || sourceOf(file, given.call.nodes) !== receiver) return undefined;
    edits.push({ from: given.call.from + 1, to: given.call.to - 1, text: `&${alias}.${kind}{}` });
    edits.push({ from: given.call.to, to: given.call.to, text: structs.map((call) => `.\n\t\t${call}`).join('') });
    found += 1;
  }
  return found === 1 && usesOf(body, receiver) === 1 ? edits : undefined;
}

/** Another method of the kind becomes a function that gets the object. */
function asHelper(
  file: GoFile,
  { name, receiver, nodes, parameters }: Method,
  methods: readonly Method[],
  { kind, alias }: Move,
): Replacement[] | undefined {
  if (/^\p{Lu}/u.test(name) || topLevelNames(file).has(name)) return undefined;
  const between = parameters.nodes.length === 0 ? '' : ', ';
  const edits: Replacement[] = [
    { from: nodes[0]!.from, to: parameters.from + 1, text: `func ${name}(${receiver} *${alias}.${kind}${between}` },
  ];
  for (const { body } of methods) {
    for (const { run, index } of places(body.nodes)) {
      if (!isToken(run[index], name) || !isToken(run[index - 1], '.')) continue;
      const [owner, call] = [run[index - 2], run[index + 1]];
      if (!isName(owner) || isToken(run[index - 3], '.') || !isGroup(call, '(')) return undefined;
      const comma = call.nodes.length === 0 ? '' : ', ';
      edits.push({ from: owner.from, to: call.from + 1, text: `${name}(${owner.text}${comma}` });
    }
  }
  return edits;
}

/** The structs stand where it was said that the kind has the methods; else above the first of them. */
function declareStructs(
  file: GoFile,
  { kind }: Move,
  wanted: Readonly<Record<'Defaulter' | 'Validator', boolean>>,
  methods: readonly Method[],
): Replacement[] {
  const edits: Replacement[] = [];
  for (const part of ['Defaulter', 'Validator'] as const) {
    const struct = `${kind}Custom${part}`;
    const does =
      part === 'Defaulter'
        ? `fills in what the author of a ${kind} left out`
        : 'refuses objects that are wrong in themselves';
    const asserted = split(file.nodes, ';').find((nodes) =>
      new RegExp(`^var _ [\\w.]+\\.${part} = &${kind}\\{\\}$`).test(sourceOf(file, nodes)),
    );
    const pkg = asserted && sourceOf(file, asserted.slice(2, 3));
    const text = `// ${struct} ${does}.\ntype ${struct} struct{}\n\n${pkg === undefined ? '' : `var _ ${pkg}.Custom${part} = &${struct}{}`}`;
    if (asserted !== undefined && wanted[part]) {
      edits.push({ from: asserted[0]!.from, to: asserted.at(-1)!.to, text });
    } else if (asserted !== undefined) edits.push({ from: asserted[0]!.from, to: asserted.at(-1)!.to, text: '' });
    else if (wanted[part]) {
      const first = methods.find(({ name }) => METHODS.has(name) && (name === 'Default') === (part === 'Defaulter'))!;
      const at = aboveComments(file.text, startOfLine(file.text, first.nodes[0]!.from));
      edits.push({ from: at, to: at, text });
    }
  }
  return edits;
}
