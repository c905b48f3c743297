import { inFile, ScaffoldError } from '../core/errors.ts';
import { FileTree } from '../core/file-tree.ts';
import { printParts } from '../yaml/print-node.ts';
import { buildMap } from './build.ts';
import type { BuildOptions } from './build-options.ts';
import { describeId, effectiveNamespace, NO_NAMESPACE } from './ids/res-id.ts';
import type { Source } from './read/source.ts';
import { readEach } from './read-each.ts';
import type { Resource } from './resources/resource.ts';

/**
 * A file for each object, as `kustomize build --output DIRECTORY` writes them (5.8.2): named `GROUP_VERSION_KIND_NAME.yaml`
 * in small letters, with the namespace in front where there are several. A value that was a folded block is not folded a
 * second time there, other than on standard output.
 *
 * @throws ScaffoldError as renderManifests does; `kustomize-conflict` for two objects of one name, of which kustomize would
 *   keep one, and for names that are no names of files
 */
export function renderFiles(from: FileTree | Source, directory: string, options: BuildOptions = {}): FileTree {
  const { map } = buildMap(from, directory, options);
  const objects = map.list.flatMap((resource) =>
    resource.node === undefined ? [] : [{ resource, node: resource.node, origin: resource.origin }],
  );
  const namespaces = new Set(objects.map(({ resource }) => effectiveNamespace(resource.currentId)));
  namespaces.delete(NO_NAMESPACE);
  const texts = readEach(objects, (node, { file }) => printParts(node, file).join(''));
  const files: Record<string, string> = Object.create(null);
  for (const [index, { resource }] of objects.entries()) {
    const name = fileName(resource, namespaces.size > 1);
    if (name in files) throw conflict(resource, name, 'another object has a file of this name');
    if (name.includes('/')) throw conflict(resource, name, 'the object has no name that a file can have');
    files[name] = texts[index] as string;
  }
  return FileTree.from(files);
}

function fileName({ currentId }: Resource, severalNamespaces: boolean): string {
  const { group, version, kind, name } = currentId;
  const parts = [group, version, kind].filter((part) => part !== '');
  const namespace = effectiveNamespace(currentId);
  const prefix = severalNamespaces && namespace !== NO_NAMESPACE ? `${namespace}_` : '';
  return `${prefix}${parts.join('_')}_${name}.yaml`.toLowerCase();
}

function conflict({ currentId, origin }: Resource, name: string, message: string): ScaffoldError {
  return new ScaffoldError({
    code: 'kustomize-conflict',
    ...inFile(origin.file, origin.line),
    message: `${describeId(currentId)}: ${message}`,
    expected: 'another name or namespace, or one file for all objects',
    received: name,
  });
}
