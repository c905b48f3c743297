import { baseName } from '../../core/paths.ts';
import { splitLines } from '../../diff/text/line-edits.ts';

/** A run of lines, or a file, that comes and goes with one reason. */
export interface Piece {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** The reason for it; undefined for lines that stay. */
  readonly order: number | undefined;
  /** Whether it is a file that comes or goes. */
  readonly whole: boolean;
}

/** What ties pieces together: words that they share, and those of them that one defines and others use. */
interface Words {
  readonly shared: ReadonlySet<string>;
  readonly defined: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
}

/**
 * Which reasons make no sense without others: their lines share a word that the upgrade brings or takes away, such as a
 * variable of a program, a file that a kustomization names, a port, the name of an object.
 *
 * @param touching all reasons that had a part in a file
 */
export function needsOf(
  pieces: readonly Piece[],
  touching: (path: string) => readonly number[],
): ReadonlyMap<number, ReadonlySet<number>> {
  const needs = new Map<number, Set<number>>();
  const need = (one: number, other: number) => {
    if (one !== other) needs.set(one, (needs.get(one) ?? new Set()).add(other));
  };
  const holders = workloadFiles(pieces);
  const wordsIn = (text: string, { path, whole }: Piece) => wordsOf(path, text, whole, holders.has(path));
  const read = pieces.map((piece) => ({
    order: piece.order,
    old: wordsIn(piece.before, piece),
    now: piece.before === piece.after ? undefined : wordsIn(piece.after, piece),
  }));
  for (const isNew of [true, false]) {
    const known = new Set<string>();
    for (const { old, now } of read) addAll(known, isNew ? old : (now ?? old));
    const users = new Map<string, { readonly defining: Set<number>; readonly using: Set<number> }>();
    for (const { order, old, now } of read) {
      if (order === undefined || now === undefined) continue;
      const { shared, defined, used } = isNew ? now : old;
      const of = (word: string) => {
        const found = users.get(word) ?? { defining: new Set(), using: new Set() };
        users.set(word, found);
        return found;
      };
      for (const word of shared) if (!known.has(word)) of(word).defining.add(order);
      for (const word of defined) if (!known.has(word)) of(word).defining.add(order);
      for (const word of used) if (!known.has(word)) of(word).using.add(order);
    }
    for (const { defining, using } of users.values()) {
      for (const one of defining) {
        for (const other of defining) need(one, other);
        // What is used has to be there; what is there need not be used.
        for (const user of using) isNew ? need(user, one) : need(one, user);
      }
    }
  }
  const moved = namesOf(pieces, ({ before }) => before);
  for (const [name, order] of namesOf(pieces, ({ after }) => after)) {
    const from = moved.get(name);
    if (from === undefined) continue;
    need(order, from);
    need(from, order);
  }
  for (const { path, order, whole, after } of pieces) {
    // A new manifest has what later reasons made of it.
    if (!whole || after === '' || order === undefined || !isManifest(path)) continue;
    for (const other of touching(path)) need(order, other);
  }
  return needs;
}

/** Files with a workload itself: patches on one have no selector. */
function workloadFiles(pieces: readonly Piece[]): Set<string> {
  const having = (line: RegExp) =>
    new Set(pieces.flatMap(({ path, before, after }) => (line.test(before) || line.test(after) ? [path] : [])));
  const selecting = having(/^ {2}selector:/m);
  return new Set([...having(/^kind: (Deployment|StatefulSet|DaemonSet)$/m)].filter((path) => selecting.has(path)));
}

function addAll(known: Set<string>, { shared, defined, used }: Words): void {
  for (const words of [shared, defined, used]) for (const word of words) known.add(word);
}

/** Objects of files that go or come as a whole: one that has moved is there once. */
function namesOf(pieces: readonly Piece[], text: (piece: Piece) => string): Map<string, number> {
  const names = new Map<string, number>();
  for (const piece of pieces) {
    if (!piece.whole || piece.order === undefined || !isManifest(piece.path)) continue;
    const said = text(piece);
    const [kind, name] = [/^kind: (\S+)$/m.exec(said)?.[1], /^ {2}name: (\S+)$/m.exec(said)?.[1]];
    if (kind !== undefined && name !== undefined) names.set(`${kind} ${name}`, piece.order);
  }
  return names;
}

/** A manifest or a kustomization, and no setting of a program for developers. */
function isManifest(path: string): boolean {
  return /\.ya?ml$/.test(path) && !path.startsWith('.');
}

const NONE: Words = { shared: new Set(), defined: new Set(), used: new Set() };

function wordsOf(path: string, text: string, whole: boolean, holdsLists: boolean): Words {
  // What controller-gen writes follows the rest, and is full of prose.
  if (text === '' || /\/crd\/bases\/|\/zz_generated/.test(path)) return NONE;
  if (isManifest(path)) return wordsOfManifest(text, whole ? [baseName(path)] : [], holdsLists);
  if (path.endsWith('.go')) return wordsOfGo(text);
  return path === 'Makefile' ? wordsOfMakefile(text) : NONE;
}

/** A list that a JSON patch appends to has to be there: `ports/-` is what the patch uses, and the list defines. */
function wordsOfManifest(text: string, names: readonly string[], holdsLists: boolean): Words {
  const shared = new Set(names);
  const defined = new Set<string>();
  const used = new Set<string>();
  for (const line of splitLines(text)) {
    if (/^\s*#/.test(line)) continue;
    for (const word of line.match(/[A-Za-z0-9_][\w./-]{3,}/g) ?? []) {
      shared.add(word);
      if (word.includes('/')) shared.add(baseName(word));
    }
    const list = /^ *(?:- )?(\w+):(?: \[\])?$/.exec(line.trimEnd())?.[1];
    if (holdsLists && list !== undefined) defined.add(`${list}/-`);
    const appended = /\/(\w+)\/-$/.exec(line.trimEnd())?.[1];
    if (appended !== undefined) used.add(`${appended}/-`);
  }
  return { shared, defined, used };
}

/** Go refuses what is declared and not used, too. Texts do not count, but for the paths of imports. */
function wordsOfGo(text: string): Words {
  const shared = new Set<string>();
  for (const line of splitLines(text)) {
    if (/^\s*\/\//.test(line)) continue;
    const code = /^\s*(?:\w+ )?"[^"]*"\s*$/.test(line) ? line : line.replace(/"[^"]*"/g, '');
    for (const word of code.match(/[A-Za-z_]\w{3,}/g) ?? []) shared.add(word);
  }
  return { ...NONE, shared };
}

function wordsOfMakefile(text: string): Words {
  const defined = new Set<string>();
  const used = new Set<string>();
  for (const line of splitLines(text)) {
    if (line.startsWith('#')) continue;
    const name = /^(?:define )?([\w-]+) *(?:[:?]?=|:|$)/.exec(line)?.[1];
    if (name !== undefined) defined.add(name);
    for (const word of line.match(/[A-Za-z_][\w-]{3,}/g) ?? []) if (word !== name) used.add(word);
  }
  return { shared: new Set(), defined, used };
}
