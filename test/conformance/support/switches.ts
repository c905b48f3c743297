import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';
import { field, isObject } from './oracle-references.ts';

/** A part of a chart that people switch, and the values to try, each as a piece of a values file. */
export interface Axis {
  readonly name: string;
  readonly choices: readonly JsonObject[];
}

/** What the choices name that is not the chart's to make. */
export const EXTERNAL = { secret: 'outside-cert', account: 'outside-account', issuer: 'outside-issuer' };

const YES_NO = [true, false];

/** The switches that a chart has, by the values that it documents. */
export function axesOf(values: JsonObject): Axis[] {
  const all: [string, JsonValue[]][] = [
    ['webhook.enabled', YES_NO],
    ['certManager.enabled', YES_NO],
    ['certManager.issuerRef.name', ['', EXTERNAL.issuer]],
    ['metrics.enabled', YES_NO],
    ['metrics.secure', YES_NO],
    ['metrics.serviceMonitor.enabled', YES_NO],
    ['metrics.serviceMonitor.namespace', ['', 'monitoring']],
    ['metrics.serviceMonitor.renderMode', ['alwaysRender', 'skipIfMissing', 'failIfMissing']],
    ['metrics.podMonitor.enabled', YES_NO],
    ['metrics.prometheusRule.enabled', YES_NO],
    ['networkPolicy.enabled', YES_NO],
    ['leaderElection.enabled', YES_NO],
    ['crds.enabled', YES_NO],
    ['autoscaling.enabled', YES_NO],
    ['podAntiAffinityPreset', ['', 'soft', 'hard']],
    ['pod.podAntiAffinityPreset', ['', 'soft', 'hard']],
  ];
  const axes = all
    .filter(([path]) => field(values, ...path.split('.')) !== undefined)
    .map(([path, choices]): Axis => ({ name: path, choices: choices.map((choice) => at(path, choice)) }));
  const has = (path: string) => field(values, ...path.split('.')) !== undefined;
  if (has('webhook.certificate.source')) {
    const certificate = (settings: JsonObject) => ({ webhook: { certificate: settings } });
    axes.push({
      name: 'webhook.certificate.source',
      choices: [
        certificate({ source: '' }),
        certificate({ source: 'certManager' }),
        certificate({ source: 'helm' }),
        certificate({ source: 'existingSecret', secretName: EXTERNAL.secret, caBundle: 'Y2E=' }),
        certificate({ source: 'operator' }),
      ],
    });
  }
  if (has('metrics.certificate.source')) {
    const certificate = (settings: JsonObject) => ({ metrics: { certificate: settings } });
    axes.push({
      name: 'metrics.certificate.source',
      choices: [
        certificate({ source: '' }),
        certificate({ source: 'certManager' }),
        certificate({ source: 'existingSecret', secretName: EXTERNAL.secret }),
        certificate({ source: 'operator' }),
      ],
    });
  }
  if (has('rbac.create')) {
    const watch = has('watchNamespaces') ? [{ watchNamespaces: ['team-a', 'team-b'] }] : [];
    axes.push({ name: 'rbac', choices: [at('rbac.create', true), at('rbac.create', false), ...watch] });
  }
  if (has('serviceAccount.create')) {
    axes.push({
      name: 'serviceAccount',
      choices: [
        at('serviceAccount.create', true),
        { serviceAccount: { create: true, name: 'made-account' } },
        { serviceAccount: { create: false, name: EXTERNAL.account } },
      ],
    });
  }
  return axes;
}

function at(path: string, value: JsonValue): JsonObject {
  return path.split('.').reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

/** Two pieces of values as one; the second goes before the first. */
export function mergeValues(a: JsonObject, b: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const other = merged[key];
    merged[key] = isObject(other) && isObject(value) ? mergeValues(other, value) : value;
  }
  return merged;
}
