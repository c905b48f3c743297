import type { FileTree } from '../../core/file-tree.ts';
import { winningFlag } from '../../objects/wiring/flags.ts';
import { containersOf, editSite } from './manifests.ts';
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

/** Undefined where the proxy signs its own certificate, or takes one from a place that no volume is mounted at. */
export function proxyCertificate(state: ExitState, subject: Subject): ProxyCertificate | undefined {
  for (const root of subject.proxied) {
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

/** The manager mounts it where the proxy did, in the document that had the proxy's mount, if it speaks of the manager. */
export function mountCertificate(
  tree: FileTree,
  subject: Subject,
  { volume, directory }: ProxyCertificate,
  had: ReadonlySet<string>,
): FileTree {
  const found = subject.manifests
    .filter(({ role }) => role !== 'operations')
    .flatMap((manifest) =>
      containersOf(manifest.value)
        .filter(({ value }) => value.name === subject.managerName)
        .map(({ path }) => ({ manifest, path })),
    );
  const holdsVolume = ({ manifest }: (typeof found)[number]) => JSON.stringify(manifest.value).includes(`"${volume}"`);
  const place =
    found.find(holdsVolume) ??
    found.find(({ manifest }) => had.has(manifest.site.file)) ??
    found.find(({ manifest }) => manifest.role === 'resource');
  if (place === undefined) return tree;
  return editSite(tree, place.manifest.site, (editor, document) => {
    editor.insert(document, [...place.path, 'volumeMounts'], { mountPath: directory, name: volume, readOnly: true });
  });
}

function split(path: string): [directory: string, file: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
}
