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
  const loss = lossWith(ref);
  const comment = loss === undefined ? '' : ` # ${loss}`;
  return `kubectl delete ${shellWord(ref.kind.toLowerCase() + group)} ${shellWord(ref.name)}${namespace}${comment}`;
}

/** What goes with an object, if anything: nobody should learn it afterwards. */
export function lossWith({ kind }: ObjectRef): string | undefined {
  return Object.hasOwn(LOSSES, kind) ? LOSSES[kind] : undefined;
}

const LOSSES: Readonly<Record<string, string>> = {
  CustomResourceDefinition: 'and every object of this kind',
  Namespace: 'and everything in it',
  PersistentVolumeClaim: 'and what is stored there',
};

function shellWord(text: string): string {
  return /^[\w./:@-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A value on one line, cut where it is long. */
export function describeJson(value: JsonValue, limit = 120): string {
  const line = lineOf(value);
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

/** How much of what two values have in common is shown before that in which they differ. */
const BEFORE = 30;

/** Two values on a line each, cut so that both show where they begin to differ, and that they do. */
export function describePair(from: JsonValue, to: JsonValue, limit = 120): [string, string] {
  const [old, now] = lineOf(from) === lineOf(to) ? [quoted(from), quoted(to)] : [lineOf(from), lineOf(to)];
  let differs = 0;
  while (differs < old.length && old[differs] === now[differs]) differs += 1;
  const start = differs < limit - BEFORE ? 0 : differs - BEFORE;
  const shown = (line: string) => {
    const rest = start === 0 ? line : `…${line.slice(start + 1)}`;
    return rest.length > limit ? `${rest.slice(0, limit - 1)}…` : rest;
  };
  return [shown(old), shown(now)];
}

/** So that a text and a number look different. */
function quoted(value: JsonValue): string {
  return lineOf(JSON.stringify(value));
}

function lineOf(value: JsonValue): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\n', '⏎');
}

const PROTECTION = {
  sidecar: 'behind the kube-rbac-proxy sidecar',
  authentication: 'authenticated and authorized by the manager itself',
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
