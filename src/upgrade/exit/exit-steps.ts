import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject } from '../../kubernetes/object.ts';
import type { ServiceWire } from '../../objects/wiring/services.ts';
import type { StepHead } from '../plan/plan-builder.ts';
import { addFlag } from './add-flag.ts';
import { cutSidecar } from './cut-sidecar.ts';
import { withoutImageEntries } from './image-entries.ts';
import { containersOf, editSite } from './manifests.ts';
import { addressConfigMaps, moveAddress, moveAddressInFiles } from './metrics-address.ts';
import {
  addMetricsCertificate,
  CERTIFICATE_NAME,
  ISSUER_NAME,
  METRICS_CERTIFICATE,
  monitorTls,
  type ServiceAddress,
} from './metrics-certificate.ts';
import { monitorNames, plainMonitors, secureMonitors } from './monitors.ts';
import { addNetworkPolicy, type OpenPort } from './network-policy.ts';
import { declarePort, freePortName, originalServiceName, type ProxiedPort, servicePortPlaces } from './ports.ts';
import { findPositions, reindex } from './positions.ts';
import { certificateFlags, mountCertificate, type ProxyCertificate } from './proxy-certificate.ts';
import { planReviewRights } from './review-rights.ts';
import { turnFlag } from './secure-switch.ts';
import type { ExitState } from './state.ts';
import { proxiedPorts, type Subject, withManifests } from './survey.ts';
import { certifiedRoots, certifyVariants, variantCertificateByHand } from './variant-certificate.ts';
import { workloadOf, workloadsOf } from './workload-of.ts';

type Head = Omit<StepHead, 'topic'>;

const DISCUSSION = 'https://github.com/kubernetes-sigs/kubebuilder/discussions/3907';

/** What a subject's metrics are to be. */
export interface Wanted {
  readonly port: number;
  readonly portName: string;
  /** Flags beside the address, such as those of an ansible or helm operator. */
  readonly arguments: readonly string[];
  /** Whether an address that no manifest gives has to be given as a flag, and by which. */
  readonly addressFlag: string | undefined;
  readonly secureFlag: string;
  /** The certificate that the proxy served with, which the manager takes over. */
  readonly certificate: ProxyCertificate | undefined;
  /** Whether the program has flags for a certificate. */
  readonly takesCertificate: boolean;
  /** The Service that a certificate of cert-manager is to be for, where the manager is to have one. */
  readonly certified: ServiceAddress | undefined;
}

