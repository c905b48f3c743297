import { dirname, join, relative, resolve, sep } from 'node:path';
import { decodeUtf8 } from '../core/decode-text.ts';
import { ScaffoldError } from '../core/errors.ts';
import type { Source } from '../kustomize/read/source.ts';
import { realPathOf } from '../node/real-path.ts';
import type { YamlNode } from '../yaml/node.ts';
import { parseYaml11 } from '../yaml/parse-yaml11.ts';
import { diskSource, kindOfPath } from './disk-source.ts';
import { readBounded } from './read-file.ts';

/** A kustomize directory with what it refers to around it. */
export interface KustomizeRoot {
  readonly source: Source;
  /** The directory in it. */
  readonly directory: string;
}

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * A kustomize directory of the disk, with the directories that its kustomizations refer to (`../crd`), and those that
 * these refer to in turn. Nothing is read here but kustomizations, and later what the build asks for: a project may lie in
 * a large repository.
 *
 * A directory without a kustomization file stands for its `config/default`, as in a project of Kubebuilder.
 *
 * @param path as it is to be found
 * @param given as it was given, for what is wrong with it
 * @param restricted whether files outside a kustomization's directory are refused
 * @throws ScaffoldError `file-unreadable` where there is no such directory
 */
export function readKustomizeDirectory(path: string, given = path, restricted = true): KustomizeRoot {
  const absolute = resolve(path);
  const asked = realPathOf(absolute) ?? absolute;
  if (kindOfPath(asked) !== 'directory') {
    const message = kindOfPath(asked) === undefined ? 'there is no such directory' : 'not a directory';
    const expected = 'a directory with a kustomization file';
    throw new ScaffoldError({ code: 'file-unreadable', path: given, message, expected });
  }
  const nested = join(asked, 'config', 'default');
  const target = !isKustomizeDirectory(asked) && isKustomizeDirectory(nested) ? (realPathOf(nested) ?? nested) : asked;

  // What is referred to and not there counts for the root too: the build then says that it is missing.
  const named = new Set<string>([target]);
  for (const place of named) for (const reference of references(place, restricted)) named.add(reference);

  let root = target;
  for (const place of named) while (!isWithin(place, root)) root = dirname(root);
  return { source: diskSource(root), directory: relative(root, target).split(sep).join('/') || '.' };
}

/** Whether a directory of the disk has a kustomization file. */
export function isKustomizeDirectory(directory: string): boolean {
  return hasKustomization((name) => kindOfPath(join(directory, name)) !== undefined);
}

/** Whether one of the names that a kustomization file may have is there. */
export function hasKustomization(isThere: (name: string) => boolean): boolean {
  return KUSTOMIZATIONS.some(isThere);
}

/**
 * Absolute paths without links of the directories that the kustomization in a directory may refer to, and of whatever it
 * names above its own.
 */
function* references(directory: string, restricted: boolean): Generator<string> {
  const file = KUSTOMIZATIONS.map((name) => join(directory, name)).find((path) => kindOfPath(path) === 'file');
  // The file may be a link to one elsewhere, which the build refuses unread.
  if (file === undefined || (restricted && !isWithin(realPathOf(file) ?? sep, directory))) return;
  for (const text of stringsOf(file)) {
    const reference = text.slice(text.indexOf('=') + 1); // `key=../file` of a generator
    if (reference === '' || reference.includes('\n') || reference.includes('\0') || reference.startsWith('/')) continue;
    const path = resolve(directory, reference);
    const leads = /(?:^|\/)\.\.(?:\/|$)/.test(reference);
    const isDirectory = kindOfPath(path) === 'directory';
    // A file system's root is no base.
    if ((isDirectory || leads) && path !== dirname(path)) yield realPathOf(path) ?? path;
  }
}

/** Every text in a kustomization file, keys that stand twice among them; none where the build will say what is wrong. */
function* stringsOf(file: string): Generator<string> {
  const stack: YamlNode[] = [];
  try {
    const text = decodeUtf8(readBounded(file, file));
    const node = text === undefined ? undefined : parseYaml11(text, file);
    if (node !== undefined) stack.push(node);
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
  }
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'scalar') yield node.value;
    else if (node.kind === 'seq') for (const item of node.items) stack.push(item);
    else for (const { value } of node.entries) stack.push(value);
  }
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === sep ? sep : `${directory}${sep}`);
}
