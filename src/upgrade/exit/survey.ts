import { isObject, nameOf, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { parseAddress } from '../../objects/wiring/address.ts';
import { winningFlag } from '../../objects/wiring/flags.ts';
import { type MetricsChain, readProxy } from '../../objects/wiring/listeners.ts';
import { METRICS_FLAGS } from '../../objects/wiring/metrics.ts';
import type { ServicePort, ServiceWire } from '../../objects/wiring/services.ts';
import { isProxyImage, type Workload } from '../../objects/wiring/workloads.ts';
import { containersOf, type Manifest, type Manifests } from './manifests.ts';
import { isPast } from './proxy-image.ts';
import type { Renders } from './renders.ts';

/** A manager with a kube-rbac-proxy beside it: one Deployment of the tree, wherever it is rendered. */
export interface Subject {
  readonly id: string;
  readonly kind: string;
  /** As its own file names it. */
  readonly name: string;
  /** The file that it comes from. */
  readonly file: string;
  /** Directories in which it is rendered, those in which the proxy stands beside it first. */
  readonly roots: readonly string[];
  readonly proxied: readonly string[];
  readonly managerName: string;
  readonly proxyNames: ReadonlySet<string>;
  /** Where the proxies listen. */
  readonly proxyPort: number;
  /** Where the manager listens behind the proxy. */
  readonly upstreamPort: number;
  /** The names of the proxy's ports. */
  readonly portNames: readonly string[];
  /** The documents that are it or patch it. */
  readonly manifests: readonly Manifest[];
  readonly chain: MetricsChain;
}

/** Every manager of the tree with a proxy beside it, and the proxies that stand beside something else. */
export function findSubjects(
  renders: Renders,
  manifests: Manifests,
): { subjects: Subject[]; others: { directory: string; workload: Workload }[] } {
  const directories = directoriesWithProxies(renders, manifests);
  const groups = new Map<string, { directory: string; chain: MetricsChain; workload: Workload; file: string }[]>();
  const others: { directory: string; workload: Workload }[] = [];
  for (const directory of directories) {
    const { origins } = renders.of(directory);
    const wiring = renders.wiring(directory);
    for (const workload of wiring.workloads) {
      if (!workload.containers.some(({ part }) => part === 'proxy')) continue;
      const chain = wiring.metrics.find((each) => each.workload === workload && each.proxy !== undefined);
      if (chain === undefined || !isOurs(chain)) {
        others.push({ directory, workload });
        continue;
      }
      const file = origins.get(workload.object) ?? '';
      const original = originalName(manifests, file, workload.object);
      const id = `${file}#${workload.object.kind}/${original}`;
      groups.set(id, [...(groups.get(id) ?? []), { directory, chain, workload, file }]);
    }
  }
  // Releases that the tree keeps as they were are left, unless all of it bears the number of one.
  const isArchive = [...manifests.kustomizations.values()].some(({ file }) => !isPast(file));
  const present = [...groups].filter(([, found]) => !isArchive || !isPast(found[0]!.file));
  const subjects = present.map(([id, found]): Subject => {
    const { chain, workload, file } = found[0]!;
    const kind = workload.object.kind;
    const name = originalName(manifests, file, workload.object);
    const proxies = found.flatMap((each) => each.workload.containers.filter(({ part }) => part === 'proxy'));
    const links = proxies.map(readProxy);
    const proxied = found.map(({ directory }) => directory);
    const roots = [...manifests.kustomizations.values()]
      .filter(({ directory, isComponent }) => !isComponent && manifests.reached(directory).has(file))
      .map(({ directory }) => directory);
    const winner = chain.settings.winner?.address;
    const upstream = links.find((link) => link.upstream !== undefined)?.upstream?.port;
    const subject: Subject = {
      id,
      kind,
      name,
      file,
      roots: [...proxied, ...roots.filter((root) => !proxied.includes(root))],
      proxied: [...new Set(proxied)],
      managerName: chain.manager.name,
      proxyNames: new Set(proxies.map((proxy) => proxy.name)),
      proxyPort: links.find(({ port }) => port !== undefined)?.port ?? 8443,
      upstreamPort: upstream ?? (winner !== undefined && !winner.off ? winner.port : 8080),
      portNames: [...new Set(proxies.flatMap(({ ports }) => ports.flatMap((port) => port.name ?? [])))],
      manifests: [],
      chain,
    };
    return withManifests(subject, manifests);
  });
  return { subjects, others };
}

/** The subject with its documents as they are in another state of the tree. */
export function withManifests(subject: Subject, manifests: Manifests): Subject {
  const reach = new Set(subject.roots.flatMap((root) => [...manifests.reached(root)]));
  const found = manifests.all.filter((manifest) => reach.has(manifest.site.file) && concerns(manifest, subject));
  return { ...subject, manifests: found };
}

/** A proxy can only come out of a directory that reads a file which speaks of one. */
export function directoriesWithProxies(renders: Renders, manifests: Manifests): string[] {
  const speaking = new Set([...renders.tree].filter(({ content }) => speaks(content)).map(({ path }) => path));
  return [...manifests.kustomizations.values()]
    .filter(({ isComponent }) => !isComponent)
    .map(({ directory }) => directory)
    .filter((directory) => [...manifests.reached(directory)].some((path) => speaking.has(path)))
    .sort((a, b) => rank(a) - rank(b));
}

function speaks(content: string): boolean {
  return content.includes('kube-rbac-proxy') || content.includes('secure-listen-address');
}

/** The main directory says what is usual. */
function rank(directory: string): number {
  return directory === 'config/default' || directory.endsWith('/config/default') || directory.endsWith('/default')
    ? 0
    : 1;
}

/**
 * Whether the program beside a proxy is an operator's manager, and not one of a monitoring stack that lies in the tree.
 * Its flags, its command or its name say so; what is only alone with a proxy has to serve metrics by an address that is
 * told to it.
 */
function isOurs({ manager, settings }: MetricsChain): boolean {
  const flags = ['health-probe-bind-address', 'health-addr', 'probe-addr', 'leader-elect', 'enable-leader-election'];
  const program = Array.isArray(manager.value.command) ? String(manager.value.command[0]) : '';
  return (
    manager.name === 'manager' ||
    program.endsWith('/manager') ||
    settings.winner !== undefined ||
    winningFlag(manager.flags, [...METRICS_FLAGS, ...flags, 'leader-election-id', 'config']) !== undefined
  );
}

/** The name that an object has in its own file, before prefixes and suffixes. */
function originalName(manifests: Manifests, file: string, object: KubernetesObject): string {
  const rendered = nameOf(object);
  const names = manifests.all
    .filter(({ site, value }) => site.file === file && isObject(value) && value.kind === object.kind)
    .map(({ value }) => stringAt(value, 'metadata', 'name') ?? '');
  const fitting = names.filter((name) => rendered.includes(name)).sort((a, b) => b.length - a.length);
  return fitting[0] ?? rendered;
}

/** Whether a document is the workload, or may patch it. */
function concerns({ value, role, site, uses }: Manifest, { kind, name, file, proxyNames }: Subject): boolean {
  if (role === 'operations') {
    return uses.some(({ target }) => isTarget(target, kind, name)) && operationsOnPods(value);
  }
  if (!isObject(value)) return false;
  if (role === 'resource')
    return value.kind === kind && stringAt(value, 'metadata', 'name') === name && site.file === file;
  if (value.kind === kind && stringAt(value, 'metadata', 'name') === name) return true;
  const targeted = uses.some(({ target }) => target !== undefined && isTarget(target, kind, name));
  if (!targeted && value.kind !== kind) return false;
  const speaks = containersOf(value).some(({ value: container }) => proxyNames.has(String(container.name)));
  return targeted || (speaks && stringAt(value, 'metadata', 'name')?.endsWith(name) === true);
}

export function isTarget(target: Readonly<Record<string, JsonValue>> | undefined, kind: string, name: string): boolean {
  if (target === undefined) return true;
  if (typeof target.kind === 'string' && target.kind !== '' && !anchored(target.kind).test(kind)) return false;
  // Names may be those before or after prefixes.
  if (typeof target.name !== 'string' || target.name === '') return true;
  return target.name.endsWith(name) || anchored(target.name).test(name);
}

/** kustomize takes kinds and names of targets as regular expressions of the whole; what is none is compared as text. */
function anchored(pattern: string): { test(text: string): boolean } {
  if (!/^[\w.*|()-]{1,100}$/.test(pattern) || /\*.*\*/.test(pattern)) return { test: (text) => text === pattern };
  const alternatives = pattern.replace(/^\((.*)\)$/, '$1').split('|');
  return {
    test: (text) =>
      alternatives.some((each) => {
        const star = each.indexOf('.*');
        if (star === -1) return each === text;
        return text.startsWith(each.slice(0, star)) && text.endsWith(each.slice(star + 2));
      }),
  };
}

function operationsOnPods(value: JsonValue): boolean {
  return (
    Array.isArray(value) &&
    value.some((operation) => /^\/spec\/(jobTemplate\/spec\/)?template(\/|$)/.test(stringAt(operation, 'path') ?? ''))
  );
}

/** Whether an entry of a containers list is the proxy of a subject. */
export function isProxyEntry(container: JsonValue | undefined, { proxyNames }: Subject): boolean {
  const name = stringAt(container, 'name');
  if (name !== undefined && proxyNames.has(name)) return true;
  return isProxyImage(stringAt(container, 'image') ?? '');
}

/** The ports of Services that lead to a proxy of the workload. */
export function proxiedPorts(
  services: readonly ServiceWire[],
  workload: Workload,
): { service: ServiceWire; port: ServicePort }[] {
  return services.flatMap((service) =>
    service.ports
      .filter((port) => port.ends.some((end) => end.workload === workload && end.listener?.container.part === 'proxy'))
      .map((port) => ({ service, port })),
  );
}

export function addressPort(text: string): number | undefined {
  const address = parseAddress(text);
  return address === undefined || address.off ? undefined : address.port;
}
