import { type Issue, ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { someOf } from '../../core/some-of.ts';
import { isObject, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { parseYaml } from '../../yaml/parse.ts';

export interface OriginatedObject {
  readonly object: KubernetesObject;
  readonly origin: { readonly file: string };
}

/** A place whose objects are not known, and why. */
export interface Unread {
  /** The directory or the file. */
  readonly file: string;
  /** Where in it. */
  readonly path: string;
  readonly message: string;
}

/**
 * The manifests that lie in a tree: every document of a YAML or JSON file that has an apiVersion, a kind and a name, and
 * the items of lists. Other documents are passed over, and so are charts, whose templates are no YAML, and files that
 * cannot be read, with a word about each.
 */
export function plainObjects(tree: FileTree): { objects: readonly OriginatedObject[]; unread: readonly Unread[] } {
  const charts = tree
    .paths()
    .flatMap((path) => (path.endsWith('/Chart.yaml') ? [path.slice(0, -'/Chart.yaml'.length)] : []));
  const all = new Set(charts);
  const outer = charts.filter((chart) => !isBelow(all, chart));
  const unread = outer.map(
    (path): Unread => ({ file: path, path, message: 'A Helm chart: only its files are compared.' }),
  );
  const objects: OriginatedObject[] = [];
  for (const { path, content } of tree) {
    if (!/\.(ya?ml|json)$/.test(path) || isBelow(all, path)) continue;
    try {
      const manifests = parseYaml(content, path).flatMap(itemsOf).filter(isManifest);
      for (const object of manifests) objects.push({ object, origin: { file: path } });
    } catch (error) {
      if (!(error instanceof ScaffoldError)) throw error;
      const messages = error.issues.map((issue) => describeIssue({ ...issue, path: '' }));
      unread.push({
        file: path,
        path: error.issues[0]!.path || path,
        message: `${someOf(messages, ' ')} Only the file is compared.`,
      });
    }
  }
  return { objects, unread };
}

/** Whether one of the directories is above a path. */
function isBelow(directories: ReadonlySet<string>, path: string): boolean {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    if (directories.has(path.slice(0, slash))) return true;
  }
  return false;
}

/** An issue as a sentence. */
export function describeIssue({ path, message, received }: Issue): string {
  return `${path === '' ? '' : `${path}: `}${message}${received === undefined ? '' : ` (${received})`}.`;
}

function itemsOf(document: JsonValue): readonly JsonValue[] {
  return isObject(document) && stringAt(document, 'kind')?.endsWith('List') && Array.isArray(document.items)
    ? document.items
    : [document];
}

function isManifest(document: JsonValue): document is KubernetesObject {
  return (
    isObject(document) &&
    stringAt(document, 'apiVersion') !== undefined &&
    stringAt(document, 'kind') !== undefined &&
    stringAt(document, 'metadata', 'name') !== undefined
  );
}
