import { type GoNode, type Group, isGroup, isToken } from '../../../edit/go/parse.ts';
import { canonicalTokens, type PackageNames } from './canonical.ts';

/** A statement without the statements in it. */
export interface Skeleton {
  readonly text: string;
  /** The bodies of its closures, branches and loops, in order. */
  readonly blocks: readonly Group[];
}

const OPENS_A_BLOCK = new Set(['func', 'if', 'else', 'for', 'switch', 'select']);

export function skeletonOf(nodes: readonly GoNode[], names: PackageNames): Skeleton {
  const blocks = blocksIn(nodes);
  const isInside = (at: number) => blocks.some(({ from, to }) => from < at && at < to - 1);
  const text = canonicalTokens(nodes, names)
    .filter(({ from }) => !isInside(from))
    .map((token) => token.text)
    .join(' ');
  return { text, blocks };
}

/** The outermost blocks of statements among nodes. */
function blocksIn(nodes: readonly GoNode[]): Group[] {
  const blocks: Group[] = [];
  let isOpen = false;
  for (const [index, node] of nodes.entries()) {
    if (node.kind === 'keyword' && OPENS_A_BLOCK.has(node.text)) isOpen = true;
    if (!isGroup(node)) continue;
    const isType = isToken(nodes[index - 1], 'struct') || isToken(nodes[index - 1], 'interface');
    if (node.open === '{' && isOpen && !isType) {
      blocks.push(node);
      isOpen = false;
    } else for (const block of blocksIn(node.nodes)) blocks.push(block);
  }
  return blocks;
}
