import { indentOf } from '../../../edit/go/add-elements.ts';
import { aboveComments, startOfLine } from '../../../edit/go/imports.ts';
import { type GoFile, type GoNode, sourceOf } from '../../../edit/go/parse.ts';
import type { Replacement } from '../../../edit/go/replace.ts';
import { type PackageNames, packageNames } from './canonical.ts';

/** A file of the three, with its names for packages. */
export interface Side {
  readonly file: GoFile;
  readonly names: PackageNames;
}

export function sideOf(file: GoFile): Side {
  return { file, names: packageNames(file) };
}

export interface Sides {
  readonly base: Side;
  readonly yours: Side;
  readonly theirs: Side;
  /** Names of declarations that are added where something names them. */
  readonly assumed: ReadonlySet<string>;
}

/** What becomes of statements. */
export interface StatementChanges {
  readonly replacements: Replacement[];
  /** Code of theirs that was taken over: what it imports is needed. */
  readonly taken: (readonly GoNode[])[];
  /** Statements that both changed. */
  readonly conflicts: {
    readonly base: string;
    readonly yours: string;
    readonly theirs: string;
    readonly from: number;
    readonly to: number;
    readonly nodes: readonly GoNode[];
    /** What to write for theirs, where that is not the statement of `nodes`. */
    readonly taking?: string;
  }[];
  /** Changes of theirs without a place in yours. */
  readonly unplaced: string[];
}

/** Whether comments stand among nodes, which would be lost with them. */
export function hasComments({ comments }: GoFile, nodes: readonly GoNode[]): boolean {
  const [from, to] = [nodes[0]!.from, nodes.at(-1)!.to];
  return comments.some((comment) => from < comment.from && comment.to < to);
}

/** The source of nodes with the comments above them, not indented. */
export function sideSource({ file }: Side, nodes: readonly GoNode[]): string {
  const from = aboveComments(file.text, startOfLine(file.text, nodes[0]!.from));
  const indent = indentOf(file.text, nodes[0]!.from);
  const text =
    from < nodes[0]!.from ? file.text.slice(from, nodes.at(-1)!.to).slice(indent.length) : sourceOf(file, nodes);
  return text.replaceAll(`\n${indent}`, '\n');
}

/** Code of theirs with the names that yours has for packages, indented as it is to stand. */
export function reindented(sides: Sides, nodes: readonly GoNode[], indent: string): string {
  return indented(sides, sideSource(sides.theirs, nodes), indent);
}

/** The same of what stands within a line. */
export function reindentedValue(sides: Sides, nodes: readonly GoNode[], indent: string): string {
  return indented(sides, valueSource(sides.theirs, nodes), indent);
}

/** The source of what stands within a line, as if that were not indented. */
export function valueSource({ file }: Side, nodes: readonly GoNode[]): string {
  return sourceOf(file, nodes).replaceAll(`\n${indentOf(file.text, nodes[0]!.from)}`, '\n');
}

function indented({ theirs, yours }: Sides, text: string, indent: string): string {
  return renamed(text, theirs, yours).replaceAll('\n', `\n${indent}`).replaceAll(`\n${indent}\n`, '\n\n');
}

/** The names of packages, where the two files call them otherwise. */
function renamed(text: string, theirs: Side, yours: Side): string {
  let result = text;
  for (const [name, path] of theirs.names) {
    const own = [...yours.names].find(([, other]) => other === path)?.[0];
    if (own === undefined || own === name) continue;
    result = result.replace(new RegExp(`(?<![\\w.])${name}(?=\\.)`, 'g'), () => own);
  }
  return result;
}
