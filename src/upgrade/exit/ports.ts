import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, nameOf, stringAt } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { containersOf, editSite, type Manifest, type Manifests } from './manifests.ts';
import type { Subject } from './survey.ts';

/** A port of a Service that leads to the proxy, as the Service's own file has it. */
export interface ProxiedPort {
  readonly file: string;
  /** The Service's name in its file. */
  readonly service: string;
  readonly name: string | undefined;
  readonly port: number;
  readonly target: number | string | undefined;
}

/** The Service's documents that speak of a port: the Service itself, and patches of it. */
export function servicePortPlaces(
  manifests: Manifests,
  { service, name, port }: ProxiedPort,
): { manifest: Manifest; index: number }[] {
  return manifests.all.flatMap((manifest) => {
    const { value } = manifest;
    if (!isObject(value) || value.kind !== 'Service' || stringAt(value, 'metadata', 'name') !== service) return [];
    return listAt(value, 'spec', 'ports').flatMap((item, index) => {
      if (!isObject(item)) return [];
      const same = name === undefined ? item.port === port : item.name === name || item.port === port;
      return same ? [{ manifest, index }] : [];
    });
  });
}

/**
 * The manager gets the port in its list of ports, in the document that had the proxy's if it speaks of the manager, or
 * else where the manager itself is written. A port of that number that it declares already gets the name, if it has none.
 */
export function declarePort(
  tree: FileTree,
  subject: Subject,
  port: number,
  name: string,
  cut: ReadonlySet<string>,
): FileTree {
  const found = subject.manifests
    .filter(({ role }) => role !== 'operations')
    .flatMap((manifest) =>
      containersOf(manifest.value)
        .filter(({ value }) => value.name === subject.managerName)
        .map(({ path, value }) => ({ manifest, path, value })),
    );
  for (const { manifest, path, value } of found) {
    const index = listAt(value, 'ports').findIndex((each) => isObject(each) && each.containerPort === port);
    if (index === -1) continue;
    return editSite(tree, manifest.site, (editor, document) => {
      if (stringAt(listAt(value, 'ports')[index], 'name') === undefined) {
        editor.set(document, [...path, 'ports', index, 'name'], name);
      }
    });
  }
  const place =
    found.find(({ manifest }) => cut.has(manifest.site.file)) ??
    found.find(({ manifest }) => manifest.role === 'resource') ??
    found[0];
  if (place === undefined) return tree;
  return editSite(tree, place.manifest.site, (editor, document) => {
    editor.insert(document, [...place.path, 'ports'], { containerPort: port, name, protocol: 'TCP' });
  });
}

/** A port's name that no container of the pod has, of those that fit. */
export function freePortName(object: KubernetesObject, wanted: readonly string[], subject: Subject): string {
  const taken = new Set(
    containersOf(object)
      .filter(({ value }) => !subject.proxyNames.has(String(value.name)))
      .flatMap(({ value }) => listAt(value, 'ports').map((port) => stringAt(port, 'name'))),
  );
  return wanted.find((name) => !taken.has(name)) ?? wanted[0]!;
}

/** The Service's name in its own file. */
export function originalServiceName(manifests: Manifests, file: string, object: KubernetesObject): string {
  const names = manifests.all
    .filter(({ site, value }) => site.file === file && isObject(value) && value.kind === 'Service')
    .map(({ value }) => stringAt(value, 'metadata', 'name') ?? '')
    .filter((name) => nameOf(object).includes(name))
    .sort((a, b) => b.length - a.length);
  return names[0] ?? nameOf(object);
}
