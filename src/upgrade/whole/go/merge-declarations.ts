import { indentOf } from '../../../edit/go/add-elements.ts';
import { aboveComments, endOfLine, startOfLine } from '../../../edit/go/imports.ts';
import { type GoFile, type GoNode, type Group, isGroup, isToken, sourceOf, split } from '../../../edit/go/parse.ts';
import type { Replacement } from '../../../edit/go/replace.ts';
import { places } from '../../../edit/go/syntax.ts';
import { changeBetween } from '../change-between.ts';
import { alignSpecs } from './align-specs.ts';
import { canonical } from './canonical.ts';
import { type Declaration, declarationsOf, topLevelNames } from './declarations.ts';
import type { GoDraft } from './go-draft.ts';
import { reindented, type Sides, type StatementChanges, sideOf } from './go-sides.ts';
import { mergeFields } from './merge-fields.ts';
import { neededImports } from './merge-imports.ts';
import { mergeBlocks } from './merge-statements.ts';
import { freeNames } from './scopes.ts';
import { skeletonOf } from './skeleton.ts';

/**
 * Makes what theirs changed in declarations: each on its own, and in functions each statement on its own.
 *
 * @param leave declarations that another edit has seen to
 */
export function mergeDeclarations(
  draft: GoDraft,
  base: GoFile,
  theirs: GoFile,
  leave: (declaration: Declaration) => boolean,
): void {
  const [b, t] = [byKey(base), byKey(theirs)];
  const unplaced: string[] = [];
  const added = addable(draft, base, theirs);
  const assumed = new Set([...added.values()].flatMap(namesOf));
  // What is new first: the changes behind it may name it.
  const fresh = [...t.keys()].filter((key) => !b.has(key));
  for (const key of new Set([...fresh, ...b.keys(), ...t.keys()])) {
    const [before, now] = [b.get(key), t.get(key)];
    if (leave((before ?? now)!) || added.has(key)) continue;
    mergeOne(draft, { base, theirs }, key, before, now, { unplaced, assumed });
  }
  for (const declaration of addNeeded(draft, theirs, added)) unplaced.push(source(theirs, declaration));
  if (unplaced.length > 0) {
    draft.task(
      'The release changed these parts, which this file lacks or has in another form. Yours stays; take over what you want.',
      unplaced.join('\n\n'),
    );
  }
}

function namesOf({ key }: Declaration): string[] {
  return key.slice(key.indexOf(' ') + 1).split(', ');
}

/** Declarations of theirs that are new and stand alone, and that find all that they name. */
function addable(draft: GoDraft, base: GoFile, theirs: GoFile): Map<string, Declaration> {
  const [b, y] = [byKey(base), byKey(draft.file)];
  const found = new Map(
    [...byKey(theirs)].filter(([key, { group }]) => !b.has(key) && !y.has(key) && group === undefined),
  );
  const own = topLevelNames(draft.file);
  const all = topLevelNames(theirs);
  for (let isChanged = true; isChanged; ) {
    const names = new Set([...own, ...[...found.values()].flatMap(namesOf)]);
    const stuck = [...found].filter(([, { nodes }]) =>
      [...freeNames(nodes)].some((name) => all.has(name) && !names.has(name)),
    );
    for (const [key] of stuck) found.delete(key);
    isChanged = stuck.length > 0;
  }
  return found;
}

/** Adds those declarations that the merged file names. @returns those that it does not */
function addNeeded(draft: GoDraft, theirs: GoFile, added: ReadonlyMap<string, Declaration>): Declaration[] {
  const left = new Map(added);
  const failed = new Set<string>();
  const order = declarationsOf(theirs);
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const [key, declaration] of left) {
      const isWanted = namesOf(declaration).some((name) => isUsed(draft.file, name) || isOffered(draft.path, name));
      if (failed.has(key) || !isWanted) continue;
      const own = byKey(draft.file);
      const index = order.findIndex((other) => other.key === key);
      const anchor = order.slice(0, index).findLast((other) => own.has(other.key));
      const at = anchor === undefined ? draft.text.length : endOf(draft, own.get(anchor.key)!);
      const text = `\n${source(theirs, declaration)}\n`;
      const isAdded = withImports(draft, theirs, [declaration.nodes], [{ from: at, to: at, text }], []);
      if (isAdded) left.delete(key);
      else failed.add(key);
      isChanged ||= isAdded;
    }
  }
  return [...left.values()];
}

