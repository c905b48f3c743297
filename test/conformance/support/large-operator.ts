import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';
import { printYaml } from '../../../src/yaml/print.ts';

export interface LargeOperator {
  readonly crds: number;
  /** Of all definitions together, about. */
  readonly bytes: number;
  /** How many different descriptions its fields have: few compress well, as what generators write does. */
  readonly texts: number;
  /** A custom resource of the first kind. */
  readonly instance?: boolean;
  /** How many kinds, from the second on, convert through the operator's webhook, whose authority cert-manager writes in. */
  readonly converting?: number;
  /** What the names of the kinds have in them, so that several stand beside each other in a cluster. */
  readonly tag: string;
}

/** An operator whose definitions are so large that Helm cannot store a release of them anyhow. */
export function largeOperator({ crds, bytes, texts, instance, converting = 0, tag }: LargeOperator): string {
  const namespace = 'grove-system';
  const group = `${tag}.example.org`;
  const next = sequence(crds * 31 + texts);
  const descriptions = Array.from({ length: texts }, () =>
    Array.from({ length: 22 }, () => word(next() % 4000)).join(' '),
  );
  const text = () => descriptions[next() % texts]!;
  const each = Math.floor(bytes / crds);
  const objects: JsonObject[] = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'grove-manager', namespace } },
    workload(namespace),
  ];
  if (converting > 0) objects.push(...certificates(namespace));
  for (let index = 0; index < crds; index += 1) {
    objects.push(definition(group, index, each, text, index > 0 && index <= converting));
  }
  if (instance === true) {
    objects.push({ apiVersion: `${group}/v1`, kind: 'Tree0', metadata: { name: 'defaults', namespace }, spec: {} });
  }
  return objects.map((object) => printYaml(object)).join('---\n');
}

function workload(namespace: string): JsonObject {
  const labels = { app: 'grove' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'grove-manager', namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'grove-manager',
          containers: [{ name: 'manager', image: 'example.org/grove:v1.0.0' }],
        },
      },
    },
  };
}

function certificates(namespace: string): JsonObject[] {
  const metadata = (name: string) => ({ name, namespace });
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata('grove-webhook'),
      spec: { ports: [{ port: 443, targetPort: 9443 }], selector: { app: 'grove' } },
    },
    { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: metadata('grove-issuer'), spec: { selfSigned: {} } },
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: metadata('grove-serving'),
      spec: {
        dnsNames: [`grove-webhook.${namespace}.svc`],
        issuerRef: { kind: 'Issuer', name: 'grove-issuer' },
        secretName: 'grove-webhook-tls',
      },
    },
  ];
}

function definition(group: string, index: number, bytes: number, text: () => string, converts: boolean): JsonObject {
  const properties: Record<string, JsonValue> = {};
  // A field with a description of a line or two, as generators print them.
  for (let size = 1200, at = 0; size < bytes; size += 260, at += 1) {
    properties[`field${at}`] = { description: text(), type: 'string' };
  }
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties } } } };
  const name = `tree${index}s.${group}`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name, ...(converts ? { annotations: { [INJECT]: 'grove-system/grove-serving' } } : {}) },
    spec: {
      group,
      names: { kind: `Tree${index}`, listKind: `Tree${index}List`, plural: `tree${index}s`, singular: `tree${index}` },
      scope: 'Namespaced',
      ...(converts ? { conversion: CONVERSION } : {}),
      versions: [
        { name: 'v1', served: true, storage: true, schema },
        ...(converts ? [{ name: 'v2', served: true, storage: false, schema: OPEN }] : []),
      ],
    },
  };
}

const INJECT = 'cert-manager.io/inject-ca-from';
const OPEN = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
const CONVERSION = {
  strategy: 'Webhook',
  webhook: {
    conversionReviewVersions: ['v1'],
    clientConfig: { service: { name: 'grove-webhook', namespace: 'grove-system', path: '/convert' } },
  },
};

/** Numbers that look random and are the same in every run (the multiplier of Lehmer's generator). */
function sequence(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state;
  };
}

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sta', 'tre', 'vi', 'wo', 'xe', 'zy'];

function word(index: number): string {
  let out = '';
  for (let rest = index + 16; rest > 0; rest = Math.floor(rest / 16)) out += SYLLABLES[rest % 16];
  return out;
}