/** Plans the steps by which one manager leaves its proxy. */
export function planSubject(state: ExitState, found: Subject, wanted: Wanted, suffix: string): void {
  const { target } = state;
  const id = (name: string) => `metrics/${name}${suffix}`;
  const subject = () => withManifests(found, state.manifests);
  /** With what the directories read that had the proxy: a variant without it serves as it did. */
  const guarded = () => {
    const { manifests } = state;
    const reached = new Set(found.proxied.flatMap((root) => [...manifests.reached(root)]));
    const all = withManifests(found, manifests);
    return { ...all, manifests: all.manifests.filter(({ site }) => reached.has(site.file)) };
  };
  const https = target === 'https';

  const ports = servicePorts(state, found);
  const open = openPorts(state, found);
  const positions = findPositions(state.tree, subject(), state.manifests, state.renders);
  const holders = holdersOf(state, found);
  const proxied = proxyDocuments(found);

  // One part of the move without another is a pod that is not reached, or that everybody reaches.
  const parts = ['program', 'positions', 'address', 'certificate', 'port', 'service', 'monitor', 'review-rights'];
  const cut: Head = {
    id: id('cut-proxy'),
    title: 'Take the kube-rbac-proxy container out of the pod',
    why: 'The proxy is no longer part of Kubebuilder, and its images can no longer be pulled from gcr.io/kubebuilder. What else its patch carries stays.',
    links: [DISCUSSION],
    needs: parts.map(id),
  };
  const volumes = proxyVolumes(state, found);
  for (const volume of volumes) state.volumes.add(volume);
  if (wanted.certificate !== undefined) volumes.delete(wanted.certificate.volume);
  const had = subject().manifests;
  const withoutProxy = cutSidecar(state.tree, subject(), volumes);
  state.step(cut, withoutImageEntries(withoutProxy, found, had));
  const needs = [cut.id];
  state.step(
    {
      id: id('positions'),
      title: 'Count containers without the proxy',
      why: 'JSON patches and replacements reach containers by their place, which changes when the proxy goes.',
      needs,
    },
    reindex(state.tree, subject(), positions),
  );

  const address: Head = {
    id: id('address'),
    title: `Serve metrics on port ${wanted.port}`,
    why: https
      ? 'The manager serves metrics to the network itself, over HTTPS, and asks the API server who the caller is.'
      : 'The manager serves metrics to the network itself; a NetworkPolicy says who may reach them.',
    links: ['https://book.kubebuilder.io/reference/metrics'],
    needs,
  };
  const text = `:${wanted.port}`;
  const tellAddress = (path: string, old: string) => {
    state.builder.leftovers.push({
      path,
      text: `${old} was not where the proxy looked for metrics; they are served on ${text} now.`,
    });
  };
  state.step(address, moveAddress(state.tree, guarded(), text, tellAddress));
  state.step(address, moveAddressInFiles(state.tree, subject(), text, state.before, state.start));
  state.step(address, turnFlag(state.tree, guarded(), wanted.secureFlag, https));
  const read = (tree: FileTree) => state.read(tree);
  const fromElsewhere = found.chain.settings.winner?.source;
  if (wanted.addressFlag !== undefined && (fromElsewhere === undefined || fromElsewhere === 'flag')) {
    const flag = `--${wanted.addressFlag}=${text}`;
    const has = (words: readonly string[]) =>
      words.some((word, index) => word === flag || (word === `--${wanted.addressFlag}` && words[index + 1] === text));
    state.step(address, addFlag(state.tree, subject(), flag, has, read));
  }
  for (const flag of wanted.arguments) {
    const name = flag.split('=')[0]!;
    const has = (words: readonly string[]) => words.some((word) => word === name || word.startsWith(`${name}=`));
    state.step(address, addFlag(state.tree, subject(), flag, has, read));
  }

  if (wanted.certificate !== undefined) {
    const certificate: Head = {
      id: id('certificate'),
      title: 'Serve metrics with the certificate that the proxy had',
      why: wanted.takesCertificate
        ? 'Whoever reads metrics checks it.'
        : 'Whoever reads metrics checks it. The manager has it at hand; its program has to be told.',
      needs: [cut.id, address.id],
    };
    const flags = wanted.takesCertificate ? certificateFlags(wanted.certificate) : [];
    const roots = certifiedRoots(state, found);
    if (roots.length < found.proxied.length) {
      const tree = certifyVariants(state, found, wanted.certificate, roots, flags);
      if (tree === undefined)
        state.builder.manual.push(variantCertificateByHand(found, wanted.certificate, roots, flags));
      else state.step(certificate, tree);
    } else {
      state.step(certificate, mountCertificate(state.tree, subject(), wanted.certificate, proxied));
      for (const flag of flags) {
        const has = (words: readonly string[]) => words.some((word) => word.startsWith(`${flag.split('=')[0]}=`));
        state.step(certificate, addFlag(state.tree, subject(), flag, has, read));
      }
    }
  }

  const { certified } = wanted;
  const issued: Head = {
    id: id('cert-manager'),
    title: 'Take the metrics certificate from cert-manager',
    why: 'Who reads metrics can check whom it reads them from.',
    links: ['https://cert-manager.io/docs/configuration/selfsigned/'],
    needs: [cut.id, address.id],
  };
  if (certified !== undefined) {
    const made = addMetricsCertificate(state.tree, subject(), state.manifests, holders, certified);
    if (made !== state.tree) {
      state.volumes.add(METRICS_CERTIFICATE.volume);
      state.intents.push({ kind: 'Certificate', name: CERTIFICATE_NAME, change: 'added' });
      state.intents.push({ kind: 'Issuer', name: ISSUER_NAME, change: 'added' });
      state.step(issued, made);
      state.step(issued, mountCertificate(state.tree, subject(), METRICS_CERTIFICATE, new Set([found.file])));
      for (const flag of certificateFlags(METRICS_CERTIFICATE)) {
        const has = (words: readonly string[]) => words.some((word) => word.startsWith(`${flag.split('=')[0]}=`));
        state.step(issued, addFlag(state.tree, subject(), flag, has, read));
      }
    }
  }

  state.step(
    {
      id: id('port'),
      title: `Name the manager's port ${wanted.portName}`,
      why: 'The Service leads to a port of the pod by its name, which the proxy had.',
      needs: [cut.id],
    },
    declarePort(state.tree, subject(), wanted.port, wanted.portName, proxied, read),
  );

  const { intents } = state;
  for (const name of addressConfigMaps(found, state.before)) {
    // Another text gives another hash, and so another name.
    intents.push({ kind: 'ConfigMap', name, change: 'replaced' });
    intents.push({ kind: 'ConfigMap', name, change: 'changed', fields: /^(data|metadata\.name)\b/ });
  }
  for (const { service } of ports) {
    intents.push({ kind: 'Service', name: service, change: 'changed', fields: /^spec\.ports\b/ });
  }
  for (const name of monitorNames(state.manifests, ports)) {
    intents.push({ kind: 'ServiceMonitor', name, change: 'changed', fields: /^spec\.endpoints\b/ });
  }

  const names = new Map<ProxiedPort, string>();
  const service: Head = {
    id: id('service'),
    title: `Lead the metrics Service to port ${wanted.port}`,
    why: 'It led to the proxy.',
    needs: [cut.id, address.id, id('port')],
  };
  for (const port of ports) {
    const name = https || port.name === undefined ? port.name : wanted.portName;
    if (name !== undefined) names.set(port, name);
    state.step(service, movedService(state, port, wanted, name));
  }
  state.step(
    {
      id: id('monitor'),
      title: https ? 'Scrape over HTTPS' : 'Scrape in plain HTTP, without a token',
      why: 'A monitor has to agree with what is served.',
      needs: [cut.id, service.id],
    },
    https
      ? secureMonitors(state.tree, state.manifests, ports)
      : plainMonitors(state.tree, state.manifests, ports, names),
  );
  if (certified !== undefined && state.builder.has(issued.id)) {
    state.step(issued, secureMonitors(state.tree, state.manifests, ports, monitorTls(certified)));
  }
  if (https) {
    planReviewRights(state, found, suffix);
    return;
  }
  if (!state.policy) return;
  const { tree, file, name } = addNetworkPolicy(
    state.tree,
    subject(),
    state.manifests,
    holders,
    wanted.port,
    open,
    renderedSelector(state, found),
  );
  if (file !== undefined) {
    state.intents.push({ kind: 'NetworkPolicy', name, change: 'added' });
    state.step(
      {
        id: id('network-policy'),
        title: 'Let only chosen namespaces reach the metrics',
        why: 'Metrics are served without asking who reads them. The policy lets in what runs in namespaces with the label metrics: enabled, where the network enforces policies; every other port stays open to all.',
        links: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
        needs: [address.id],
      },
      tree,
    );
  } else {
    state.builder.manual.push({
      path: found.file,
      text: `Write a NetworkPolicy for the pods of ${found.kind} ${found.name}: port ${wanted.port} for those who read metrics, every other port for all. Its place cannot be told from the manifests.`,
      steps: [address.id],
    });
  }
}

