import { isObject, listAt, objectAt, stringAt } from '../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject } from '../kubernetes/object.ts';
import { selects } from '../kubernetes/references/label-selectors.ts';
import { podTemplatePath } from '../kubernetes/workload-kinds.ts';
import { sameJson } from './compare/json.ts';
import type { MetricsEndpoint, MetricsProtection } from './model.ts';

/** Flags by which the manager is told where to serve metrics: today's, and the one of older scaffolds. */
const BIND_FLAGS = ['--metrics-bind-address', '--metrics-addr'];
/** The group and resource of the request by which somebody asks the API server who a caller is. */
const TOKEN_REVIEW = ['authentication.k8s.io', 'tokenreviews'] as const;

/** A workload that is told about metrics. */
interface Serving {
  readonly object: KubernetesObject;
  readonly endpoint: MetricsEndpoint;
}

/**
 * The metrics endpoints of both sides: of the same workload, the first one where they differ; where no workload is on
 * both sides, of the first one of each. A side has none where no container is told about metrics and none is a
 * kube-rbac-proxy.
 *
 * @param partnerOf the object of the other side that is the same, or plays the same part
 */
export function metricsEndpoints(
  from: readonly KubernetesObject[],
  to: readonly KubernetesObject[],
  partnerOf: (old: KubernetesObject) => KubernetesObject | undefined,
): { readonly from?: MetricsEndpoint; readonly to?: MetricsEndpoint } {
  const [old, now] = [[...serving(from)], [...serving(to)]];
  const pairs = old.flatMap((left) => {
    const right = now.find(({ object }) => object === partnerOf(left.object));
    return right === undefined ? [] : [[left, right] as const];
  });
  const differing = pairs.find(([left, right]) => !sameJson({ ...left.endpoint }, { ...right.endpoint }));
  const [left, right] = differing ?? pairs[0] ?? [old[0], now[0]];
  return {
    ...(left === undefined ? {} : { from: left.endpoint }),
    ...(right === undefined ? {} : { to: right.endpoint }),
  };
}

function* serving(objects: readonly KubernetesObject[]): Generator<Serving> {
  for (const object of objects) {
    const template = podTemplatePath(object);
    if (template === undefined) continue;
    const containers = listAt(object, ...template, 'spec', 'containers').filter(isObject);
    const found = sidecarEndpoint(containers) ?? managerEndpoint(containers, objects);
    if (found === undefined) continue;
    const policy = isPoliced(object, template, found, objects);
    yield { object, endpoint: policy ? { ...found, protection: [...found.protection, 'network-policy'] } : found };
  }
}

function sidecarEndpoint(containers: readonly JsonObject[]): MetricsEndpoint | undefined {
  const proxy = containers.find((container) => /kube-rbac-proxy/.test(stringAt(container, 'image') ?? ''));
  if (proxy === undefined) return undefined;
  const port = portOf(flagValue(proxy, ['--secure-listen-address']));
  return { ...(port === undefined ? {} : { port }), scheme: 'https', protection: ['sidecar'] };
}

function managerEndpoint(
  containers: readonly JsonObject[],
  objects: readonly KubernetesObject[],
): MetricsEndpoint | undefined {
  const manager = containers.find((container) => flagValue(container, BIND_FLAGS) !== undefined);
  // Scaffolds that switch metrics off by default pass no flag at all: the manager is then known by its probe's.
  if (manager === undefined) {
    const silent = containers.some((container) => flagValue(container, ['--health-probe-bind-address']) !== undefined);
    return silent ? { protection: [] } : undefined;
  }
  const port = portOf(flagValue(manager, BIND_FLAGS));
  if (port === undefined) return { protection: [] };
  const plain = flagValue(manager, ['--metrics-secure']) === 'false';
  const filtered = !plain && objects.some(grantsTokenReviews);
  const protection: MetricsProtection[] = filtered ? ['authentication'] : [];
  return { port, scheme: filtered ? 'https' : 'http', protection };
}

function flagValue(container: JsonObject, flags: readonly string[]): string | undefined {
  const words = [...listAt(container, 'command'), ...listAt(container, 'args')];
  for (const [index, word] of words.entries()) {
    if (typeof word !== 'string') continue;
    const flag = flags.find((name) => word === name || word.startsWith(`${name}=`));
    if (flag === undefined) continue;
    const next = words[index + 1];
    return word === flag ? (typeof next === 'string' ? next : '') : word.slice(flag.length + 1);
  }
  return undefined;
}

/** The port of `:8443`, `127.0.0.1:8080`; none for `0`, which switches metrics off. */
function portOf(address: string | undefined): number | undefined {
  const port = /:(\d+)$/.exec(address ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}

function grantsTokenReviews(object: KubernetesObject): boolean {
  if (object.kind !== 'ClusterRole') return false;
  const [group, resource] = TOKEN_REVIEW;
  return listAt(object, 'rules').some(
    (rule) => listAt(rule, 'apiGroups').includes(group) && listAt(rule, 'resources').includes(resource),
  );
}

function isPoliced(
  workload: KubernetesObject,
  template: readonly string[],
  { port }: MetricsEndpoint,
  objects: readonly KubernetesObject[],
): boolean {
  const labels = objectAt(workload, ...template, 'metadata', 'labels') ?? {};
  return objects.some((object) => {
    if (object.kind !== 'NetworkPolicy' || port === undefined) return false;
    const opens = listAt(object, 'spec', 'ingress').some((rule) =>
      listAt(rule, 'ports').some((entry) => isObject(entry) && entry.port === port),
    );
    return opens && selects(objectAt(object, 'spec', 'podSelector') ?? {}, 'labelSelector', labels);
  });
}
