import type { FileTree } from '../../core/file-tree.ts';
import { isObject, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { parseYaml } from '../../yaml/parse.ts';

export interface OriginatedObject {
  readonly object: KubernetesObject;
  readonly origin: { readonly file: string };
}

/**
 * The manifests that lie in a tree: every document of a YAML or JSON file that has an apiVersion, a kind and a name, and
 * the items of lists. Other documents are passed over.
 *
 * @throws ScaffoldError `yaml-syntax`
 */
export function plainObjects(tree: FileTree): OriginatedObject[] {
  return [...tree]
    .filter(({ path }) => /\.(ya?ml|json)$/.test(path))
    .flatMap(({ path, content }) =>
      parseYaml(content, path)
        .flatMap(itemsOf)
        .filter(isManifest)
        .map((object) => ({ object, origin: { file: path } })),
    );
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
