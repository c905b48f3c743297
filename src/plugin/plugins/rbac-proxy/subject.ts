import { ScaffoldError } from '../../../core/errors.ts';
import type { FileTree } from '../../../core/file-tree.ts';
import { listAt, nameOf, namespaceOf, objectAt, stringAt } from '../../../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject } from '../../../kubernetes/object.ts';
import { treeObjects } from '../../../objects/render/tree-objects.ts';
import { readWiring } from '../../../objects/wiring/read-wiring.ts';
import { grantsReviews } from '../../../objects/wiring/rights.ts';
import { type Container, readWorkloads, type Workload } from '../../../objects/wiring/workloads.ts';

/** What the proxy is put in front of, as config/default has it before its prefix and namespace. */
export interface Subject {
  readonly workload: Workload;
  readonly manager: Container;
  /** Ports that containers of the pod serve on or declare. */
  readonly ports: ReadonlySet<number>;
  /** What the scaffold's own metrics Service looks like. */
  readonly service: {
    readonly name: string;
    readonly labels: JsonObject;
    readonly selector: JsonObject;
    /** Which of its ports is the metrics', where it is deployed whether metrics are on or not, as in 3.15.0. */
    readonly standing: number | undefined;
  };
  /** Whether the pod's account may ask the API server who a caller is and what it may. */
  readonly mayReview: boolean;
  /** Whether a role allows to read /metrics, for scrapers. */
  readonly hasReader: boolean;
  /** The scaffold's ServiceMonitor, and which of its endpoints is the manager's. */
  readonly monitor: { readonly name: string; readonly endpoint: number } | undefined;
  /** The scaffold's certificate for the manager's own endpoint, where it is made whether or not that is mounted. */
  readonly spareCertificate: string | undefined;
}

const SERVICES = [
  'config/default/metrics_service.yaml',
  'config/rbac/metrics_service.yaml',
  'config/rbac/auth_proxy_service.yaml',
];

/**
 * Looks at the parts that config/default is made of.
 *
 * @throws ScaffoldError `feature-not-in-tree` where no manager is found, or a proxy stands there already
 */
export function readSubject(tree: FileTree, root: string): Subject {
  const directory = `${root}config/manager`;
  const manifests = [...built(tree, directory), ...built(tree, `${root}config/rbac`)];
  const { workloads, listeners, bindings } = readWiring(manifests);
  const found = workloads
    .filter(({ object }) => object.kind === 'Deployment')
    .flatMap((workload) =>
      workload.containers.filter(({ part }) => part === 'manager').map((manager) => ({ workload, manager })),
    );
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const count = found.length === 0 ? 'no' : String(found.length);
    throw missing(directory, `there is ${count} container of a manager`, 'one Deployment with one manager');
  }
  const { workload, manager } = only;
  const whole = treeObjects(tree, `${root}config/default`).objects;
  const proxy = [...workloads, ...readWorkloads(whole, undefined)]
    .flatMap(({ containers }) => containers)
    .find(({ part }) => part === 'proxy');
  if (proxy !== undefined) {
    throw missing(directory, `the container ${proxy.name} is a kube-rbac-proxy already`, 'a project without the proxy');
  }
  const declared = workload.containers.flatMap(({ ports }) => ports.map(({ port }) => port));
  // Of the metrics endpoint itself only the declared port counts: it moves to the upstream.
  const served = (listeners.get(workload) ?? []).filter(({ purpose }) => purpose !== 'metrics');
  return {
    workload,
    manager,
    ports: new Set([...declared, ...served.map(({ port }) => port)]),
    service: readService(tree, root, workload, manifests),
    mayReview: bindings.some(
      ({ object, role, accounts }) =>
        object.kind === 'ClusterRoleBinding' &&
        role !== undefined &&
        grantsReviews(role) &&
        accounts.some(({ name }) => name === workload.account),
    ),
    hasReader: manifests.some((object) => object.kind === 'ClusterRole' && readsMetrics(object)),
    monitor: readMonitor(tree, root),
    spareCertificate: readSpareCertificate(tree, root, whole),
  };
}