/** The beginning of the line behind a declaration. */
function endOf(draft: GoDraft, { to, group }: Declaration): number {
  return Math.min(endOfLine(draft.text, group?.to ?? to) + 1, draft.text.length);
}

/** What other packages may name is there for them. */
function isOffered(path: string, name: string): boolean {
  return /^test\/utils\//.test(path) && /^[A-Z]/.test(name);
}

function isUsed(file: GoFile, name: string): boolean {
  for (const { run, index } of places(file.nodes)) {
    if (isToken(run[index], name) && !isToken(run[index - 1], '.') && !isToken(run[index - 1], 'func')) return true;
  }
  return false;
}

function byKey(file: GoFile): Map<string, Declaration> {
  return new Map(declarationsOf(file).map((declaration) => [declaration.key, declaration]));
}

function mergeOne(
  draft: GoDraft,
  files: { readonly base: GoFile; readonly theirs: GoFile },
  key: string,
  before: Declaration | undefined,
  now: Declaration | undefined,
  { unplaced, assumed }: { readonly unplaced: string[]; readonly assumed: ReadonlySet<string> },
): void {
  const sides: Sides = { base: sideOf(files.base), yours: sideOf(draft.file), theirs: sideOf(files.theirs), assumed };
  const text = (side: 'base' | 'yours' | 'theirs', declaration: Declaration) =>
    canonical(declaration.nodes, sides[side].names);
  const own = byKey(draft.file).get(key);
  if (now === undefined) {
    if (own !== undefined && before !== undefined && text('yours', own) === text('base', before)) {
      draft.change([removal(draft.file, own)]);
      if (own.group !== undefined) alignSpecs(draft, own.group.from);
    }
    return;
  }
  if (before === undefined) {
    if (own !== undefined) return;
    if (!insert(draft, sides, now)) unplaced.push(source(files.theirs, now));
    return;
  }
  if (text('base', before) === text('theirs', now) || own === undefined) return;
  if (text('yours', own) === text('theirs', now)) return;
  // End-to-end tests are ours in every word, so that single statements of theirs mean little among other ones.
  if (isEndToEnd(draft.path) && text('yours', own) !== text('base', before)) {
    unplaced.push(changeBetween(source(files.base, before), source(files.theirs, now)));
    return;
  }
  const structs = [before, own, now].map(({ nodes }) => structOf(nodes));
  const [baseStruct, ownStruct, newStruct] = structs;
  if (baseStruct !== undefined && ownStruct !== undefined && newStruct !== undefined) {
    const changes = mergeFields(draft, sides, key.replace(/^type /, ''), baseStruct, ownStruct, newStruct);
    const isMade = withImports(draft, sides.theirs.file, [newStruct.nodes], changes, [ownStruct]);
    if (!isMade) unplaced.push(source(files.theirs, now));
    return;
  }
  const out: StatementChanges = { replacements: [], taken: [], conflicts: [], unplaced: [] };
  const skeletons = [
    skeletonOf(before.nodes, sides.base.names),
    skeletonOf(own.nodes, sides.yours.names),
    skeletonOf(now.nodes, sides.theirs.names),
  ] as const;
  const [skeleton, ownSkeleton, newSkeleton] = skeletons;
  const counts = new Set(skeletons.map(({ blocks }) => blocks.length));
  if (skeleton.blocks.length > 0 && counts.size === 1 && skeleton.text === newSkeleton.text) {
    for (const [index, block] of skeleton.blocks.entries()) {
      mergeBlocks(sides, block, ownSkeleton.blocks[index]!, newSkeleton.blocks[index]!, out);
    }
  } else if (text('yours', own) === text('base', before)) {
    const indent = indentOf(draft.text, own.from);
    out.replacements.push({ from: own.from, to: own.to, text: withoutDoc(reindented(sides, now.nodes, indent)) });
    out.taken.push(now.nodes);
  } else {
    out.conflicts.push({
      base: sourceOf(files.base, before.nodes),
      yours: sourceOf(draft.file, own.nodes),
      theirs: sourceOf(files.theirs, now.nodes),
      from: own.from,
      to: own.to,
      nodes: now.nodes,
    });
  }
  for (const [index, { nodes, from, to, taking, ...conflict }] of out.conflicts.entries()) {
    // Tests are ours in every word but for what they call: that yours are others says nothing of a user's edit.
    if (isTest(draft.path)) {
      unplaced.push(conflict.theirs);
      continue;
    }
    const where = out.conflicts.length > 1 ? `${key}, ${index + 1}` : key;
    const isTaken = draft.conflict({ where, ...conflict, suggested: 'yours', line: draft.lineAt(from) });
    if (!isTaken) continue;
    const statement = () => withoutDoc(reindented(sides, nodes, indentOf(draft.text, from)));
    out.replacements.push({ from, to, text: taking ?? statement() });
    out.taken.push(nodes);
  }
  const blocks = own.group === undefined ? [] : [own.group];
  const isMade = withImports(draft, files.theirs, out.taken, out.replacements, blocks);
  if (!isMade) unplaced.push(source(files.theirs, now));
  for (const part of out.unplaced) unplaced.push(part);
}

