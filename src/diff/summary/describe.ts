import type { JsonValue } from '../../kubernetes/object.ts';
import type { MetricsEndpoint, ObjectChange, ObjectRef } from '../model.ts';

/** `Deployment demo-system/demo-controller-manager`. */
export function describeRef(ref: ObjectRef): string {
  return `${ref.kind} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`;
}

/** The object that a change is about: as it is in `to`, or was in `from`. */
export function subjectOf(change: Pick<ObjectChange, 'from' | 'to'>): ObjectRef {
  return (change.to ?? change.from)!;
}

/** `ClusterRole demo-proxy-role → ClusterRole demo-metrics-auth-role` for a replaced object, else its name. */
export function describeChange(change: Pick<ObjectChange, 'kind' | 'from' | 'to'>): string {
  if (change.kind !== 'replaced') return describeRef(subjectOf(change));
  return `${describeRef(change.from!)} → ${describeRef(change.to!)}`;
}

/** `kubectl delete deployment demo-controller-manager --namespace demo-system`, as a shell takes it. */
export function deleteCommand(ref: ObjectRef): string {
  const group = ref.apiVersion.includes('/') ? `.${ref.apiVersion.split('/')[0]}` : '';
  const namespace = ref.namespace === undefined ? '' : ` --namespace ${shellWord(ref.namespace)}`;
  return `kubectl delete ${shellWord(ref.kind.toLowerCase() + group)} ${shellWord(ref.name)}${namespace}`;
}

function shellWord(text: string): string {
  return /^[\w./:@-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A value on one line, cut where it is long. */
export function describeJson(value: JsonValue, limit = 120): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replaceAll('\n', '⏎');
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

const PROTECTION = {
  sidecar: 'behind the kube-rbac-proxy sidecar',
  manager: 'authenticated and authorized by the manager itself',
  'network-policy': 'reachable only through the NetworkPolicy',
} as const;

/** `HTTPS on 8443, authenticated and authorized by the manager itself`. */
export function describeEndpoint(endpoint: MetricsEndpoint | undefined): string {
  if (endpoint === undefined) return 'no manager';
  if (endpoint.port === undefined && endpoint.protection.length === 0) return 'off';
  const scheme = (endpoint.scheme ?? 'http').toUpperCase();
  const port = endpoint.port === undefined ? '' : ` on ${endpoint.port}`;
  const protection =
    endpoint.protection.map((kind) => PROTECTION[kind]).join(', ') || 'open to whoever reaches the pod';
  return `${scheme}${port}, ${protection}`;
}
