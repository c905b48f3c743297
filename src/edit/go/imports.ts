import type { GoNode } from './parse.ts';
import { type GoFile, type Group, isGroup, isName, isToken, split, stringValue } from './parse.ts';
import type { Replacement } from './replace.ts';

export interface GoImport {
  readonly path: string;
  /** How the file calls the package; `_` and `.` as they are written. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The block that it stands in, where the declaration has brackets. */
  readonly block?: Group;
}

/** Packages that do not bear the name that their path ends in. */
const PACKAGE_NAMES: Readonly<Record<string, string>> = { 'sigs.k8s.io/controller-runtime': 'controllerruntime' };

/** The imports of a file, in order. */
export function importsOf(file: GoFile): GoImport[] {
  const imports: GoImport[] = [];
  for (const statement of split(file.nodes, ';')) {
    if (isToken(statement[0], 'package')) continue;
    if (!isToken(statement[0], 'import')) break;
    const block = statement[1];
    const specs = isGroup(block, '(') ? split(block.nodes, ';') : [statement.slice(1)];
    for (const spec of specs) {
      const path = stringValue(spec.at(-1));
      const [first, last] = [spec[0], spec.at(-1)];
      if (path === undefined || first === undefined || last === undefined) continue;
      const name = spec.length > 1 && first.kind !== 'group' ? first.text : packageName(path);
      imports.push({ path, name, from: first.from, to: last.to, ...(isGroup(block, '(') ? { block } : {}) });
    }
  }
  return imports;
}

/** Which name a file has for a package, or undefined where it does not import it, or not by a name. */
export function importName(file: GoFile, path: string): string | undefined {
  return importsOf(file).find((spec) => spec.path === path && spec.name !== '_' && spec.name !== '.')?.name;
}

/** The name of a package as its path suggests it. @see https://go.dev/ref/mod#major-version-suffixes */
function packageName(path: string): string {
  const known = PACKAGE_NAMES[path];
  if (known !== undefined) return known;
  const parts = path.split('/');
  const last = parts.at(-1)!;
  const name = /^v[0-9]+$/.test(last) && parts.length > 1 ? parts.at(-2)! : last;
  return name.replace(/\.v[0-9]+$/, '');
}

export interface AddedImport {
  readonly name: string;
  readonly replacements: readonly Replacement[];
  readonly blocks: readonly Group[];
}

/**
 * Imports a package, in the group and at the place where gofmt would sort it; nothing to do where it is imported.
 *
 * @param wish its name without an alias
 * @param alias the name to import it under where the file uses that one for something else
 */
export function addImport(file: GoFile, path: string, wish: string, alias: string): AddedImport | undefined {
  const imports = importsOf(file);
  const known = imports.find((spec) => spec.path === path && spec.name !== '_' && spec.name !== '.');
  if (known !== undefined) return { name: known.name, replacements: [], blocks: [] };
  const names = namesOf(file);
  const name = [wish, alias].find((candidate) => !names.has(candidate));
  const packagePath = packageName(path);
  if (name === undefined) return undefined;
  const spec = `${name === packagePath ? '' : `${name} `}"${path}"`;
  const near = nearestImport(file, imports, path);
  if (near === undefined) {
    const clause = split(file.nodes, ';')[0];
    const at = clause?.at(-1)?.to;
    return at === undefined
      ? undefined
      : { name, replacements: [{ from: at, to: at, text: `\n\nimport ${spec}` }], blocks: [] };
  }
  if (near.block === undefined) {
    return { name, replacements: [{ from: near.to, to: near.to, text: `\nimport ${spec}` }], blocks: [] };
  }
  const before = near.path > path;
  const at = before ? aboveComments(file.text, startOfLine(file.text, near.from)) : endOfLine(file.text, near.to);
  const text = before ? `\t${spec}\n` : `\n\t${spec}`;
  return { name, replacements: [{ from: at, to: at, text }], blocks: [near.block] };
}

/** Takes an import away, with its line. */
export function removeImport(file: GoFile, path: string): Replacement[] {
  return importsOf(file)
    .filter((spec) => spec.path === path)
    .map((spec) => {
      const from = startOfLine(file.text, spec.from);
      return { from, to: Math.min(endOfLine(file.text, spec.to) + 1, file.text.length), text: '' };
    });
}

/**
 * The import to stand beside: of those in the group whose paths have most in common with the new one, the last that
 * sorts before it, else the first.
 */
function nearestImport(file: GoFile, imports: readonly GoImport[], path: string): GoImport | undefined {
  const groups: GoImport[][] = [];
  for (const spec of imports) {
    const previous = groups.at(-1)?.at(-1);
    const together =
      previous !== undefined &&
      previous.block === spec.block &&
      spec.block !== undefined &&
      !/\n[ \t\r]*\n/.test(file.text.slice(previous.to, spec.from)) &&
      !file.comments.some(
        ({ from, to }) => from > previous.to && to < spec.from && startOfLine(file.text, from) > previous.to,
      );
    if (together) groups.at(-1)!.push(spec);
    else groups.push([spec]);
  }
  const common = (other: string) => {
    const [a, b] = [path.split('/'), other.split('/')];
    let count = 0;
    while (count < a.length && a[count] === b[count]) count += 1;
    return count;
  };
  let best: GoImport[] | undefined;
  let bestCommon = -1;
  for (const group of groups) {
    const shared = group.reduce(
      (most, spec) => Math.max(most, common(spec.path) + (isStandard(spec.path) === isStandard(path) ? 0.5 : 0)),
      0,
    );
    if (shared > bestCommon) [best, bestCommon] = [group, shared];
  }
  return best?.filter((spec) => spec.path < path).at(-1) ?? best?.[0];
}

/** Whether a package is of Go itself: other paths begin with a domain. */
function isStandard(path: string): boolean {
  return !path.split('/')[0]!.includes('.');
}

/** Every name that the file uses but those of fields behind a dot: a new import may take none of them. */
function namesOf(file: GoFile): Set<string> {
  const names = new Set(importsOf(file).map((spec) => spec.name));
  const collect = (nodes: readonly GoNode[]) => {
    for (const [index, node] of nodes.entries()) {
      if (isGroup(node)) collect(node.nodes);
      else if (isName(node) && !isToken(nodes[index - 1], '.')) names.add(node.text);
    }
  };
  collect(file.nodes);
  return names;
}

/** Where the comments begin that stand directly above a line: they belong to it. */
export function aboveComments(text: string, start: number): number {
  let at = start;
  while (at > 0) {
    const above = startOfLine(text, at - 1);
    if (!text.slice(above, at).trimStart().startsWith('//')) return at;
    at = above;
  }
  return at;
}

export function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

export function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}
