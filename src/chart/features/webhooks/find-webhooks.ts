import { listAt, nameOf, objectAt, stringAt } from '../../../kubernetes/identity.ts';
import { type Document, type Draft, documentOf, type Workload } from '../../draft.ts';

/** The volume of a workload that holds the certificate of its webhook server. */
export interface ServingVolume {
  readonly name: string;
  /** Index in the pod's volumes. */
  readonly at: number;
  /** The Secret's node; undefined where nothing in the manifests makes the Secret. */
  readonly secret: number | undefined;
  readonly secretName: string;
}

/** Everything about the webhooks of the input. */
export interface Webhooks {
  readonly configurations: readonly Document[];
  /** CustomResourceDefinitions that convert through a webhook. */
  readonly conversions: readonly Document[];
  readonly services: readonly Document[];
  /** The cert-manager Certificates whose Secret the server uses. */
  readonly certificates: readonly Document[];
  readonly server: Workload | undefined;
  readonly volume: ServingVolume | undefined;
  /** Further workloads with a certificate for webhooks: an operator may bring another one along. */
  readonly others: readonly { readonly server: Workload; readonly volume: ServingVolume }[];
}

export function findWebhooks(draft: Draft): Webhooks | undefined {
  const configurations = draft.documents.filter((document) => document.kind.endsWith('WebhookConfiguration'));
  const conversions = draft.documents.filter(
    (document) => stringAt(document.manifest?.object, 'spec', 'conversion', 'strategy') === 'Webhook',
  );
  if (configurations.length === 0 && conversions.length === 0) return undefined;
  const callers = [...configurations, ...conversions];
  const injected = targets(draft, callers, 'Certificate');
  const called = targets(draft, callers, 'Service');
  const served = targets(draft, injected, 'Service');
  const services = [...new Set([...called, ...served])];
  const byName = draft.documents.filter(
    (document) =>
      document.kind === 'Certificate' &&
      targets(draft, [document], 'Service').some((service) => services.includes(service)),
  );
  const certificates = [...new Set([...injected, ...byName])];
  const servers = serversOf(draft, services);
  const server = servers[0];
  const others = draft.workloads.flatMap((other) => {
    if (other === server) return [];
    const volume = servingVolume(draft, other, certificates, !servers.includes(other));
    return volume === undefined ? [] : [{ server: other, volume }];
  });
  return {
    configurations,
    conversions,
    services,
    certificates,
    server,
    volume: server === undefined ? undefined : servingVolume(draft, server, certificates),
    others,
  };
}

/** The documents of a kind that some documents refer to. */
export function targets(draft: Draft, from: readonly Document[], kind: string): Document[] {
  const found = new Set<number>();
  for (const { node } of from) {
    for (const span of node === undefined ? [] : (draft.graph.spans[node.index] ?? [])) {
      if ('node' in span.target && draft.graph.nodes[span.target.node]!.kind === kind) found.add(span.target.node);
    }
  }
  return [...found].flatMap((node) => documentOf(draft, node) ?? []);
}

/** The documents of some kinds that refer to a node. */
export function referrers(draft: Draft, node: number): Document[] {
  return draft.documents.filter(
    (document) =>
      document.node !== undefined &&
      document.node.id !== node &&
      draft.graph.spans[document.node.index]?.some((span) => 'node' in span.target && span.target.node === node),
  );
}

/** The workloads that the Services of webhooks select, in the order of the Services. */
function serversOf(draft: Draft, services: readonly Document[]): Workload[] {
  const found = services.flatMap((service) =>
    (draft.graph.selectors[service.node!.index] ?? []).flatMap((selector) =>
      draft.workloads.filter((workload) => selector.selects.includes(workload.index)),
    ),
  );
  return [...new Set(found)];
}

/** @param onlyIssued whether the place of a mount is not enough, because nothing says that the workload serves webhooks */
function servingVolume(
  draft: Draft,
  server: Workload,
  certificates: readonly Document[],
  onlyIssued = false,
): ServingVolume | undefined {
  const secrets = new Set(certificates.map((document) => stringAt(document.manifest!.object, 'spec', 'secretName')));
  const spec = objectAt(server.object, ...server.templatePath, 'spec');
  for (const [at, volume] of listAt(spec, 'volumes').entries()) {
    const secretName = stringAt(volume, 'secret', 'secretName');
    const name = stringAt(volume, 'name') ?? '';
    if (secretName === undefined) continue;
    const path = mountPath(server, name);
    // Without cert-manager only the place tells: controller-runtime's default directory, or one that speaks of webhooks.
    if (!secrets.has(secretName) && onlyIssued) continue;
    if (!secrets.has(secretName) && !/serving-certs|webhook/.test(`${path ?? ''} ${name} ${secretName}`)) continue;
    const span = draft.graph.spans[server.index]!.find(
      (each) => each.path.at(-1) === 'secretName' && each.path.includes('volumes') && each.path.includes(at),
    );
    const secret = span !== undefined && 'node' in span.target ? span.target.node : undefined;
    return { name, at, secret, secretName };
  }
  return undefined;
}

export function mountPath(workload: Workload, volume: string): string | undefined {
  const spec = objectAt(workload.object, ...workload.templatePath, 'spec');
  for (const container of listAt(spec, 'containers')) {
    for (const mount of listAt(container, 'volumeMounts')) {
      if (stringAt(mount, 'name') === volume) return stringAt(mount, 'mountPath');
    }
  }
  return undefined;
}

/** Whether a Service is there for webhooks alone. */
export function isForWebhooksOnly(draft: Draft, service: Document): boolean {
  const ports = listAt(service.manifest?.object, 'spec', 'ports');
  const others = referrers(draft, service.node!.id).filter(
    ({ kind }) =>
      !kind.endsWith('WebhookConfiguration') && kind !== 'CustomResourceDefinition' && kind !== 'Certificate',
  );
  return ports.length < 2 && others.length === 0 && !/metrics/.test(nameOf(service.manifest!.object));
}
