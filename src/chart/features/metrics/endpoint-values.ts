import { append } from '../../../core/append.ts';
import type { Metrics } from '../../find/metrics.ts';
import type { MetricsTls } from '../../find/metrics-certificate.ts';
import { exposeField } from '../../pods/exposed-fields.ts';
import { IS_SECURE } from '../../switches.ts';
import { allOf, type Condition, isSet, not } from '../../template/condition.ts';
import { fromJson, nodeAt } from '../../template/from-json.ts';
import {
  both,
  type Entry,
  Literal,
  type TemplateMap,
  type TemplateNode,
  when,
  YamlPipeline,
} from '../../template/nodes.ts';
import { BOOLEAN_OR_NULL, kubernetes, listOf } from '../../values/schema-types.ts';
import type { Scope } from '../../values/values-model.ts';
import { tree } from '../added-document.ts';
import { printBehindOwn } from '../label-values.ts';

const DURATION = { type: 'string', pattern: '^$|^([0-9]+(ms|s|m|h|d|w|y))+$' };

/** What the values say of how an endpoint is read: once for all endpoints of a monitor, by the first of them. */
export function addEndpointValues(scope: Scope, endpoint: TemplateMap): void {
  for (const [key, description] of [
    ['interval', "How often metrics are read; empty for Prometheus' default."],
    ['scrapeTimeout', 'How long a reading may take.'],
  ] as const) {
    exposeField(scope, endpoint, { key, field: key, description, schema: DURATION, form: 'text' });
  }
  const honor = { key: 'honorLabels', field: 'honorLabels', schema: BOOLEAN_OR_NULL, form: 'bool' } as const;
  exposeField(scope, endpoint, { ...honor, description: "Whether labels of the metrics go before Prometheus' own." });
  for (const key of ['relabelings', 'metricRelabelings'] as const) {
    const description = key === 'relabelings' ? 'Relabeling of the target.' : 'Relabeling of the metrics.';
    exposeField(scope, endpoint, { key, field: key, description, schema: listOf('relabeling'), form: 'tree' });
  }
  scope.section.set(
    'tlsConfig',
    {},
    'How the certificate of the endpoint is verified, instead of what the chart knows of it.',
    kubernetes('tlsConfig'),
  );
  scope.section.set(
    'endpointAdditionalProperties',
    {},
    'Further fields of the endpoint, as the Prometheus operator has them.',
    { type: 'object' },
  );
  printBehindOwn(endpoint, `${scope.expression}.endpointAdditionalProperties`);
}

/** HTTPS or HTTP as the values say: the scheme, the token and how the certificate is verified. */
export function protectEndpoint(
  scope: Scope,
  endpoint: TemplateMap,
  metrics: Metrics,
  tls: MetricsTls | undefined,
): void {
  if (metrics.canBeInsecure) {
    const own = endpoint.get('scheme');
    // The default is what the source has; the other choice is ours.
    if (!metrics.secure) endpoint.set('scheme', new Literal('https'), when(IS_SECURE), own);
    else if (own !== undefined) endpoint.set('scheme', own, when(IS_SECURE), new Literal('http'));
    for (const key of ['bearerTokenFile', 'authorization']) {
      const entry = endpoint.entry(key);
      if (entry !== undefined && metrics.secure) entry.guard = both(entry.guard, IS_SECURE);
    }
  }
  const given = `${scope.expression}.tlsConfig`;
  const isGiven = isSet(given);
  const own = endpoint.get('tlsConfig');
  const insecure = fromJson({ insecureSkipVerify: true });
  // Over HTTP there is nothing to verify.
  const isSecure = metrics.canBeInsecure ? [IS_SECURE] : [];
  const variants: Entry[] = [];
  const add = (value: TemplateNode | undefined, ...conditions: readonly Condition[]) => {
    if (value === undefined) return;
    variants.push({ key: 'tlsConfig', value, guard: when(allOf([...isSecure, ...conditions])) });
  };
  add(new YamlPipeline(`toYaml ${given}`), isGiven);
  if (tls === undefined) add(own, not(isGiven));
  else {
    const inSource = metrics.certificate !== undefined;
    const verifies = inSource && own !== undefined && nodeAt(own, ['ca']) !== undefined;
    add(verifies ? own : verification(tls), tls.condition, not(isGiven));
    add(verifies || (inSource && own === undefined) ? insecure : own, not(tls.condition), not(isGiven));
  }
  const at = endpoint.entries.findIndex((entry) => 'key' in entry && entry.key === 'tlsConfig');
  if (at === -1) append(endpoint.entries, variants);
  else endpoint.entries.splice(at, 1, ...variants);
}

function verification({ secretName: name, serverName }: MetricsTls): TemplateNode {
  const reference = (key: string): TemplateNode => tree({ key: new Literal(key), name });
  return tree({
    ca: tree({ secret: reference('ca.crt') }),
    cert: tree({ secret: reference('tls.crt') }),
    insecureSkipVerify: new Literal(false),
    keySecret: reference('tls.key'),
    serverName,
  });
}