function built(tree: FileTree, directory: string): readonly KubernetesObject[] {
  const { objects, problem } = treeObjects(tree, directory);
  if (problem !== undefined) throw missing(problem.path, problem.message, `${directory} as kustomize builds it`);
  return objects;
}

function readService(
  tree: FileTree,
  root: string,
  { object }: Workload,
  manifests: readonly KubernetesObject[],
): Subject['service'] {
  const path = SERVICES.map((each) => `${root}${each}`).find((each) => tree.get(each));
  const [own] = path === undefined ? [] : documents(tree, path);
  const selector = objectAt(own, 'spec', 'selector') ?? objectAt(object, 'spec', 'selector', 'matchLabels') ?? {};
  const name = own === undefined ? 'controller-manager-metrics-service' : nameOf(own);
  const standing = manifests.find((each) => each.kind === 'Service' && nameOf(each) === name);
  const ports = listAt(standing, 'spec', 'ports');
  const named = ports.findIndex((port) => ['http', 'https', 'metrics'].includes(stringAt(port, 'name') ?? ''));
  return {
    name,
    standing: standing === undefined ? undefined : Math.max(named, 0),
    labels: objectAt(own, 'metadata', 'labels') ?? selector,
    selector,
  };
}

/** The file alone, through kustomize: a kustomization of one resource. */
function documents(tree: FileTree, path: string): readonly KubernetesObject[] {
  const text = tree.get(path)!;
  const alone = tree
    .filter((file) => file.path === path)
    .with({ 'alone/kustomization.yaml': 'resources:\n- file.yaml\n', 'alone/file.yaml': text });
  return treeObjects(alone, 'alone').objects;
}

function readMonitor(tree: FileTree, root: string): Subject['monitor'] {
  const { objects } = treeObjects(tree, `${root}config/prometheus`);
  for (const object of objects) {
    if (object.kind !== 'ServiceMonitor') continue;
    const endpoint = listAt(object, 'spec', 'endpoints').findIndex(
      (each) => (stringAt(each, 'path') ?? '/metrics') === '/metrics',
    );
    if (endpoint !== -1) return { name: nameOf(object), endpoint };
  }
  return undefined;
}

/** The scaffold lists it beside the webhooks' certificate, and fills in its names only where metrics use it. */
function readSpareCertificate(tree: FileTree, root: string, objects: readonly KubernetesObject[]): string | undefined {
  const certificates = treeObjects(tree, `${root}config/certmanager`).objects.filter(
    ({ kind }) => kind === 'Certificate',
  );
  const spare = certificates.find((object) => stringAt(object, 'spec', 'secretName') === 'metrics-server-cert');
  if (spare === undefined) return undefined;
  const isDeployed = objects.some((object) => object.kind === 'Certificate' && nameOf(object).endsWith(nameOf(spare)));
  return isDeployed ? nameOf(spare) : undefined;
}

function readsMetrics(role: KubernetesObject): boolean {
  return listAt(role, 'rules').some(
    (rule) => listAt(rule, 'nonResourceURLs').includes('/metrics') && listAt(rule, 'verbs').includes('get'),
  );
}

/** How config/default names the Service: what a certificate has to be for. */
export function deployedService(tree: FileTree, root: string, name: string): { name: string; namespace: string } {
  const directory = `${root}config/default`;
  const { objects, problem } = treeObjects(tree, directory);
  if (problem !== undefined) throw missing(problem.path, problem.message, `${directory} as kustomize builds it`);
  const service = objects.find((object) => object.kind === 'Service' && nameOf(object).endsWith(name));
  if (service === undefined) throw missing(directory, `${directory} has no Service ${name}`, 'the metrics Service');
  return { name: nameOf(service), namespace: namespaceOf(service) ?? 'default' };
}

function missing(path: string, message: string, expected: string): ScaffoldError {
  return new ScaffoldError({ code: 'feature-not-in-tree', path, message, expected });
}
