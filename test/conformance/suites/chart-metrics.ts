import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { type ChartEngine, startChartEngine } from '../support/chart-engine.ts';
import { chartInputsForMany } from '../support/chart-inputs.ts';
import { field } from '../support/oracle-references.ts';
import { EXTERNAL, mergeValues } from '../support/switches.ts';
import { fileNameOf, writeFiles } from '../support/write-files.ts';

const NAMESPACE = 'home';
/** The name of a Service of metrics; a long one is cut and ends in a hash. */
const METRICS = /metrics|-met[a-z-]*-[0-9a-f]{8}$/;

/**
 * The certificate of metrics, under every combination of the values that have to do with it: issued if and only if it is
 * mounted and the flag names the place, and then what monitors verify; otherwise they say that they do not.
 */
export const suite: Suite = {
  name: 'chart-metrics',
  async *run(context) {
    const engine = await startChartEngine();
    try {
      for (const input of await chartInputsForMany(context)) {
        const chart = buildChart(input.manifests);
        const text = [...chart]
          .map(({ path, content }) => (/^(values|templates)/.test(path) ? content : ''))
          .join('\n');
        // Where another flag names the place, or none does, there is nothing to compare with.
        if (!/^ {4}flag: --metrics-cert-path$|^ +- --metrics-cert-path=/m.test(text)) continue;
        const directory = join(context.scratch, 'charts', fileNameOf(input.name));
        writeFiles(directory, chart);
        yield await attempt(input.name, () => combined(directory, engine));
      }
    } finally {
      engine.stop();
    }
  },
};

const metrics = (settings: JsonObject): JsonObject => ({ metrics: settings });
const AXES: readonly JsonObject[][] = [
  [metrics({ enabled: true }), metrics({ enabled: false })],
  [metrics({ secure: true }), metrics({ secure: false })],
  [{ certManager: { enabled: true } }, { certManager: { enabled: false } }],
  [
    metrics({ certificate: { source: '' } }),
    metrics({ certificate: { source: 'certManager' } }),
    metrics({ certificate: { source: 'existingSecret', secretName: EXTERNAL.secret } }),
    metrics({ certificate: { source: 'operator' } }),
  ],
  [
    metrics({ serviceMonitor: { enabled: true }, podMonitor: { enabled: false } }),
    metrics({ serviceMonitor: { enabled: false }, podMonitor: { enabled: true } }),
  ],
];

function combinations(): JsonObject[] {
  return AXES.reduce<JsonObject[]>(
    (all, choices) => all.flatMap((values) => choices.map((choice) => mergeValues(values, choice))),
    [{}],
  );
}

async function combined(directory: string, engine: ChartEngine): Promise<string[]> {
  const problems: string[] = [];
  let verified = 0;
  for (const values of combinations()) {
    const { objects, error } = await engine.render({ chart: directory, release: 'one', namespace: NAMESPACE, values });
    if (error === undefined) {
      const found = judge(objects.map(({ object }) => object));
      verified += found.verified;
      problems.push(...found.problems.map((problem) => `${problem}: ${JSON.stringify(values)}`));
    } else if (!/metrics\.certificate\.source=certManager and certManager\.enabled=false/.test(error))
      problems.push(error);
  }
  if (verified === 0) problems.push('no combination has a monitor that verifies');
  return problems;
}

function judge(objects: readonly KubernetesObject[]): { problems: string[]; verified: number } {
  const mounted = mountedSecret(objects);
  const service = objects.find(({ kind, metadata }) => kind === 'Service' && METRICS.test(String(metadata.name)));
  const host = `${service?.metadata.name}.${NAMESPACE}.svc`;
  const issued = objects
    .filter((object) => object.kind === 'Certificate' && list(field(object, 'spec', 'dnsNames')).includes(host))
    .map((object) => field(object, 'spec', 'secretName'));
  const problems: string[] = [];
  if (issued.length > 1) problems.push('two certificates');
  if (mounted === EXTERNAL.secret ? issued.length > 0 : mounted !== issued[0])
    problems.push(`issued into ${issued[0]}, mounted is ${mounted}`);
  let verified = 0;
  for (const endpoint of objects.flatMap(endpointsOf)) {
    const tls = field(endpoint, 'tlsConfig') ?? null;
    const seen = JSON.stringify([
      field(endpoint, 'scheme'),
      field(tls, 'ca', 'secret', 'name') ?? null,
      field(tls, 'serverName') ?? null,
      field(tls, 'insecureSkipVerify') ?? null,
    ]);
    const wanted = [
      ['http', null, null, null],
      ['https', null, null, true],
      ['https', mounted, host, false],
    ].map((each) => JSON.stringify(each));
    const right = mounted === undefined ? wanted.slice(0, 2) : wanted.slice(2);
    if (!right.includes(seen)) problems.push(`an endpoint has ${seen}, mounted is ${mounted}`);
    else if (mounted !== undefined) verified += 1;
  }
  return { problems, verified };
}

function endpointsOf(object: KubernetesObject): JsonValue[] {
  if (object.kind === 'PodMonitor') return list(field(object, 'spec', 'podMetricsEndpoints'));
  return object.kind === 'ServiceMonitor' ? list(field(object, 'spec', 'endpoints')) : [];
}

/** The Secret in the directory that the flag names. */
function mountedSecret(objects: readonly KubernetesObject[]): JsonValue | undefined {
  for (const object of objects) {
    const spec = field(object, 'spec', 'template', 'spec') ?? null;
    for (const container of list(field(spec, 'containers'))) {
      const flag = list(field(container, 'args')).find((arg) => String(arg).startsWith('--metrics-cert-path='));
      if (flag === undefined) continue;
      const mount = list(field(container, 'volumeMounts')).find(
        (each) => `--metrics-cert-path=${field(each, 'mountPath')}` === flag,
      );
      const name = field(mount ?? null, 'name');
      const volume = list(field(spec, 'volumes')).find((each) => name !== undefined && field(each, 'name') === name);
      return field(volume ?? null, 'secret', 'secretName') ?? 'nothing';
    }
  }
  return undefined;
}

function list(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}
