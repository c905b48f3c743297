import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, nameOf, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject } from '../../kubernetes/object.ts';
import { containersOf, editSite, type Manifest, type Manifests } from './manifests.ts';
import { isPast } from './proxy-image.ts';
import type { Renders } from './renders.ts';
import { type Subject, withManifests } from './survey.ts';

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
  { file, service, name, port }: ProxiedPort,
): { manifest: Manifest; index: number }[] {
  return manifests.all.flatMap((manifest) => {
    const { value, site } = manifest;
    if (isPast(site.file) !== isPast(file)) return [];
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
 * else where the manager itself is written; each directory that had the proxy has one of its own, or shares it. A port
 * of that number that it declares already gets the name, if it has none.
 *
 * @param cut files that had the proxy
 */
export function declarePort(
  tree: FileTree,
  subject: Subject,
  port: number,
  name: string,
  cut: ReadonlySet<string>,
  read: (tree: FileTree) => { renders: Renders; manifests: Manifests },
): FileTree {
  let next = tree;
  for (const root of subject.proxied) {
    const { renders, manifests } = read(next);
    const built = managerIn(renders, root, subject);
    const there = listAt(built, 'ports').find((each) => isObject(each) && each.containerPort === port);
    if (built === undefined || stringAt(there, 'name') !== undefined) continue;
    const reached = manifests.reached(root);
    const found = withManifests(subject, manifests)
      .manifests.filter(({ role, site }) => role !== 'operations' && reached.has(site.file))
      .flatMap((manifest) =>
        containersOf(manifest.value)
          .filter(({ value }) => value.name === subject.managerName)
          .map(({ path, value }) => ({ manifest, path, value })),
      );
    const indexOf = ({ value }: (typeof found)[number]) =>
      listAt(value, 'ports').findIndex((each) => isObject(each) && each.containerPort === port);
    const unnamed = found.find((each) => indexOf(each) !== -1);
    const place =
      unnamed ??
      found.find(({ manifest }) => cut.has(manifest.site.file)) ??
      found.find(({ manifest }) => manifest.role === 'resource') ??
      found[0];
    if (place === undefined) continue;
    next = editSite(next, place.manifest.site, (editor, document) => {
      if (unnamed !== undefined) editor.set(document, [...place.path, 'ports', indexOf(unnamed), 'name'], name);
      else editor.insert(document, [...place.path, 'ports'], { containerPort: port, name, protocol: 'TCP' });
    });
  }
  return next;
}

function managerIn(renders: Renders, root: string, subject: Subject): JsonObject | undefined {
  const { origins, objects } = renders.of(root);
  const object = objects.find(
    (each) => origins.get(each) === subject.file && each.kind === subject.kind && nameOf(each).includes(subject.name),
  );
  if (object === undefined) return undefined;
  return containersOf(object).find(({ value }) => value.name === subject.managerName)?.value;
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
