import type { Drawing, DrawingLink, DrawingNode } from 'operator-scaffold';

export interface PlacedNode extends DrawingNode {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** The label on lines that fit. */
  readonly lines: readonly string[];
}

export interface PlacedLink extends DrawingLink {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
}

export const NODE_WIDTH = 190;
const LINE = 16;
const GAP_X = 84;
const GAP_Y = 22;
const MARGIN = 12;
const LETTERS = 26;

/**
 * Where the nodes of a drawing stand: each in the column behind those that lead to it, in the middle of its neighbours as
 * far as the others in the column let it.
 */
export function layoutOf({ nodes, links }: Drawing): Layout {
  const column = columnsOf(nodes, links);
  const columns: DrawingNode[][] = [];
  for (const node of nodes) (columns[column.get(node.id)!] ??= []).push(node);
  const order = new Map<string, number>();
  const remember = (list: readonly DrawingNode[]) => list.forEach((node, at) => order.set(node.id, at));
  columns.forEach(remember);
  for (const list of columns.slice(1)) {
    const weight = (node: DrawingNode) => {
      const before = links.filter(({ to }) => to === node.id).map(({ from }) => order.get(from) ?? 0);
      return before.length === 0 ? (order.get(node.id) ?? 0) : before.reduce((a, b) => a + b, 0) / before.length;
    };
    list.sort((a, b) => weight(a) - weight(b));
    remember(list);
  }
  const placed = new Map<string, PlacedNode>();
  let height = 0;
  columns.forEach((list, at) => {
    let y = MARGIN;
    for (const node of list) {
      const lines = wrapped(node.label.replace(/^\S+ /, ''));
      const size = (lines.length + node.rules.length + 1) * LINE + 14;
      placed.set(node.id, { ...node, x: MARGIN + at * (NODE_WIDTH + GAP_X), y, height: size, lines });
      y += size + GAP_Y;
    }
    height = Math.max(height, y - GAP_Y + MARGIN);
  });
  return {
    width: MARGIN * 2 + columns.length * NODE_WIDTH + Math.max(0, columns.length - 1) * GAP_X,
    height,
    nodes: [...placed.values()],
    links: links.flatMap((link) => {
      const [from, to] = [placed.get(link.from), placed.get(link.to)];
      return from === undefined || to === undefined ? [] : [curve(link, from, to)];
    }),
  };
}

/** The longest way to each node; a link that closes a circle counts for nothing. */
function columnsOf(nodes: readonly DrawingNode[], links: readonly DrawingLink[]): Map<string, number> {
  const column = new Map<string, number>();
  const open = new Set<string>();
  const visit = (id: string): number => {
    const known = column.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return -1;
    open.add(id);
    const before = links.filter(({ to }) => to === id).map(({ from }) => visit(from));
    open.delete(id);
    const own = Math.max(-1, ...before) + 1;
    column.set(id, own);
    return own;
  };
  for (const { id } of nodes) visit(id);
  return column;
}

function curve(link: DrawingLink, from: PlacedNode, to: PlacedNode): PlacedLink {
  const forward = to.x > from.x;
  const [x1, y1] = [forward ? from.x + NODE_WIDTH : from.x, from.y + from.height / 2];
  const [x2, y2] = [forward ? to.x : to.x + NODE_WIDTH, to.y + to.height / 2];
  const bend = (forward ? 1 : -1) * Math.max(40, Math.abs(x2 - x1) / 2);
  const path = `M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2} ${y2}`;
  return { ...link, path, x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (let rest = text; rest !== ''; ) {
    if (rest.length <= LETTERS) {
      lines.push(rest);
      break;
    }
    const at = Math.max(rest.lastIndexOf('-', LETTERS - 1), rest.lastIndexOf(' ', LETTERS - 1), rest.lastIndexOf('/', LETTERS - 1)) + 1;
    const cut = at > 8 ? at : LETTERS;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return lines.length === 0 ? [''] : lines;
}
