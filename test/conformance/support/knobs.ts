import { parse } from 'yaml';
import type { FileTree } from '../../../src/core/file-tree.ts';
import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';
import { isObject } from './oracle-references.ts';

/** A value that the chart's schema declares, with its default; values.yaml leaves those out that few set. */
export interface Knob {
  readonly path: readonly string[];
  readonly value: JsonValue;
}

export interface ChartValues {
  readonly knobs: readonly Knob[];
  /** The mappings whose keys are the chart's own, the root with an empty path. */
  readonly sections: readonly (readonly string[])[];
  /** All defaults, with what values.yaml leaves out. */
  readonly defaults: JsonObject;
}

/** What the chart's values may be, by values.schema.json; what stands in values.yaml beside it is a mistake. */
export function chartValues(chart: FileTree): ChartValues {
  const schema = JSON.parse(chart.get('values.schema.json') ?? '{}') as JsonObject;
  const file = parse(chart.get('values.yaml') ?? '{}') as JsonObject;
  const knobs: Knob[] = [];
  const sections: string[][] = [];
  const defaults = visit(schema, file, []);
  return { knobs, sections, defaults };

  function visit(schema: JsonObject, given: JsonValue | undefined, path: string[]): JsonObject {
    sections.push(path);
    const values: Record<string, JsonValue> = {};
    const properties = isObject(schema.properties) ? schema.properties : {};
    for (const key of isObject(given) ? Object.keys(given) : []) {
      if (!(key in properties)) throw new Error(`values.schema.json does not have ${[...path, key].join('.')}`);
    }
    for (const [key, child] of Object.entries(properties) as [string, JsonObject][]) {
      const inFile = isObject(given) ? given[key] : undefined;
      // For the chart around this one, which alone reads it.
      if (path.length === 0 && key === 'enabled' && inFile === undefined) continue;
      const own = [...path, key];
      if (isObject(child.properties) || isSubchart(child)) values[key] = visit(child, inFile, own);
      else {
        const value = inFile ?? fallback(child);
        values[key] = value;
        // Each of the images of operands is a value by itself.
        const parts = key === 'images' && isObject(value) ? Object.entries(value) : [];
        for (const [name, each] of parts) knobs.push({ path: [...own, name], value: each });
        if (parts.length === 0) knobs.push({ path: own, value });
      }
    }
    return values;
  }
}

function isSubchart({ description }: JsonObject): boolean {
  return typeof description === 'string' && description.startsWith('Values of the subchart ');
}

/** What templates take for a value that values.yaml leaves out. */
function fallback({ type, $ref }: JsonObject): JsonValue {
  // A map that may be null is there to be filled all the same.
  if (Array.isArray(type) && type[0] !== 'object') return type.includes('null') ? null : fallback({ type: type[0]! });
  if (Array.isArray(type)) return {};
  if (type === 'boolean') return false;
  if (type === 'string') return '';
  if (type === 'array') return [];
  if (type === 'object' || $ref !== undefined) return {};
  // What all charts share has no type of ours.
  if (type === undefined) return '';
  throw new Error(`no default is known for the type ${JSON.stringify(type)}`);
}

/** `{a: {b: value}}` of a path. */
export function valuesAt(path: readonly string[], value: JsonValue): JsonObject {
  return path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

/** Values to try for a knob, the likely ones first; those that its type does not allow are refused by the schema. */
export function candidates({ path, value }: Knob): JsonValue[] {
  const known = LIKELY[path.at(-1) ?? ''] ?? [];
  const byType: JsonValue[] =
    typeof value === 'boolean'
      ? [!value]
      : typeof value === 'number'
        ? [value + 1, 'probe']
        : typeof value === 'string'
          ? ['probe', '17', '17h']
          : [];
  return [...known, ...byType, true, false, 3, 17, 'probe', { probe: 'probe' }, ['probe']].filter(
    (candidate) => JSON.stringify(candidate) !== JSON.stringify(value),
  );
}

const PROBE = { httpGet: { path: '/probe', port: 1 } };

const LIKELY: Readonly<Record<string, JsonValue[]>> = {
  affinity: [{ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'probe' }] } }],
  authorization: [{ type: 'Probe' }],
  behavior: [{ scaleDown: { stabilizationWindowSeconds: 17 } }],
  caBundle: ['cHJvYmU='],
  cidrs: [['10.0.0.1/32']],
  customResources: [[{ apiVersion: 'probe/v1', kind: 'Probe', metadata: { name: 'probe' } }]],
  digest: [`sha256:${'fedcba9876543210'.repeat(4)}`],
  dnsConfig: [{ nameservers: ['1.1.1.1'] }],
  dnsPolicy: ['None'],
  egress: [[{ to: [{ podSelector: {} }] }]],
  endpointAdditionalProperties: [{ probe: 'probe' }],
  extraArgs: [['--probe']],
  extraContainers: [[{ name: 'probe', image: 'probe' }]],
  extraEnv: [[{ name: 'PROBE', value: 'probe' }]],
  extraEnvFrom: [[{ configMapRef: { name: 'probe' } }]],
  extraIngress: [[{ from: [{ podSelector: {} }] }]],
  extraInitContainers: [[{ name: 'probe', image: 'probe' }]],
  extraObjects: [[{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'probe' } }]],
  extraVolumeMounts: [[{ name: 'probe', mountPath: '/probe' }]],
  extraVolumes: [[{ name: 'probe', emptyDir: {} }]],
  failurePolicy: ['Ignore', 'Fail'],
  flag: ['--probe'],
  group: ['probe.example.com'],
  hostAliases: [[{ ip: '10.0.0.1', hostnames: ['probe'] }]],
  imagePullSecrets: [[{ name: 'probe' }]],
  imageRegistryMode: ['prefix'],
  ingressFrom: [[{ podSelector: {} }]],
  kind: ['ClusterIssuer'],
  lifecycle: [{ preStop: { exec: { command: ['probe'] } } }],
  livenessProbe: [PROBE],
  matchConditions: [[{ name: 'probe', expression: 'true' }]],
  metricRelabelings: [[{ action: 'drop' }]],
  metricsFrom: [[{ podSelector: {} }]],
  mountPath: ['/probe'],
  namespaceSelector: [{ matchLabels: { probe: 'probe' } }],
  objectSelector: [{ matchLabels: { probe: 'probe' } }],
  platform: ['openshift'],
  podAntiAffinityPreset: ['soft'],
  podSecurityContext: [{ runAsUser: 12345 }],
  policyTypes: [['Egress']],
  ports: [[17]],
  pullPolicy: ['Never'],
  readinessProbe: [PROBE],
  readers: [[{ name: 'probe', namespace: 'probe' }]],
  relabelings: [[{ action: 'drop' }]],
  renderMode: ['skipIfMissing'],
  resources: [{ limits: { cpu: '17m' } }],
  rules: [[{ alert: 'Probe', expr: 'vector(1)' }]],
  securityContext: [{ runAsUser: 12345 }],
  servicesFrom: [[{ podSelector: {} }]],
  source: ['operator', 'helm', 'certManager', 'existingSecret'],
  startupProbe: [PROBE],
  strategy: [{ type: 'Recreate' }],
  timeout: ['17m'],
  tlsConfig: [{ serverName: 'probe' }],
  tolerations: [[{ key: 'probe', operator: 'Exists' }]],
  topologySpreadPreset: ['hard'],
  topologySpreadConstraints: [[{ maxSkew: 1, topologyKey: 'probe', whenUnsatisfiable: 'ScheduleAnyway' }]],
  watchNamespaces: [['probe']],
  webhookFrom: [[{ podSelector: {} }]],
};
