import type { FileTree } from '../../core/file-tree.ts';
import { relativePath } from '../../core/paths.ts';
import { addEntry } from '../../edit/yaml/kustomization.ts';
import { printValue } from '../../edit/yaml/print-value.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { withText } from './entries.ts';
import { containersOf, editSite, type Manifests } from './manifests.ts';
import { fieldOf, outermost, siblingDirectory } from './network-policy.ts';
import type { ProxyCertificate } from './proxy-certificate.ts';
import type { Subject } from './survey.ts';

/** A Service as it is built: what a certificate has to be for. */
export interface ServiceAddress {
  readonly name: string;
  readonly namespace: string;
}

/** As scaffolds since Kubebuilder 4.4 name the Secret, the volume and where it is mounted. */
export const METRICS_SECRET = 'metrics-server-cert';
export const METRICS_CERTIFICATE: ProxyCertificate = {
  volume: 'metrics-certs',
  directory: '/tmp/k8s-metrics-server/metrics-certs',
  certificate: 'tls.crt',
  key: 'tls.key',
};
export const CERTIFICATE_NAME = 'metrics-certificate';
export const ISSUER_NAME = 'metrics-certificate-issuer';

/**
 * A certificate of cert-manager for the metrics Service, in a directory beside the kustomizations that had the proxy,
 * and its Secret as a volume of the pods.
 *
 * @returns the same tree where no kustomization is to be found for it
 */
export function addMetricsCertificate(
  tree: FileTree,
  subject: Subject,
  manifests: Manifests,
  holders: readonly string[],
  service: ServiceAddress,
): FileTree {
  const places = outermost(manifests, holders);
  const own = subject.manifests.find(({ role, site }) => role === 'resource' && site.file === subject.file);
  const container = containersOf(own?.value ?? null).find(({ value }) => value.name === subject.managerName);
  if (places.length === 0 || own === undefined || container === undefined) return tree;
  const directory = siblingDirectory(tree, places[0]!, ['metrics-certificate', 'metrics-server-certificate']);
  if (directory === undefined) return tree;
  const metadata = (own.value as { metadata?: { namespace?: string } }).metadata;
  const namespace = metadata?.namespace === undefined ? {} : { namespace: metadata.namespace };
  let next = tree.with({
    [`${directory}/certificate.yaml`]: [issuer(namespace), certificate(namespace, service)].map(yaml).join('---\n'),
    [`${directory}/kustomizeconfig.yaml`]: yaml(ISSUER_REFERENCE),
    [`${directory}/kustomization.yaml`]: yaml({
      resources: ['certificate.yaml'],
      configurations: ['kustomizeconfig.yaml'],
    }),
  });
  for (const holder of places) {
    const { file } = manifests.kustomizations.get(holder)!;
    const editor = new YamlEditor(next.get(file)!, file);
    addEntry(editor, fieldOf(editor), relativePath(holder, directory));
    next = withText(next, file, editor.text);
  }
  return editSite(next, own.site, (editor, document) => {
    editor.insert(document, [...container.path.slice(0, -2), 'volumes'], {
      name: METRICS_CERTIFICATE.volume,
      secret: { secretName: METRICS_SECRET },
    });
  });
}

/** How a monitor checks the certificate. */
export function monitorTls({ name, namespace }: ServiceAddress): JsonValue {
  return { ca: { secret: { key: 'ca.crt', name: METRICS_SECRET } }, serverName: `${name}.${namespace}.svc` };
}

function issuer(namespace: { readonly namespace?: string }): JsonValue {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name: ISSUER_NAME, ...namespace },
    spec: { selfSigned: {} },
  };
}

function certificate(namespace: { readonly namespace?: string }, service: ServiceAddress): JsonValue {
  const host = `${service.name}.${service.namespace}.svc`;
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: CERTIFICATE_NAME, ...namespace },
    spec: {
      dnsNames: [host, `${host}.cluster.local`],
      issuerRef: { kind: 'Issuer', name: ISSUER_NAME },
      secretName: METRICS_SECRET,
    },
  };
}

/** Prefixes reach the Issuer's name in the Certificate. */
const ISSUER_REFERENCE: JsonValue = {
  nameReference: [
    {
      kind: 'Issuer',
      group: 'cert-manager.io',
      fieldSpecs: [{ kind: 'Certificate', group: 'cert-manager.io', path: 'spec/issuerRef/name' }],
    },
  ],
};

function yaml(value: JsonValue): string {
  return `${printValue(value, { indent: 2, indentLists: false, newline: '\n' }).join('\n')}\n`;
}
