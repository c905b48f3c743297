import { importsOf } from '../../../edit/go/imports.ts';
import { type GoFile, type GoNode, type Group, isGroup, isName, isToken, stringValue } from '../../../edit/go/parse.ts';

/** A token as it is compared. */
export interface CanonicalToken {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Words for people, which are nobody's fact: log messages, help texts, descriptions of tests. */
  readonly isProse: boolean;
}

/** How a file names packages: what stands before a dot is compared by the path that it stands for. */
export type PackageNames = ReadonlyMap<string, string>;

export function packageNames(file: GoFile): PackageNames {
  return new Map(
    importsOf(file)
      .filter(({ name }) => name !== '_' && name !== '.')
      .map(({ name, path }) => [name, path]),
  );
}

/** Calls whose strings are for people: of loggers, of the testing libraries, of errors. */
const SPEAKING = new Set(
  (
    'Info Error Debug Warn Infof Errorf Warnf Debugf Print Printf Println Fprint Fprintf Fprintln Fatal Fatalf Panicf ' +
    'By Describe FDescribe PDescribe Context FContext PContext When It FIt PIt XIt Specify Entry Fail Skip AbortSuite ' +
    'Describef RunSpecs'
  ).split(' '),
);
/** Of these only what comes behind the first argument: `Expect(err).NotTo(HaveOccurred(), "why")`. */
const EXPLAINING = new Set(
  'To NotTo ToNot Should ShouldNot Expect ExpectWithOffset Eventually Consistently'.split(' '),
);
const FLAG = /^(?:String|Bool|Int|Int32|Int64|Uint|Float64|Duration|Func|Text)?(?:Var)?P?$/;

/**
 * The tokens of a run of nodes as they are compared: without comments, the semicolons and commas that only lines need,
 * and with one mark for whatever is said to people.
 */
export function canonicalTokens(nodes: readonly GoNode[], names: PackageNames): CanonicalToken[] {
  const out: CanonicalToken[] = [];
  walk(nodes, 'code', out, names);
  while (out.length > 0 && out.at(-1)!.text === ';') out.pop();
  return out;
}

/** The same as one text. */
export function canonical(nodes: readonly GoNode[], names: PackageNames): string {
  return canonicalTokens(nodes, names)
    .map(({ text }) => text)
    .join(' ');
}

type Mode = 'code' | 'prose' | 'behind-first' | 'last';

function walk(nodes: readonly GoNode[], mode: Mode, out: CanonicalToken[], names: PackageNames): void {
  let argument = 0;
  const commas = nodes.filter((node) => isToken(node, ',')).length - (isToken(lastSolid(nodes), ',') ? 1 : 0);
  for (const [index, node] of nodes.entries()) {
    if (isGroup(node)) {
      out.push({ text: node.open, from: node.from, to: node.from + 1, isProse: false });
      walk(node.nodes, node.open === '(' ? modeOf(nodes, index, node) : 'code', out, names);
      const last = out.at(-1)!;
      if ((last.text === ',' || last.text === ';') && node.nodes.length > 0) out.pop();
      out.push({ text: CLOSE[node.open], from: node.to - 1, to: node.to, isProse: false });
      continue;
    }
    if (isToken(node, ',')) argument += 1;
    // The semicolon of a line's end before a bracket, or doubled.
    if (isToken(node, ';') && (out.at(-1)?.text === ';' || out.length === 0)) continue;
    const isProse =
      node.kind === 'string' &&
      (mode === 'prose' || (mode === 'behind-first' && argument > 0) || (mode === 'last' && argument === commas));
    if (isProse) {
      const previous = out.at(-2);
      if (out.at(-1)?.text === '+' && previous?.isProse === true) {
        out.splice(-2, 2, { text: '""', from: previous.from, to: node.to, isProse: true });
      } else out.push({ text: '""', from: node.from, to: node.to, isProse: true });
      continue;
    }
    out.push({ text: textOf(nodes, index, names), from: node.from, to: node.to, isProse: false });
  }
}

const CLOSE = { '(': ')', '[': ']', '{': '}' } as const;

function lastSolid(nodes: readonly GoNode[]): GoNode | undefined {
  return nodes.findLast((node) => !isToken(node, ';'));
}

function textOf(nodes: readonly GoNode[], index: number, names: PackageNames): string {
  const node = nodes[index]!;
  if (isGroup(node)) return '';
  if (node.kind === 'string') return JSON.stringify(stringValue(node) ?? node.text);
  const path =
    isName(node) && isToken(nodes[index + 1], '.') && !isToken(nodes[index - 1], '.')
      ? names.get(node.text)
      : undefined;
  return path === undefined ? node.text : `<${path}>`;
}

/** How the strings of a call are read. */
function modeOf(nodes: readonly GoNode[], index: number, call: Group): Mode {
  const callee = nodes[index - 1];
  if (!isName(callee)) return 'code';
  if (SPEAKING.has(callee.text)) return 'prose';
  if (callee.text === 'New' && isToken(nodes[index - 3], 'errors')) return 'prose';
  if (EXPLAINING.has(callee.text)) return 'behind-first';
  const first = call.nodes[0];
  return FLAG.test(callee.text) && (isToken(first, '&') || first?.kind === 'string') && call.nodes.length > 5
    ? 'last'
    : 'code';
}
