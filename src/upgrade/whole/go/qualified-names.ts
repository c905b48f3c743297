import { importsOf, startOfLine } from '../../../edit/go/imports.ts';
import { type GoNode, isGroup, isName, isToken } from '../../../edit/go/parse.ts';
import { places } from '../../../edit/go/syntax.ts';
import { topLevelNames } from './declarations.ts';
import type { GoDraft } from './go-draft.ts';
import type { Move } from './move.ts';
import { localNames } from './scopes.ts';

const PREDECLARED = new Set(
  (
    'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint ' +
    'uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make ' +
    'max min new panic print println real recover _'
  ).split(' '),
);
const KNOWN = new Set(['AddToScheme', 'GroupVersion', 'SchemeGroupVersion', 'SchemeBuilder']);

/**
 * What a file names of the package that it was in gets that package's name.
 *
 * @param which all names that stand for nothing here, or those alone that a scaffold's types have
 * @returns false where one of them is not exported: then the file cannot leave the package
 */
export function qualify(draft: GoDraft, { kind, alias, path }: Move, which: 'all' | 'known'): boolean {
  const { file } = draft;
  // What imports the package by a name of its own was never in it.
  if (importsOf(file).some((spec) => spec.path === path && spec.name !== alias)) return true;
  const names = [...importsOf(file).map(({ name }) => name), ...topLevelNames(file), ...localNames(file.nodes)];
  const own = new Set([...names, alias]);
  const changes: { from: number; to: number; text: string }[] = [];
  for (const { run, index } of places(file.nodes.slice(importEnd(file.nodes)))) {
    const node = run[index];
    if (!isName(node) || isToken(run[index - 1], '.') || PREDECLARED.has(node.text) || own.has(node.text)) continue;
    if (isToken(run[index + 1], ':') && !isToken(run[index - 1], 'case')) continue;
    const isOfScaffold = KNOWN.has(node.text) || node.text.startsWith(kind);
    if (which === 'known' && !isOfScaffold) continue;
    if (isMethodName(run, index)) continue;
    if (!/^\p{Lu}/u.test(node.text)) return false;
    changes.push({ from: node.from, to: node.from, text: `${alias}.` });
  }
  const imports = importsOf(file);
  const last = imports.at(-1);
  if (changes.length === 0 && !file.text.includes(`${alias}.`)) return true;
  if (imports.some((spec) => spec.path === path)) return draft.change(changes);
  if (last?.block === undefined) return false;
  const at = startOfLine(file.text, last.block.to - 1);
  return draft.change([{ from: at, to: at, text: `\n\t${alias} "${path}"\n` }, ...changes]);
}

function importEnd(nodes: readonly GoNode[]): number {
  const last = nodes.findLastIndex((node) => isToken(node, 'import'));
  return last === -1 ? 0 : last + 2;
}

/** `Name` of `func (r *T) Name()`. */
function isMethodName(run: readonly GoNode[], index: number): boolean {
  return isGroup(run[index - 1], '(') && isToken(run[index - 2], 'func');
}
