import { append } from '../../core/append.ts';

/** A line with what stands deeper below it, and what closes it. */
interface Block {
  /** The line, and lines that belong to it at its own depth: comments before it, a brace behind what it holds. */
  readonly parts: (string | Block)[];
  readonly depth: number;
}

/** What belongs to the line before it. */
const CLOSES = /^[\s#]*(?:[)}\]]|Expect\(err\))/;

/** What may stand once for each kind: an element of a list in YAML, a statement or an import in Go. */
const REPEATED = /^(?:\t|\s*(?:#\s*)?- )/;

/** Packages of the project are imported for each version. */
const OWN_IMPORT = /^\t\S*\uE001v "\uE001R\//;

/** What a project has one of for each of some kinds is short. */
const MAX_LINES = 30;

/** A text taken apart: what stands once, and what stands there for each of some kinds. */
export interface Outline {
  readonly frame: string;
  /** How often each block stands there. */
  readonly blocks: ReadonlyMap<string, number>;
}

/**
 * Takes the blocks out of a text that are about some kind. A file that grows with every kind has the same frame in every
 * project, and the same blocks in other numbers.
 *
 * @param text with the placeholders of a {@link Names}; those for the names of kinds start with U+E002
 */
export function outlineOf(text: string): Outline {
  const blocks = new Map<string, number>();
  if (!/[\uE002]|\uE001v "\uE001R/.test(text)) return { frame: text, blocks };
  const lines = printed(blocksOf(text.split('\n')), blocks);
  return { frame: lines.join('\n').replace(/\n{3,}/g, '\n\n'), blocks };
}

function blocksOf(lines: readonly string[]): Block {
  const root: Block = { parts: [], depth: -1 };
  const open: Block[] = [root];
  let comments: string[] = [];
  for (const line of lines) {
    if (line === '') {
      append(open.at(-1)!.parts, [...comments, '']);
      comments = [];
      continue;
    }
    if (/^\s*\/\/(?! ?\+kubebuilder)/.test(line)) {
      comments.push(line);
      continue;
    }
    const depth = depthOf(line);
    const closes = CLOSES.test(line);
    while (open.length > 1 && (open.at(-1)!.depth > depth || (open.at(-1)!.depth === depth && !closes))) open.pop();
    if (closes && open.at(-1)!.depth === depth) {
      append(open.at(-1)!.parts, [...comments, line]);
    } else {
      const block: Block = { parts: [...comments, line], depth };
      open.at(-1)!.parts.push(block);
      open.push(block);
    }
    comments = [];
  }
  append(root.parts, comments);
  return root;
}

/** How deep a line stands. A line of YAML that is switched off stands where it would; a comment after `# ` at the top. */
function depthOf(line: string): number {
  if (/^# \S/.test(line)) return 0;
  return /^#?\s*/.exec(line)![0].replace('#', '').length;
}

/** The lines of a block less the repeated blocks in it, which are counted. */
function printed(block: Block, blocks: Map<string, number>): string[] {
  const lines: string[] = [];
  for (const part of block.parts) {
    if (typeof part === 'string') {
      lines.push(part);
      continue;
    }
    const whole = wholeOf(part);
    if (whole !== undefined) blocks.set(whole, (blocks.get(whole) ?? 0) + 1);
    else for (const line of printed(part, blocks)) lines.push(line);
  }
  return lines;
}

/** A block as a text, where it is one that repeats. */
function wholeOf(block: Block): string | undefined {
  const lines: string[] = [];
  const add = ({ parts }: Block): boolean =>
    parts.every((part) => (typeof part === 'string' ? lines.push(part) <= MAX_LINES : add(part)));
  if (!add(block)) return undefined;
  const text = lines.join('\n').replace(/(?<!\n)\n+$/, '');
  return (text.includes('\uE002') || OWN_IMPORT.test(text)) && REPEATED.test(text) ? text : undefined;
}
