import type { JsonObject } from '../../kubernetes/object.ts';

const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];

/**
 * A probe has one handler (kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1, Probe): Helm merges what
 * a user sets into the source's, which would be two, so another handler replaces the source's.
 */
export function otherHandler(source: JsonObject): string | undefined {
  const own = HANDLERS.find((handler) => Object.hasOwn(source, handler));
  if (own === undefined) return undefined;
  const others = HANDLERS.filter((handler) => handler !== own).map((handler) => `.${handler}`);
  return `ternary . (omit . "${own}") (empty (or ${others.join(' ')}))`;
}

/** The numbers of a rolling update go with no other type (…/deployment-v1, DeploymentStrategy). */
export function otherStrategy(source: JsonObject): string | undefined {
  if (!Object.hasOwn(source, 'rollingUpdate')) return undefined;
  return 'ternary (omit . "rollingUpdate") . (has .type (list "Recreate" "OnDelete"))';
}
