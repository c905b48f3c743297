import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { grouped } from '../../core/grouped.ts';
import { TextMemo } from '../../core/memo.ts';
import { nameOf } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { DEFAULT_DIRECTORY } from '../../kustomize/build.ts';
import { type BareObjectChange, diffObjects } from '../../objects/compare/diff-objects.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { Renders } from '../exit/renders.ts';
import { isKustomization } from './file-classes.ts';
import type { Side, Sides } from './sides.ts';

/** What the release does to an object of the scaffold. */
interface Known {
  readonly kind: string;
  readonly name: string;
  /** The files that it stands in. */
  readonly files: readonly string[];
  /** It comes, goes, or gets another name. */
  readonly isWhole: boolean;
  readonly fields: ReadonlySet<string>;
}

type FileOf = (object: KubernetesObject) => string | undefined;

/**
 * Tells what of a change the release is not about: it is about what it changes in the scaffold's own object of that kind
 * and name, or of that kind and file, as the files have it and as it is rendered, in config/default or in that directory.
 *
 * @param renders what the scaffold of the base renders to
 * @param start the scaffold of the base, with what nobody has edited as the user has it
 */
export function leftByRelease(
  { theirs }: Sides,
  renders: Renders,
  start: FileTree,
): (change: BareObjectChange, fileOf: FileOf, directory: string) => BareObjectChange | undefined {
  const prefix = `${theirs.read.options.projectName}-`;
  const after = new Renders(theirs.tree);
  const inDirectory = new TextMemo<ReadonlyMap<string, readonly Known[]>>();
  const knownIn = (directory: string) =>
    inDirectory.get(directory, () => grouped(rendered([renders, after], directory, prefix), ({ kind }) => kind));
  const inFiles = grouped(written(start, theirs, prefix), ({ kind }) => kind);
  return (bare, fileOf, directory) => {
    const { change, from, to } = bare;
    const objects = [from, to].flatMap((object) => object ?? []);
    const known = [inFiles, knownIn(DEFAULT_DIRECTORY), knownIn(directory)];
    const ofKind = objects.flatMap(({ kind }) => known.flatMap((each) => each.get(kind) ?? []));
    const about = ofKind.filter(({ kind, name, files }) =>
      objects.some((object) => {
        const file = fileOf(object);
        return object.kind === kind && (nameOf(object).includes(name) || (file !== undefined && files.includes(file)));
      }),
    );
    // What only one of the releases has is merged with nothing.
    if (about.some(({ isWhole }) => isWhole)) return undefined;
    // The certificate is told to every object of a kind, by replacements that choose by kind.
    const those = (path: string) => (path.startsWith('metadata.annotations') ? ofKind : about);
    const fields = change.fields.filter(
      ({ path }) => !those(path).some((each) => isWithin(plainPath(path), each.fields)),
    );
    if (change.fields.length > 0 && fields.length === 0) return undefined;
    return { ...bare, change: { ...change, fields } };
  };
}

function rendered([before, after]: readonly [Renders, Renders], directory: string, prefix: string): Known[] {
  const [old, now] = [before.of(directory), after.of(directory)];
  return knownOf(
    diffObjects(old.objects, now.objects),
    prefix,
    (object) => old.origins.get(object) ?? now.origins.get(object),
  );
}

/** The objects of files that differ; kustomize's own and what is no object aside. */
function written(base: FileTree, theirs: Side, prefix: string): Known[] {
  const paths = [...new Set([...base.paths(), ...theirs.tree.paths()])].filter(
    (path) => path.startsWith('config/') && /\.ya?ml$/.test(path) && !isKustomization(path),
  );
  const differing = paths.filter((path) => base.get(path) !== theirs.tree.get(path));
  const files = new Map<KubernetesObject, string>();
  const objects = (tree: FileTree) =>
    differing.flatMap((path) => {
      const found = objectsOf(tree.get(path) ?? '', path);
      for (const object of found) files.set(object, path);
      return found;
    });
  return knownOf(diffObjects(objects(base), objects(theirs.tree)), prefix, (object) => files.get(object));
}

function knownOf(changes: readonly BareObjectChange[], prefix: string, fileOf: FileOf): Known[] {
  return changes.flatMap(({ change, from, to }) => {
    const objects = [from, to].flatMap((object) => object ?? []);
    return objects.map((object) => ({
      kind: object.kind,
      name: nameOf(object).replace(prefix, ''),
      files: objects.flatMap((each) => fileOf(each) ?? []),
      isWhole: change.kind !== 'changed',
      fields: new Set(change.fields.map(({ path }) => plainPath(path))),
    }));
  });
}

function objectsOf(text: string, path: string): KubernetesObject[] {
  try {
    return parseYaml(text, path).filter(
      (value): value is KubernetesObject =>
        typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value,
    );
  } catch (error) {
    if (error instanceof ScaffoldError) return [];
    throw error;
  }
}

/** A place without the names that a user gives to containers, and without numbers of items. */
function plainPath(path: string): string {
  return path.replace(/(containers|Containers)\[[^\]]*\]/g, '$1[]').replace(/\[\d+\]/g, '[]');
}

/** Whether a place, one around it or one in it is among some. */
function isWithin(path: string, places: ReadonlySet<string>): boolean {
  for (const place of places) {
    const [short, long] = place.length < path.length ? [place, path] : [path, place];
    if (long === short || (long.startsWith(short) && /[.[]/.test(long[short.length]!))) return true;
  }
  return false;
}
