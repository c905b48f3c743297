import { append } from '../../../core/append.ts';
import { addImport, endOfLine, importsOf, startOfLine } from '../../../edit/go/imports.ts';
import { type GoFile, type GoNode, type Group, isToken } from '../../../edit/go/parse.ts';
import type { Replacement } from '../../../edit/go/replace.ts';
import { places } from '../../../edit/go/syntax.ts';
import type { GoDraft } from './go-draft.ts';

/** Takes away imports that the merge has left without a use: what was not used before is the user's affair. */
export function dropUnusedImports(draft: GoDraft, yours: GoFile): void {
  const before = usedNames(yours.nodes);
  const had = new Set(importsOf(yours).map(({ path }) => path));
  for (;;) {
    const used = usedNames(draft.file.nodes);
    const unused = importsOf(draft.file).find(
      ({ name, path }) => name !== '_' && name !== '.' && !used.has(name) && (before.has(name) || !had.has(path)),
    );
    if (unused === undefined) return;
    const { text } = draft;
    const from = startOfLine(text, unused.from);
    let to = Math.min(endOfLine(text, unused.to) + 1, text.length);
    // The last of its group takes the empty line along.
    const isAlone = /(?:^|\n[ \t]*|\()\n$/.test(text.slice(0, from)) && /^[ \t]*(?:\n|\))/.test(text.slice(to));
    if (isAlone && text[to] === '\n') to += 1;
    const start = isAlone && text[to] === ')' && text.slice(0, from).endsWith('\n\n') ? from - 1 : from;
    if (!draft.change([{ from: start, to, text: '' }], unused.block === undefined ? [] : [unused.block])) return;
  }
}

/** What imports the packages that code of theirs names; undefined where a name is taken by something else. */
export function neededImports(
  file: GoFile,
  theirs: GoFile,
  taken: readonly (readonly GoNode[])[],
): { readonly replacements: readonly Replacement[]; readonly blocks: readonly Group[] } | undefined {
  const used = new Set(taken.flatMap((nodes) => [...usedNames(nodes)]));
  const replacements: Replacement[] = [];
  const blocks: Group[] = [];
  for (const { path, name } of importsOf(theirs)) {
    if (!used.has(name)) continue;
    const added = addImport(file, path, name, name);
    if (added === undefined) return undefined;
    append(replacements, added.replacements);
    append(blocks, added.blocks);
  }
  return { replacements, blocks };
}

function usedNames(nodes: readonly GoNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { run, index } of places(nodes)) {
    const node = run[index];
    if (node?.kind === 'name' && isToken(run[index + 1], '.') && !isToken(run[index - 1], '.')) names.add(node.text);
  }
  return names;
}
