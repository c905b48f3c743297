import type { NodeIndex } from './node-index.ts';
import type { Span } from './reference.ts';

/** A piece of a text and what it means. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly target: Span['target'];
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
/** `service.namespace.svc`, which only a Service's DNS name looks like (kubernetes.io/docs/concepts/services-networking/dns-pod-service). */
const SERVICE_DNS = new RegExp(`(?<![-a-z0-9])(${LABEL})\\.(${LABEL})\\.svc(?![-a-z0-9])`, 'g');
/** The host of a URL or of a `host:port`: here a Service may go by `service` or `service.namespace`. */
const HOST = new RegExp(`(?:^|://|@)(${LABEL})(?:\\.(${LABEL}))?(?=:\\d{1,5}(?:/|$)|/|$)`, 'g');

/** The Services and namespaces that DNS names in a text mean. */
export function dnsSpans(text: string, namespace: string | undefined, index: NodeIndex): Found[] {
  const found: Found[] = [];
  if (text.includes('.svc')) {
    for (const match of text.matchAll(SERVICE_DNS)) {
      const service = match[1]!;
      const where = match[2]!;
      const start = match.index;
      const target = index.find('Service', where, service);
      if (target !== undefined) found.push({ start, end: start + service.length, target: { node: target.id } });
      if (index.hasNamespace(where)) {
        const at = start + service.length + 1;
        found.push({ start: at, end: at + where.length, target: { namespace: where } });
      }
    }
  }
  if (!/[:.]/.test(text) || text.includes('\n')) return found;
  for (const match of text.matchAll(HOST)) {
    const service = match[1]!;
    const where = match[2];
    const isUrl = match[0].startsWith('://');
    const hasPort = /^:\d/.test(text.slice(match.index + match[0].length));
    // A lone word is no host: only a scheme or a port before or behind it says so.
    if (!isUrl && !hasPort && where === undefined) continue;
    const target = index.find('Service', where ?? namespace, service);
    if (target === undefined) continue;
    const start = match.index + match[0].length - (where === undefined ? 0 : where.length + 1) - service.length;
    found.push({ start, end: start + service.length, target: { node: target.id } });
    if (where !== undefined && index.hasNamespace(where)) {
      const at = start + service.length + 1;
      found.push({ start: at, end: at + where.length, target: { namespace: where } });
    }
  }
  return found;
}
