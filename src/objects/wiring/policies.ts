import { isObject, listAt, namespaceOf, objectAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import { selects } from '../../kubernetes/references/label-selectors.ts';
import type { Workload } from './workloads.ts';

/** A NetworkPolicy that is about what comes in, and the pods that it is for. */
export interface PolicyWire {
  readonly object: KubernetesObject;
  readonly namespace: string | undefined;
  readonly workloads: readonly Workload[];
  readonly rules: readonly PolicyRule[];
}

export interface PolicyRule {
  readonly path: Path;
  /** Empty: every port. */
  readonly ports: readonly {
    readonly port: number | string | undefined;
    readonly end: number | undefined;
    readonly protocol: string;
    readonly path: Path;
  }[];
  /** Empty: everybody, whether a pod or not. */
  readonly from: readonly JsonObject[];
}

/**
 * The policies that restrict what comes in.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/: without `policyTypes` a policy is
 * about ingress always; an empty `from` or `ports` allows all.
 *
 * @param home the namespace of objects that name none
 */
export function readPolicies(
  objects: readonly KubernetesObject[],
  workloads: readonly Workload[],
  home: string | undefined,
): PolicyWire[] {
  return objects
    .filter(({ apiVersion, kind }) => kind === 'NetworkPolicy' && apiVersion.startsWith('networking.k8s.io/'))
    .filter((object) => {
      const types = listAt(object, 'spec', 'policyTypes');
      return types.length === 0 || types.includes('Ingress');
    })
    .map((object) => {
      const namespace = namespaceOf(object) ?? home;
      const selector = objectAt(object, 'spec', 'podSelector') ?? {};
      return {
        object,
        namespace,
        workloads: workloads.filter(
          (workload) => workload.namespace === namespace && selects(selector, 'labelSelector', workload.labels),
        ),
        rules: listAt(object, 'spec', 'ingress').flatMap((rule, index) => readRule(rule, ['spec', 'ingress', index])),
      };
    });
}

function readRule(rule: JsonValue, path: Path): PolicyRule[] {
  if (!isObject(rule)) return [];
  return [
    {
      path,
      ports: listAt(rule, 'ports').map((port, index) => {
        const value = isObject(port) ? port.port : undefined;
        const end = isObject(port) ? port.endPort : undefined;
        const protocol = isObject(port) && typeof port.protocol === 'string' ? port.protocol : 'TCP';
        return {
          port: typeof value === 'number' || typeof value === 'string' ? value : undefined,
          end: typeof end === 'number' ? end : undefined,
          protocol,
          path: [...path, 'ports', index],
        };
      }),
      from: listAt(rule, 'from').filter(isObject),
    },
  ];
}

/** Whether a rule lets somebody reach a port of a workload's pods. */
export function opensPort(rule: PolicyRule, workload: Workload, port: number, protocol = 'TCP'): boolean {
  if (rule.ports.length === 0) return true;
  return rule.ports.some((each) => {
    if (each.protocol !== protocol) return false;
    if (each.port === undefined) return true;
    if (typeof each.port === 'number') return each.port <= port && port <= (each.end ?? each.port);
    return workload.containers.some(({ ports }) =>
      ports.some((declared) => declared.name === each.port && declared.port === port && declared.protocol === protocol),
    );
  });
}
