import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';
import { type ChartValues, valuesAt } from './knobs.ts';
import { field, isObject } from './oracle-references.ts';
import { mergeValues } from './switches.ts';

/**
 * Values under which a chart renders all that it offers beside the source: everything that can be enabled is, with
 * something in the fields that are empty by default. Of two monitors for the same metrics one is on.
 */
export function everythingOn({ defaults }: ChartValues): JsonObject {
  const known = (path: readonly string[]) => field(defaults, ...path) !== undefined;
  const wanted = EXTRAS.flatMap(([path, value]) => {
    const keys = path.split('.');
    // What few set stands in a map of its own.
    const place = [keys, ['container', ...keys], ['pod', ...keys]].find(known);
    return place !== undefined && isEmpty(field(defaults, ...place)) ? [valuesAt(place, value)] : [];
  });
  return [enabled(defaults), ...wanted].reduce(mergeValues, {});
}

const EXTRAS: readonly (readonly [string, JsonValue])[] = [
  ['metrics.podMonitor.enabled', true],
  ['metrics.podMonitor.authorization', { credentials: { name: 'token', key: 'token' } }],
  ['metrics.podMonitor.endpointAdditionalProperties', { followRedirects: false }],
  ['metrics.serviceMonitor.enabled', false],
  ['metrics.prometheusRule.rules', [{ alert: 'Probe', expr: 'vector(1)', labels: { severity: 'none' } }]],
  ['metrics.readers', [{ name: 'prometheus', namespace: 'monitoring' }]],
  ['metrics.certificate.source', 'certManager'],
  ['networkPolicy.restrictEgress', true],
  ['networkPolicy.apiServer.cidrs', ['10.0.0.1/32']],
  ['networkPolicy.extraIngress', [{ ports: [{ port: 8080 }] }]],
  ['networkPolicy.egress', [{ to: [{ podSelector: {} }] }]],
  ['podAntiAffinityPreset', 'hard'],
  ['topologySpreadPreset', 'soft'],
  ['autoscaling.behavior', { scaleDown: { stabilizationWindowSeconds: 300 } }],
  ['autoscaling.targetMemoryUtilizationPercentage', 70],
  ['startupProbe', { httpGet: { path: '/healthz', port: 8081 } }],
  ['lifecycle', { preStop: { exec: { command: ['true'] } } }],
  ['hostAliases', [{ ip: '10.0.0.1', hostnames: ['probe'] }]],
  ['dnsConfig', { options: [{ name: 'ndots', value: '2' }] }],
  ['extraEnv', [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]],
  ['extraVolumes', [{ name: 'probe', emptyDir: {} }]],
  ['extraVolumeMounts', [{ name: 'probe', mountPath: '/probe' }]],
  ['extraContainers', [{ name: 'probe', image: 'example.com/{{ .Release.Name }}:v1' }]],
  ['extraObjects', [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '{{ .Release.Name }}-probe' } }]],
];

/** What the source has of a probe would be merged with another. */
function isEmpty(value: JsonValue | undefined): boolean {
  return value !== undefined && !(isObject(value) && Object.keys(value).length > 0);
}

function enabled(values: JsonObject): JsonObject {
  const on: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(values)) {
    if (key === 'enabled' && value === false) on[key] = true;
    else if (isObject(value)) {
      const inner = enabled(value);
      if (Object.keys(inner).length > 0) on[key] = inner;
    }
  }
  return on;
}
