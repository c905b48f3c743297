import type { FileTree } from '../../core/file-tree.ts';
import { isKustomization } from './file-classes.ts';

/** An object that stands in one file of the base, and in a file of its own in theirs. */
export interface MovedDocument {
  /** `Issuer selfsigned-issuer` */
  readonly object: string;
  /** The file that base and yours have it in. */
  readonly from: string;
  readonly base: string;
  /** Undefined where the user has taken it out. */
  readonly yours: string | undefined;
}

/**
 * Objects that a release gives a file of their own, by that file: what the user changed in them goes along.
 *
 * @param renames files of the base that live on under another path
 */
export function movedDocuments(
  base: FileTree,
  yours: FileTree,
  theirs: FileTree,
  renames: ReadonlyMap<string, string>,
): Map<string, MovedDocument> {
  const targets = new Set(renames.values());
  const added = theirs
    .paths()
    .filter((path) => isManifest(path) && !base.has(path) && !targets.has(path) && !yours.has(path));
  const moved = new Map<string, MovedDocument>();
  if (added.length === 0) return moved;
  const sources = new Map<string, string>();
  for (const { path, content } of base) {
    if (!isManifest(path) || !content.includes('\n---')) continue;
    const after = theirs.get(renames.get(path) ?? path);
    const kept = after === undefined ? new Map() : documentsOf(after);
    for (const object of documentsOf(content).keys()) if (!kept.has(object)) sources.set(object, path);
  }
  for (const path of added) {
    const [object, ...others] = documentsOf(theirs.get(path)!).keys();
    const from = object === undefined || others.length > 0 ? undefined : sources.get(object);
    const mine = from === undefined ? undefined : yours.get(from);
    if (object === undefined || from === undefined || mine === undefined) continue;
    moved.set(path, {
      object,
      from,
      base: documentsOf(base.get(from)!).get(object)!,
      yours: documentsOf(mine).get(object),
    });
  }
  return moved;
}

function isManifest(path: string): boolean {
  return /\.ya?ml$/.test(path) && !isKustomization(path);
}

/** The texts of a file's documents by kind and name, as their lines have them: enough to know an object by. */
export function documentsOf(text: string): Map<string, string> {
  const documents = new Map<string, string>();
  for (const document of text.split(/^---.*\n?/m)) {
    const kind = /^kind: *(\S+)/m.exec(document)?.[1];
    const name = /^metadata:(?:\n[ #].*)*?\n {2,4}name: *(\S+)/m.exec(document)?.[1];
    if (kind !== undefined && name !== undefined) documents.set(`${kind} ${name}`, document);
  }
  return documents;
}
