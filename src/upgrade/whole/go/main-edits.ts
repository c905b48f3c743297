import { addElements, indentOf, literalsAround } from '../../../edit/go/add-elements.ts';
import { addImport, importName, startOfLine } from '../../../edit/go/imports.ts';
import { CONTROLLER_RUNTIME } from '../../../edit/go/metrics-site.ts';
import { type GoFile, type Group, isToken } from '../../../edit/go/parse.ts';
import { elementNamed, places } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';
import type { MainFacts } from './main-facts.ts';

export function flagsOf(theirs: MainFacts, names: readonly string[]) {
  return names.flatMap((name) => theirs.flags.get(name) ?? []);
}

/** The logger that the file has for its own start. */
export function loggerOf(file: GoFile): string | undefined {
  const root = importName(file, CONTROLLER_RUNTIME);
  for (const { run, index } of places(file.nodes)) {
    if (!isToken(run[index], 'WithName') || !isToken(run[index - 2], 'Log')) continue;
    const owner = run[index - 4];
    const name = run[index - 6];
    if (owner?.kind === 'name' && owner.text === root && name?.kind === 'name') return name.text;
  }
  return undefined;
}

/** Imports a package under a name; false where that name is taken. */
export function useImport(draft: GoDraft, path: string, name: string): boolean {
  const added = addImport(draft.file, path, name, name);
  return added !== undefined && draft.change(added.replacements, added.blocks);
}

export function addField(draft: GoDraft, literal: Group, key: string, value: string, after?: string): boolean {
  if (elementNamed(literal, key) !== undefined) return false;
  const around = [...places(draft.file.nodes)].find(({ run, index }) => run[index] === literal)?.around ?? [];
  return draft.change(addElements(draft.file, literal, [[key, value]], after), [literal, ...literalsAround(around)]);
}

/** Puts lines before a statement. */
export function putBefore(draft: GoDraft, from: number, block: string): boolean {
  const { text } = draft;
  const indent = indentOf(text, from);
  let at = startOfLine(text, from);
  while (
    at > 0 &&
    text
      .slice(startOfLine(text, at - 1), at)
      .trimStart()
      .startsWith('//')
  )
    at = startOfLine(text, at - 1);
  return draft.change([{ from: at, to: at, text: indented(block, indent) }]);
}

/** Puts a block and an empty line at the beginning of a line. */
export function putBlock(draft: GoDraft, at: number, indent: string, block: string): boolean {
  return draft.change([{ from: at, to: at, text: `${indented(block, indent)}\n` }]);
}

export function indented(block: string, indent: string): string {
  return block
    .split('\n')
    .map((line) => (line === '' ? '' : `${indent}${line}`))
    .join('\n');
}
