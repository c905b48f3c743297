import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';

/** A documented value of a chart: one that a comment `# --` describes. */
export interface Knob {
  readonly path: readonly string[];
  readonly value: JsonValue;
}

export interface ValuesFile {
  readonly knobs: readonly Knob[];
  /** The mappings whose keys are the chart's own, the root with an empty path. */
  readonly sections: readonly (readonly string[])[];
}

export function readValuesFile(text: string): ValuesFile {
  const knobs: Knob[] = [];
  const sections: string[][] = [];
  const root = parseDocument(text).contents;
  if (isMap(root)) visit(root, []);
  return { knobs, sections };

  function visit(map: YAMLMap, path: string[]): void {
    sections.push(path);
    for (const pair of map.items as Pair<unknown, unknown>[]) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      // The comment before the first key of a block is the block's own.
      const comment = `${map.items[0] === pair ? (map.commentBefore ?? '') : ''}\n${isScalar(pair.key) ? (pair.key.commentBefore ?? '') : ''}`;
      if (/^ -- /m.test(comment)) knobs.push({ path: [...path, key], value: toJson(pair.value) });
      else if (isMap(pair.value)) visit(pair.value, [...path, key]);
    }
  }
}

function toJson(node: unknown): JsonValue {
  return node === null || node === undefined ? null : ((node as { toJSON(): JsonValue }).toJSON() ?? null);
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
  return [...known, ...byType, true, false, 3, 'probe', { probe: 'probe' }, ['probe']].filter(
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
  hostAliases: [[{ ip: '10.0.0.1', hostnames: ['probe'] }]],
  imagePullSecrets: [[{ name: 'probe' }]],
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
