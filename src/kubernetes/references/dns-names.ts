import type { NodeIndex } from './node-index.ts';
import { namespaceOfVariable, VARIABLE, type Variables } from './own-namespace.ts';
import type { Span } from './reference.ts';

/** A piece of a text and what it means. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly target: Span['target'];
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
/** `service.namespace.svc`, which only a Service's DNS name looks like (kubernetes.io/docs/concepts/services-networking/dns-pod-service). */
const SERVICE_DNS = new RegExp(`(?<![-a-z0-9])(${LABEL})\\.(${LABEL}|${VARIABLE})\\.svc(?![-a-z0-9])`, 'g');
/** The host of a URL, of a `host:port` or of a list of these: here a Service may go by `service` or `service.namespace`. */
const HOST = new RegExp(
  `(?:^|://|[@,])((?:${LABEL}\\.){0,2}(?:${LABEL}|${VARIABLE}))(?=:\\d{1,5}(?:[/,?]|$)|[/,]|$)`,
  'g',
);
const URL_HOST = new RegExp(`://((?:${LABEL}\\.){0,2}(?:${LABEL}|${VARIABLE}))(?=[:/\\s"']|$)`, 'g');
const POD_NAME = new RegExp(`(?<![-a-z0-9])(${LABEL})-(\\d+)(?![-a-z0-9])`, 'g');

/** The Services and namespaces that DNS names in a text mean, and the StatefulSets whose pods they name. */
export function dnsSpans(
  text: string,
  namespace: string | undefined,
  index: NodeIndex,
  variables?: Variables,
): Found[] {
  if (!/[.:]/.test(text)) return [];
  const found: Found[] = [];
  const pods = new Map<string, number>();
  const find = (kind: string, name: string, where: string | undefined) => {
    const meant = where === undefined ? namespace : namespaceOfVariable(where, namespace, variables);
    return meant === null ? undefined : index.find(kind, meant, name);
  };
  const addNamespace = (name: string, start: number, isOurs: boolean) => {
    if (isOurs ? index.hasNamespace(name) : index.isOwnNamespace(name))
      found.push({ start, end: start + name.length, target: { namespace: name } });
  };
  const addService = (parts: readonly string[], start: number): boolean => {
    const [name = '', where] = parts;
    const service = find('Service', name, where);
    if (service === undefined) return false;
    found.push({ start, end: start + name.length, target: { node: service.id } });
    if (where !== undefined) addNamespace(where, start + name.length + 1, true);
    return true;
  };
  const addPod = (pod: string, where: string | undefined): boolean => {
    const set = /-\d+$/.test(pod) ? find('StatefulSet', pod.replace(/-\d+$/, ''), where) : undefined;
    if (set === undefined) return false;
    pods.set(set.name, set.id);
    return true;
  };

  if (text.includes('.svc')) {
    for (const match of text.matchAll(SERVICE_DNS)) {
      const service = match[1]!;
      const where = match[2]!;
      if (!addService([service, where], match.index)) addNamespace(where, match.index + service.length + 1, false);
      const pod = labelBefore(text, match.index);
      if (pod !== undefined) addPod(pod, where);
    }
  }
  const services = [...found];
  let at = 0;
  const isOneLine = !text.includes('\n');
  for (const match of text.matchAll(isOneLine ? HOST : URL_HOST)) {
    const host = match[1]!;
    const start = match.index + match[0].length - host.length;
    // Both come in the order of the text.
    while (at < services.length && services[at]!.end <= start) at += 1;
    if (at < services.length && services[at]!.start < start + host.length) continue;
    const parts = host.split('.');
    const isUrl = match[0].startsWith('://');
    const hasPort = /^:\d/.test(text.slice(start + host.length));
    // A lone word is no host: only a scheme or a port before or behind it says so.
    if (parts.length === 1 && !isUrl && !hasPort) continue;
    if (parts.length < 3 && addService(parts, start)) continue;
    const [pod, ...rest] = parts;
    if (rest.length > 0 && addPod(pod!, rest[1])) addService(rest, start + pod!.length + 1);
  }
  if (pods.size > 0) {
    for (const match of text.matchAll(POD_NAME)) {
      const node = pods.get(match[1]!);
      if (node === undefined) continue;
      found.push({ start: match.index, end: match.index + match[1]!.length, target: { node } });
    }
  }
  return found;
}

/** The label that ends in a dot right before a place. */
function labelBefore(text: string, place: number): string | undefined {
  const dot = place - 1;
  if (text[dot] !== '.' || !/[a-z0-9]/.test(text[dot - 1] ?? '')) return undefined;
  let start = dot - 1;
  while (/[-a-z0-9]/.test(text[start - 1] ?? '')) start -= 1;
  while (text[start] === '-') start += 1;
  return text.slice(start, dot);
}
