import { type GoFile, type GoNode, type Group, isGroup, isName, isToken, split } from '../../../edit/go/parse.ts';

/** A function, type, variable or constant of a file. */
export interface Declaration {
  /** `func Name`, `func (T) Name`, `type T`, `var a, b`, `var _ = Describe`; the same twice has a number. */
  readonly key: string;
  readonly kind: 'func' | 'type' | 'var' | 'const';
  /** Without the keyword where it stands in brackets with others. */
  readonly nodes: readonly GoNode[];
  readonly from: number;
  readonly to: number;
  /** The brackets that it stands in with others. */
  readonly group: Group | undefined;
}

/** What a file declares, in order. */
export function declarationsOf(file: GoFile): Declaration[] {
  const found: Declaration[] = [];
  const counts = new Map<string, number>();
  const add = (kind: Declaration['kind'], name: string, nodes: readonly GoNode[], group?: Group) => {
    const count = (counts.get(`${kind} ${name}`) ?? 0) + 1;
    counts.set(`${kind} ${name}`, count);
    const key = `${kind} ${name}${count > 1 ? ` (${count})` : ''}`;
    found.push({ key, kind, nodes, from: nodes[0]!.from, to: nodes.at(-1)!.to, group });
  };
  for (const nodes of split(file.nodes, ';')) {
    const [first, second] = nodes;
    if (isToken(first, 'func')) add('func', functionName(nodes), nodes);
    for (const kind of ['type', 'var', 'const'] as const) {
      if (!isToken(first, kind)) continue;
      if (!isGroup(second, '(')) add(kind, specName(nodes.slice(1)), nodes);
      else for (const spec of split(second.nodes, ';')) add(kind, specName(spec), spec, second);
    }
  }
  return found;
}

function functionName(nodes: readonly GoNode[]): string {
  const receiver = nodes[1];
  if (!isGroup(receiver, '(')) return isName(receiver) ? receiver.text : '';
  const type = receiver.nodes.findLast((node) => isName(node));
  const name = nodes[2];
  return `(${isName(type) ? type.text : ''}) ${isName(name) ? name.text : ''}`;
}

/** `a, b`; for what has no name, also what it is made by. */
function specName(nodes: readonly GoNode[]): string {
  const names: string[] = [];
  for (let at = 0; isName(nodes[at]); at += 2) {
    names.push((nodes[at] as { text: string }).text);
    if (!isToken(nodes[at + 1], ',')) break;
  }
  if (names.join() !== '_') return names.join(', ');
  const made = nodes.slice(2).find((node) => isName(node));
  return `_ = ${isName(made) ? made.text : ''}`;
}

/** The names that a file declares for all of its package. */
export function topLevelNames(file: GoFile): ReadonlySet<string> {
  return new Set(
    declarationsOf(file).flatMap(({ key }) =>
      key
        .slice(key.indexOf(' ') + 1)
        .split(', ')
        .filter((name) => /^[\p{L}_]/u.test(name)),
    ),
  );
}
