import { type GoFile, type GoNode, type Group, isGroup, isName, isToken, split } from './parse.ts';

/** A place in a file: a node in the run that it stands in, and the brackets around it, outermost first. */
export interface Place {
  readonly run: readonly GoNode[];
  readonly index: number;
  readonly around: readonly Group[];
}

/** Goes through all nodes of a file, outer ones first. */
export function* places(nodes: readonly GoNode[], around: readonly Group[] = []): Generator<Place> {
  for (const [index, node] of nodes.entries()) {
    yield { run: nodes, index, around };
    if (isGroup(node)) yield* places(node.nodes, [...around, node]);
  }
}

/** Where the operand begins that ends before an index: `a.b(c).d` of `x = a.b(c).d`. */
export function operandStart(run: readonly GoNode[], end: number): number {
  let at = end - 1;
  while (at >= 0) {
    const node = run[at];
    if (isGroup(node)) {
      const before = run[at - 1];
      if ((node.open === '(' || node.open === '[') && (isName(before) || isGroup(before))) at -= 1;
      else return node.open === '(' ? at : at + 1;
      continue;
    }
    if (!isName(node)) return at + 1;
    if (!isToken(run[at - 1], '.')) return at;
    at -= 2;
  }
  return Math.max(at, 0);
}

/** The function, method or closure that a place stands in: the nearest body around it. */
export interface GoFunction {
  /** Undefined for a closure. */
  readonly name: string | undefined;
  readonly parameters: Group | undefined;
  readonly body: Group;
}

/** The functions and methods that a file declares. */
export function functionsOf(file: GoFile): GoFunction[] {
  const functions: GoFunction[] = [];
  for (const run of split(file.nodes, ';')) {
    if (!isToken(run[0], 'func')) continue;
    const body = run.at(-1);
    if (!isGroup(body, '{')) continue;
    const isMethod = isGroup(run[1], '(');
    const name = run[isMethod ? 2 : 1];
    const parameters = run.slice(isMethod ? 3 : 2).find((node): node is Group => isGroup(node, '('));
    if (isName(name)) functions.push({ name: name.text, parameters, body });
  }
  return functions;
}

/** The declared function that an offset stands in. */
export function functionAt(file: GoFile, offset: number): GoFunction | undefined {
  return functionsOf(file).find(({ body }) => body.from < offset && offset < body.to);
}

/** A statement with the block that it stands in. */
export interface Statement {
  readonly nodes: readonly GoNode[];
  readonly block: Group;
  readonly from: number;
  readonly to: number;
}

/**
 * The statement around an offset that begins a line and ends one: the innermost in a block, where the header of an
 * `if` or `for` counts as the statement that it belongs to. Statements can be put before and after it.
 */
export function statementAt(file: GoFile, offset: number): Statement | undefined {
  let found: Statement | undefined;
  let nodes: readonly GoNode[] = file.nodes;
  let block: Group | undefined;
  for (;;) {
    if (block?.open === '{') {
      const statement = statementIn(file, block, offset);
      if (statement !== undefined) found = statement;
    }
    const inner: Group | undefined = nodes.find(
      (node): node is Group => isGroup(node) && node.from < offset && offset < node.to,
    );
    if (inner === undefined) return found;
    block = inner;
    nodes = inner.nodes;
  }
}

function statementIn(file: GoFile, block: Group, offset: number): Statement | undefined {
  for (const nodes of statementsOf(block)) {
    const [from, to] = [nodes[0]!.from, nodes.at(-1)!.to];
    if (from > offset || offset >= to) continue;
    const lineStart = file.text.lastIndexOf('\n', from) + 1;
    const isBlock = block.nodes.some((node) => isToken(node, ';'));
    return isBlock && file.text.slice(lineStart, from).trim() === '' ? { nodes, block, from, to } : undefined;
  }
  return undefined;
}

const HEADERS = new Set(['if', 'for', 'switch', 'select']);

/** The statements of a block. A header's own semicolons are no ends. */
export function statementsOf(block: Group): (readonly GoNode[])[] {
  const statements: (readonly GoNode[])[] = [];
  let open: GoNode[] = [];
  for (const run of split(block.nodes, ';')) {
    open = [...open, ...run];
    const first = open[0];
    const isHeader = first?.kind === 'keyword' && HEADERS.has(first.text) && !isGroup(open.at(-1), '{');
    if (isHeader) continue;
    statements.push(open);
    open = [];
  }
  if (open.length > 0) statements.push(open);
  return statements;
}

/** The element of a literal that a key names. */
export function elementNamed(literal: Group, key: string): LiteralElement | undefined {
  return literalElements(literal).find((element) => element.key === key);
}

export interface LiteralElement {
  /** Undefined where there is none, or it is more than a name. */
  readonly key: string | undefined;
  readonly value: readonly GoNode[];
  readonly from: number;
  readonly to: number;
}

export function literalElements(literal: Group): LiteralElement[] {
  return split(literal.nodes, ',').flatMap((run) => {
    // The semicolon of a newline before the bracket belongs to no element.
    const nodes = run.filter((node) => !isToken(node, ';'));
    const [first, last] = [nodes[0], nodes.at(-1)];
    if (first === undefined || last === undefined) return [];
    const isPair = isName(first) && isToken(nodes[1], ':');
    return [
      { key: isPair ? first.text : undefined, value: isPair ? nodes.slice(2) : nodes, from: first.from, to: last.to },
    ];
  });
}

/** A literal `pkg.Type{…}`: the place of its brackets. */
export function* literalsOf(file: GoFile, pkg: string, type: string): Generator<Place & { readonly literal: Group }> {
  for (const place of places(file.nodes)) {
    const { run, index } = place;
    const literal = run[index];
    const [dot, name] = [run[index - 2], run[index - 1]];
    if (isGroup(literal, '{') && isToken(name, type) && isToken(dot, '.') && isToken(run[index - 3], pkg)) {
      if (!isToken(run[index - 4], '.')) yield { ...place, literal };
    }
  }
}
