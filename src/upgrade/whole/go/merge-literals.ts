import { indentOf } from '../../../edit/go/add-elements.ts';
import { type GoNode, isGroup } from '../../../edit/go/parse.ts';
import { literalElements } from '../../../edit/go/syntax.ts';
import { canonical } from './canonical.ts';
import { hasComments, reindentedValue, type Side, type Sides, type StatementChanges, valueSource } from './go-sides.ts';

/**
 * Merges what ends in a literal with keys, `testEnv = &envtest.Environment{…}`, by key: values that theirs changed, where
 * they are what the base has. Other keys of yours, and comments between the elements, stay.
 *
 * @returns whether it could: where theirs adds or takes away keys, what stands in columns would have to move
 */
export function mergeLiterals(
  sides: Sides,
  base: readonly GoNode[],
  yours: readonly GoNode[],
  theirs: readonly GoNode[],
  out: StatementChanges,
): boolean {
  const [b, y, t] = [literalIn(sides.base, base), literalIn(sides.yours, yours), literalIn(sides.theirs, theirs)];
  if (b === undefined || y === undefined || t === undefined || b.head !== y.head || b.head !== t.head) return false;
  if ([...b.values.keys()].join() !== [...t.values.keys()].join()) return false;
  const changed = [...t.values].filter(([key, { text }]) => b.values.get(key)!.text !== text);
  if (changed.some(([key]) => !y.values.has(key))) return false;
  for (const [key, now] of changed) {
    const [before, mine] = [b.values.get(key)!, y.values.get(key)!];
    if (mine.text === now.text) continue;
    const [from, to] = [mine.nodes[0]!.from, mine.nodes.at(-1)!.to];
    const taking = reindentedValue(sides, now.nodes, indentOf(sides.yours.file.text, from));
    if (mine.text === before.text && !hasComments(sides.yours.file, mine.nodes)) {
      out.replacements.push({
        from,
        to,
        text: reindentedValue(sides, now.nodes, indentOf(sides.yours.file.text, from)),
      });
      out.taken.push(now.nodes);
    } else if (!mergeLiterals(sides, before.nodes, mine.nodes, now.nodes, out)) {
      out.conflicts.push({
        base: valueSource(sides.base, before.nodes),
        yours: valueSource(sides.yours, mine.nodes),
        theirs: valueSource(sides.theirs, now.nodes),
        from,
        to,
        nodes: now.nodes,
        taking,
      });
    }
  }
  return true;
}

interface Literal {
  /** What stands before its bracket, as it is compared. */
  readonly head: string;
  readonly values: ReadonlyMap<string, { readonly nodes: readonly GoNode[]; readonly text: string }>;
}

/** The literal that nodes end in, where all of its elements have keys of their own. */
function literalIn({ names }: Side, nodes: readonly GoNode[]): Literal | undefined {
  const literal = nodes.at(-1);
  const isBlock = nodes.length < 2 || nodes.some((node) => node.kind === 'keyword');
  if (!isGroup(literal, '{') || isBlock || literal.nodes.length === 0) return undefined;
  const elements = literalElements(literal);
  const values = new Map(
    elements.flatMap(({ key, value }) =>
      key === undefined || value.length === 0 ? [] : [[key, { nodes: value, text: canonical(value, names) }] as const],
    ),
  );
  if (values.size !== elements.length) return undefined;
  return { head: canonical(nodes.slice(0, -1), names), values };
}
