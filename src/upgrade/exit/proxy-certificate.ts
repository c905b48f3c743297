import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { winningFlag } from '../../objects/wiring/flags.ts';
import { managerIn, type Read, type Scope } from './add-flag.ts';
import { addOperations } from './add-operations.ts';
import { containersOf, editSite, type Manifest, POD_PATHS } from './manifests.ts';
import type { ExitState } from './state.ts';
import type { Subject } from './survey.ts';
import { workloadOf } from './workload-of.ts';

/** The certificate that a proxy is told to serve with. */
export interface ProxyCertificate {
  readonly volume: string;
  readonly directory: string;
  readonly certificate: string;
  readonly key: string;
}

/** The directories in which the proxy has it, and what they share with those in which it has none. */
export interface ProxyCertificateScope extends Scope {
  readonly certificate: ProxyCertificate;
}

/** Undefined where the proxy signs its own certificate, or takes one from a place that no volume is mounted at. */
export function proxyCertificate(state: ExitState, subject: Subject): ProxyCertificateScope | undefined {
  const found = subject.proxied.map((root) => ({ root, certificate: certificateIn(state, root, subject) }));
  const certificate = found.find((each) => each.certificate !== undefined)?.certificate;
  if (certificate === undefined) return undefined;
  const others = found.filter((each) => each.certificate === undefined);
  return {
    certificate,
    roots: found.flatMap((each) => (each.certificate === undefined ? [] : [each.root])),
    shared: new Set(others.flatMap(({ root }) => [...state.start.reached(root)])),
  };
}

function certificateIn(state: ExitState, root: string, subject: Subject): ProxyCertificate | undefined {
  for (const { part, flags, mounts } of workloadOf(state.before, root, subject)?.containers ?? []) {
    if (part !== 'proxy') continue;
    const certificate = winningFlag(flags, ['tls-cert-file'])?.value;
    const key = winningFlag(flags, ['tls-private-key-file'])?.value;
    if (certificate === undefined || key === undefined) continue;
    const [directory, file] = split(certificate);
    const [keyDirectory, keyFile] = split(key);
    const mount = mounts.find((each) => each.directory === directory);
    if (mount === undefined || keyDirectory !== directory) continue;
    return { volume: mount.volume, directory, certificate: file, key: keyFile };
  }
  return undefined;
}

/** Flags of scaffolds since Kubebuilder 4.4; only what differs from their defaults. */
export function certificateFlags({ directory, certificate, key }: ProxyCertificate): string[] {
  return [
    `--metrics-cert-path=${directory}`,
    ...(certificate === 'tls.crt' ? [] : [`--metrics-cert-name=${certificate}`]),
    ...(key === 'tls.key' ? [] : [`--metrics-cert-key=${key}`]),
  ];
}

/** The same as fields of metricsserver.Options, for a program that has no such flags. */
export function certificateFields({ directory, certificate, key }: ProxyCertificate): string {
  return [
    `CertDir: "${directory}",`,
    ...(certificate === 'tls.crt' ? [] : [`CertName: "${certificate}",`]),
    ...(key === 'tls.key' ? [] : [`KeyName: "${key}",`]),
  ].join('\n');
}

/** The manager mounts it wherever the proxy had it; where no document can say so, a JSON patch does. */
export function mountProxyCertificate(
  tree: FileTree,
  subject: (tree: FileTree) => Subject,
  { certificate, roots, shared }: ProxyCertificateScope,
  had: ReadonlySet<string>,
  read: Read,
): FileTree {
  const { volume, directory } = certificate;
  let next = mountCertificate(tree, subject(tree), certificate, had, shared);
  for (const root of roots) {
    const now = read(next);
    const container = managerIn(now.renders, root, subject(next));
    const mounts = listAt(container, 'volumeMounts');
    if (container === undefined || mounts.some((each) => stringAt(each, 'name') === volume)) continue;
    const mount = { mountPath: directory, name: volume, readOnly: true };
    next =
      addOperations(next, subject(next), now, root, shared, (path) => [
        mounts.length > 0
          ? { op: 'add', path: `${path}/volumeMounts/-`, value: mount }
          : { op: 'add', path: `${path}/volumeMounts`, value: [mount] },
      ]) ?? next;
  }
  return next;
}

/**
 * The manager mounts it where the proxy did, in the document that had the proxy's mount, if it speaks of the manager. A
 * document that has the volume for some directories alone comes to speak of the manager.
 *
 * @param had files that had the proxy
 */
export function mountCertificate(
  tree: FileTree,
  subject: Subject,
  { volume, directory }: ProxyCertificate,
  had: ReadonlySet<string>,
  shared: ReadonlySet<string> = new Set(),
): FileTree {
  const mount = { mountPath: directory, name: volume, readOnly: true };
  const documents = subject.manifests.filter(({ role, site }) => role !== 'operations' && !shared.has(site.file));
  const found = documents.flatMap((manifest) =>
    containersOf(manifest.value)
      .filter(({ value }) => value.name === subject.managerName)
      .map(({ path }) => ({ manifest, path })),
  );
  const holdsVolume = ({ value }: Manifest) => POD_PATHS.some((base) => volumeIn(value, base, volume));
  const holder = documents.find((manifest) => manifest.role === 'patch' && holdsVolume(manifest));
  const place =
    found.find(({ manifest }) => holdsVolume(manifest)) ??
    (shared.size > 0 && holder !== undefined
      ? undefined
      : (found.find(({ manifest }) => had.has(manifest.site.file)) ??
        found.find(({ manifest }) => manifest.role === 'resource')));
  if (place !== undefined) {
    return editSite(tree, place.manifest.site, (editor, document) => {
      editor.insert(document, [...place.path, 'volumeMounts'], mount);
    });
  }
  if (holder === undefined) return tree;
  const base = POD_PATHS.find((each) => volumeIn(holder.value, each, volume))!;
  return editSite(tree, holder.site, (editor, document) => {
    editor.insert(document, [...base, 'containers'], { name: subject.managerName, volumeMounts: [mount] });
  });
}

function volumeIn(value: JsonValue, base: readonly string[], volume: string): boolean {
  return isObject(value) && listAt(value, ...base, 'volumes').some((each) => stringAt(each, 'name') === volume);
}

function split(path: string): [directory: string, file: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
}
