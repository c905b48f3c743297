import { statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type FileInput, FileTree, type Link } from '../core/file-tree.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import { linkTo } from '../node/link-to.ts';
import { readInput, readTreeSync } from '../node/read-tree-sync.ts';
import { realPathOf } from '../node/real-path.ts';
import { parseYaml } from '../yaml/parse.ts';

/** A kustomize directory with what it refers to around it. */
export interface KustomizeRoot {
  readonly tree: FileTree;
  /** The directory in the tree. */
  readonly directory: string;
}

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const KUSTOMIZATION = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

/**
 * A kustomize directory of the disk, with the directories that its kustomizations refer to (`../crd`), and those that
 * these refer to in turn, links among them. Nothing else around it is read: a project may lie in a large repository.
 *
 * A directory without a kustomization file stands for its `config/default`, as in a project of Kubebuilder.
 */
export function readKustomizeDirectory(path: string): KustomizeRoot {
  const given = resolve(path);
  const asked = realPathOf(given) ?? given;
  const nested = join(asked, 'config', 'default');
  const target = !isKustomizeDirectory(asked) && isKustomizeDirectory(nested) ? nested : asked;

  const files: [string, FileInput][] = [];
  // What is referred to and not there counts for the root too: the build then says that it is missing.
  const named = new Set<string>([target]);
  for (const place of named) {
    const outside: string[] = [];
    for (const [path, input] of place === target ? readTreeSync(place).inputs() : readPlace(place)) {
      const file = join(place, path);
      files.push([file, input]);
      if (typeof input !== 'object' || input instanceof Uint8Array) continue;
      if ('link' in input) outside.push(...directoryBehind(file, input));
      else if (KUSTOMIZATION.test(file)) outside.push(...references(file, String(input.content)));
    }
    // A file system's root is no base.
    for (const out of outside) if (!isWithin(out, place) && out !== dirname(out)) named.add(out);
  }

  let root = target;
  for (const place of named) while (!isWithin(place, root)) root = dirname(root);
  return {
    tree: FileTree.from(files.map(([file, input]) => [inTree(root, file), input] as const)),
    directory: inTree(root, target),
  };
}

/** Whether a directory of the disk has a kustomization file. */
export function isKustomizeDirectory(directory: string): boolean {
  return KUSTOMIZATIONS.some((name) => kindOf(join(directory, name)) !== undefined);
}

function kindOf(path: string): 'file' | 'directory' | undefined {
  try {
    const status = statSync(path);
    return status.isDirectory() ? 'directory' : status.isFile() ? 'file' : undefined;
  } catch {
    return undefined;
  }
}

/** What a reference leads to, with paths relative to it; that of the place itself is `.`. */
function readPlace(path: string): Iterable<readonly [string, FileInput]> {
  const kind = kindOf(path);
  if (kind === undefined) return [];
  const real = realPathOf(path) ?? path;
  if (real !== path) return [['.', linkTo(path, real)]];
  if (kind === 'file') return [['.', readInput(path, false)]];
  // A base is a directory with a kustomization of its own; any other is refused unread.
  return isKustomizeDirectory(path) ? readTreeSync(path).inputs() : [];
}

/** Files behind links are outside of any kustomization that they are not in, and so need not be read. */
function directoryBehind(file: string, { link }: Link): string[] {
  const target = resolve(dirname(file), link);
  return kindOf(target) === 'directory' ? [target] : [];
}

/** Absolute paths of what a kustomization may refer to above its directory. */
function references(file: string, content: string): string[] {
  // Most lead nowhere, which can be told without reading them; an escape might hide the points.
  if (!content.includes('..') && !content.includes('\\')) return [];
  return [...stringsOf(content, file)]
    .map((text) => text.slice(text.indexOf('=') + 1)) // `key=../file` of a generator
    .filter((reference) => /^[^\n]*(^|\/)\.\.(\/|$)/.test(reference) && !reference.startsWith('/'))
    .map((reference) => resolve(dirname(file), reference));
}

function* stringsOf(content: string, path: string): Generator<string> {
  let values: readonly JsonValue[];
  try {
    values = parseYaml(content, path);
  } catch {
    return; // the build says what is wrong with it
  }
  const stack: JsonValue[] = [...values];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (typeof value === 'string') yield value;
    else if (typeof value === 'object' && value !== null) stack.push(...Object.values(value as object));
  }
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === sep ? sep : `${directory}${sep}`);
}

function inTree(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}