function movedService(state: ExitState, port: ProxiedPort, wanted: Wanted, name: string | undefined): FileTree {
  let next = state.tree;
  const https = state.target === 'https';
  for (const { manifest, index } of servicePortPlaces(state.manifests, port)) {
    next = editSite(next, manifest.site, (editor, document) => {
      const at = ['spec', 'ports', index];
      const set = (key: string, value: string | number) => {
        const old = editor.get(document, [...at, key]);
        if (old !== undefined && old !== value) editor.set(document, [...at, key], value);
      };
      if (!https) {
        if (name !== undefined) set('name', name);
        set('port', wanted.port);
      }
      const target = editor.get(document, [...at, 'targetPort']);
      if (typeof target === 'number' || /^\d+$/.test(String(target))) set('targetPort', wanted.port);
      else if (target !== undefined) set('targetPort', wanted.portName);
      else if (manifest.role === 'resource' && editor.get(document, [...at, 'port']) !== wanted.port) {
        editor.set(document, [...at, 'targetPort'], wanted.portName);
      }
    });
  }
  return next;
}

/** The ports of Services that lead to the proxy, as their files have them. */
export function servicePorts(state: ExitState, subject: Subject): ProxiedPort[] {
  const found = new Map<string, ProxiedPort>();
  for (const root of subject.proxied) {
    const wiring = state.before.wiring(root);
    const { origins } = state.before.of(root);
    const workloads = workloadsOf(state.before, root, subject);
    for (const { service, port } of workloads.flatMap((each) => proxiedPorts(wiring.services, each))) {
      const file = origins.get(service.object) ?? '';
      const name = originalServiceName(state.manifests, file, service.object);
      const own = state.manifests.all.find(
        ({ site, value }) => site.file === file && isObject(value) && stringAt(value, 'metadata', 'name') === name,
      );
      const item = listAt(own?.value, 'spec', 'ports').find((each) =>
        isObject(each) ? (port.name === undefined ? each.port === port.port : each.name === port.name) : false,
      );
      const target = isObject(item) ? item.targetPort : undefined;
      const one = {
        file,
        service: name,
        name: port.name,
        port: port.port,
        target: typeof target === 'number' || typeof target === 'string' ? target : undefined,
      };
      found.set(JSON.stringify(one), one);
    }
  }
  return [...found.values()];
}