/** Makes replacements that hold code of theirs, and imports what it names. */
function withImports(
  draft: GoDraft,
  theirs: GoFile,
  taken: readonly (readonly GoNode[])[],
  replacements: readonly Replacement[],
  blocks: readonly Group[],
): boolean {
  if (replacements.length === 0) return true;
  const imports = neededImports(draft.file, theirs, taken);
  if (imports === undefined) return false;
  return draft.change([...imports.replacements, ...replacements], [...imports.blocks, ...blocks]);
}

/** A constant or variable of theirs, beside the one that stands before it in the same brackets, or behind. */
function insert(draft: GoDraft, sides: Sides, now: Declaration): boolean {
  const { group } = now;
  if (group === undefined) return false;
  const all = declarationsOf(sides.theirs.file).filter((other) => other.group === group);
  const index = all.indexOf(all.find(({ key }) => key === now.key)!);
  const own = byKey(draft.file);
  const isThere = ({ key }: Declaration) => own.has(key);
  const after = all.slice(index + 1).find(isThere);
  const before = all.slice(0, index).findLast(isThere);
  const anchor = own.get((before ?? after)?.key ?? '');
  if (anchor === undefined) return false;
  const { text } = draft;
  const indent = indentOf(text, anchor.from);
  const spec = reindented(sides, now.nodes, indent);
  // Without brackets it stands in no column.
  const written = anchor.group === undefined ? `${now.kind} ${spec.replace(/^(\w+) +/, '$1 ')}` : `${indent}${spec}`;
  const isApart = text.slice(0, anchor.from).split('\n').length > 0 && written.includes('//');
  const at = before === undefined ? aboveComments(text, startOfLine(text, anchor.from)) : endOfLine(text, anchor.to);
  const gap = isApart ? '\n' : '';
  const added = before === undefined ? `${written}\n${gap}` : `\n${gap}${written}`;
  const blocks = anchor.group === undefined ? [] : [anchor.group];
  return withImports(draft, sides.theirs.file, [now.nodes], [{ from: at, to: at, text: added }], blocks);
}

function isEndToEnd(path: string): boolean {
  return /(?:^|\/)test\//.test(path);
}

function isTest(path: string): boolean {
  return path.endsWith('_test.go') || isEndToEnd(path);
}

function structOf(nodes: readonly GoNode[]): Group | undefined {
  const at = nodes.findIndex((node) => isToken(node, 'struct'));
  const group = nodes[at + 1];
  return at > 0 && at <= 2 && isGroup(group, '{') ? group : undefined;
}

/** A declaration with the comments above it; with its brackets where it is the last in them. */
function removal(file: GoFile, own: Declaration): Replacement {
  const { text } = file;
  const isLast = own.group !== undefined && split(own.group.nodes, ';').length === 1;
  const outer = isLast ? split(file.nodes, ';').find((nodes) => nodes[1] === own.group) : undefined;
  const [from, to] = outer === undefined ? [own.from, own.to] : [outer[0]!.from, outer.at(-1)!.to];
  const start = aboveComments(text, startOfLine(text, from));
  let end = Math.min(endOfLine(text, to) + 1, text.length);
  if (text[end] === '\n') end += 1;
  const isEnd = end === text.length && text.slice(0, start).endsWith('\n\n');
  return { from: isEnd ? start - 1 : start, to: end, text: '' };
}

function source(file: GoFile, { from, to, group }: Declaration): string {
  const text = file.text.slice(aboveComments(file.text, startOfLine(file.text, from)), to);
  return group === undefined ? text : text.replaceAll(/^\t/gm, '');
}

/** The comments above a declaration are yours. */
function withoutDoc(text: string): string {
  const lines = text.split('\n');
  while (lines[0]?.trimStart().startsWith('//')) lines.shift();
  return lines.join('\n').trimStart();
}
