import { listAt, nameOf, objectAt, stringAt } from '../../kubernetes/identity.ts';
import { type ChartInput, type Document, documentOf, type Workload } from '../draft.ts';
import type { NamePlan } from '../names/name-plan.ts';
import { findFlag } from '../pods/container-args.ts';
import { operand } from '../template/condition.ts';
import { goString } from '../template/escape.ts';
import type { Expression } from '../template/nodes.ts';

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
  readonly others: readonly OtherServer[];
  /** Workloads that are there for webhooks and nothing else. */
  readonly whole: ReadonlySet<Workload>;
  /** Workloads that are told to serve none where webhooks are off. */
  readonly switched: ReadonlySet<Workload>;
}

export interface OtherServer {
  readonly server: Workload;
  readonly volume: ServingVolume;
  /** How the name of its Secret is written. */
  readonly secretName: Expression;
}

export function findWebhooks(input: ChartInput): Webhooks | undefined {
  const configurations = input.documents.filter((document) => document.kind.endsWith('WebhookConfiguration'));
  const conversions = input.documents.filter(
    (document) => stringAt(document.manifest?.object, 'spec', 'conversion', 'strategy') === 'Webhook',
  );
  if (configurations.length === 0 && conversions.length === 0) return undefined;
  const callers = [...configurations, ...conversions];
  const injected = targets(input, callers, 'Certificate');
  const called = targets(input, callers, 'Service');
  const served = targets(input, injected, 'Service');
  const services = [...new Set([...called, ...served])];
  const byName = input.documents.filter(
    (document) =>
      document.kind === 'Certificate' &&
      targets(input, [document], 'Service').some((service) => services.includes(service)),
  );
  const certificates = [...new Set([...injected, ...byName])];
  const servers = serversOf(input, services);
  const server = servers[0];
  const others = input.workloads.flatMap((other) => {
    if (other === server) return [];
    const volume = servingVolume(input, other, certificates, !servers.includes(other));
    return volume === undefined ? [] : [{ server: other, volume }];
  });
  const volume = server === undefined ? undefined : servingVolume(input, server, certificates);
  const all = [...(server === undefined ? [] : [{ server, volume }]), ...others];
  const whole = all.filter((each) => isForWebhooks(each.server));
  const switched = all.filter((each) => !whole.includes(each) && !servesMetrics(each.server, each.volume));
  return {
    configurations,
    conversions,
    services,
    certificates,
    server,
    volume,
    others: nameSecrets(input, volume, others),
    whole: new Set(whole.map((each) => each.server)),
    switched: new Set(switched.map((each) => each.server)),
  };
}

function isForWebhooks({ isManager, title }: Workload): boolean {
  return !isManager && /webhook|admission/.test(title);
}

/** Whether the certificate for webhooks is that of metrics, too. */
function servesMetrics(server: Workload, volume: ServingVolume | undefined): boolean {
  const path = findFlag(server, /^--metrics-cert-path=/)?.text.split('=')[1];
  if (volume === undefined || path === undefined) return false;
  return listAt(server.object, ...server.templatePath, 'spec', 'containers').some((container) =>
    listAt(container, 'volumeMounts').some(
      (mount) => stringAt(mount, 'name') === volume.name && stringAt(mount, 'mountPath') === path,
    ),
  );
}

/** The Secret of the values is in the place of all of them; of those that it is not the first for, beside their own name. */
function nameSecrets(
  { names }: ChartInput,
  volume: ServingVolume | undefined,
  others: readonly Omit<OtherServer, 'secretName'>[],
): OtherServer[] {
  const named = new Map([[volume?.secret, names.include('webhook.secretName')]]);
  return others.map((other) => {
    const { secret, secretName } = other.volume;
    const known = secret === undefined ? undefined : named.get(secret);
    if (known !== undefined) return { ...other, secretName: known };
    const own = secret === undefined ? goString(secretName) : expressionOf(names, secret);
    const expression = names.include('webhook.secretNameOf', operand(own));
    named.set(secret, expression);
    return { ...other, secretName: expression };
  });
}

/** A name as an operand of Go's text/template, as it is now. */
export function expressionOf(names: NamePlan, node: number): string {
  const name = names.name(node);
  return typeof name === 'string' ? goString(name) : name.expression;
}

/** The documents of a kind that some documents refer to. */
export function targets(input: ChartInput, from: readonly Document[], kind: string): Document[] {
  const found = new Set<number>();
  for (const { node } of from) {
    for (const span of node === undefined ? [] : (input.graph.spans[node.index] ?? [])) {
      if ('node' in span.target && input.graph.nodes[span.target.node]!.kind === kind) found.add(span.target.node);
    }
  }
  return [...found].flatMap((node) => documentOf(input, node) ?? []);
}

/** The documents of some kinds that refer to a node. */
export function referrers(input: ChartInput, node: number): Document[] {
  return input.documents.filter(
    (document) =>
      document.node !== undefined &&
      document.node.id !== node &&
      input.graph.spans[document.node.index]?.some((span) => 'node' in span.target && span.target.node === node),
  );
}

/** The workloads that the Services of webhooks select, in the order of the Services. */
function serversOf(input: ChartInput, services: readonly Document[]): Workload[] {
  const found = services.flatMap((service) =>
    (input.graph.selectors[service.node!.index] ?? []).flatMap((selector) =>
      input.workloads.filter((workload) => selector.selects.includes(workload.index)),
    ),
  );
  return [...new Set(found)];
}

/** @param onlyIssued whether the place of a mount is not enough, because nothing says that the workload serves webhooks */
function servingVolume(
  input: ChartInput,
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
    const span = input.graph.spans[server.index]!.find(
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
export function isForWebhooksOnly(input: ChartInput, service: Document): boolean {
  const ports = listAt(service.manifest?.object, 'spec', 'ports');
  const others = referrers(input, service.node!.id).filter(
    ({ kind }) =>
      !kind.endsWith('WebhookConfiguration') && kind !== 'CustomResourceDefinition' && kind !== 'Certificate',
  );
  return ports.length < 2 && others.length === 0 && !/metrics/.test(nameOf(service.manifest!.object));
}

/** The helpers decide about the names of the Secrets. */
export function decideWebhookSecrets({ names }: ChartInput, { volume, others }: Webhooks): void {
  for (const { volume: other, secretName } of others) {
    if (other.secret !== undefined) names.override(other.secret, secretName);
  }
  if (volume?.secret !== undefined) names.override(volume.secret, names.include('webhook.secretName'));
}