/** The other ports of the pods that something leads to: Services, webhooks. */
function openPorts(state: ExitState, subject: Subject): OpenPort[] {
  const found = new Map<string, OpenPort>();
  for (const root of subject.proxied) {
    const wiring = state.before.wiring(root);
    const workloads = workloadsOf(state.before, root, subject);
    const proxied = new Set(workloads.flatMap((each) => proxiedPorts(wiring.services, each)).map(({ port }) => port));
    const leads = (service: ServiceWire) =>
      service.ports.flatMap((port) =>
        proxied.has(port)
          ? []
          : port.ends.flatMap((end) =>
              workloads.includes(end.workload)
                ? [
                    {
                      port: end.port ?? (typeof port.target === 'number' ? port.target : port.port),
                      protocol: port.protocol,
                    },
                  ]
                : [],
            ),
      );
    // A container's port is open on purpose, whether or not a Service of the tree leads to it.
    const declared = workloads
      .flatMap(({ containers }) => containers)
      .filter(({ part }) => part !== 'proxy')
      .flatMap(({ ports }) => ports.filter(({ name }) => !/^(health|probe|healthz)/.test(name ?? '')));
    for (const { port, protocol } of [...wiring.services.flatMap(leads), ...declared]) {
      if (port !== subject.upstreamPort) found.set(`${port}/${protocol}`, { port, protocol });
    }
  }
  return [...found.values()].sort((a, b) => a.port - b.port);
}

/** The labels that select the pods wherever the proxy stood beside them. */
function renderedSelector(state: ExitState, subject: Subject): JsonObject {
  const all = subject.proxied.map(
    (root) => objectAt(workloadOf(state.before, root, subject)?.object, 'spec', 'selector', 'matchLabels') ?? {},
  );
  const [first = {}, ...rest] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) => rest.every((labels) => labels[key] === value)),
  );
}

/** The kustomizations by which the proxy came into the pod; where it is written in the pod itself, those of the pod. */
function holdersOf(state: ExitState, subject: Subject): string[] {
  const holders = new Set<string>();
  for (const { value, role, uses } of subject.manifests) {
    if (
      role === 'operations' ||
      !containersOf(value).some(
        ({ value: each }) => subject.proxyNames.has(String(each.name)) && each.image !== undefined,
      )
    )
      continue;
    for (const { directory } of uses) holders.add(directory);
  }
  // A debug variant of another Deployment is not where this one is rendered.
  const main = [...holders].filter((directory) =>
    subject.proxied.some((root) => state.manifests.reached(root).has(directory)),
  );
  return main;
}

/** Files that had the proxy: the port belongs where it was. */
function proxyDocuments(subject: Subject): Set<string> {
  return new Set(
    subject.manifests
      .filter(({ value }) => containersOf(value).some(({ value: each }) => subject.proxyNames.has(String(each.name))))
      .map(({ site }) => site.file),
  );
}

/** Volumes that nothing but proxies mounts. */
function proxyVolumes(state: ExitState, subject: Subject): Set<string> {
  const only = new Set<string>();
  const others = new Set<string>();
  for (const root of subject.proxied) {
    const workload = workloadOf(state.before, root, subject);
    for (const { part, mounts } of workload?.containers ?? []) {
      for (const { volume } of mounts) (part === 'proxy' ? only : others).add(volume);
    }
  }
  for (const name of others) only.delete(name);
  return only;
}

/** A name for the manager's port: that of the proxy where the Service goes by it. */
export function portNameFor(state: ExitState, subject: Subject, object: KubernetesObject): string {
  if (state.target === 'https') {
    const targets = servicePorts(state, subject).flatMap(({ target }) => (typeof target === 'string' ? [target] : []));
    return targets[0] ?? subject.portNames[0] ?? 'https';
  }
  return freePortName(object, ['http', 'metrics', 'http-metrics'], subject);
}
