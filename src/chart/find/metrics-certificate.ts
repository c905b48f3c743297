import { stringAt } from '../../kubernetes/identity.ts';
import type { GraphNode } from '../../kubernetes/references/reference.ts';
import type { ChartInput } from '../draft.ts';
import { type Condition, isTrue } from '../template/condition.ts';
import { goString } from '../template/escape.ts';
import { Text } from '../template/nodes.ts';
import type { Metrics } from './metrics.ts';

/** How a monitor verifies the metrics server. */
export interface MetricsTls {
  /** Whether the server has a certificate of an authority that is known. */
  readonly condition: Condition;
  /** The Secret with the certificate and its authority. */
  readonly secretName: Text;
  /** The name that the certificate is for. */
  readonly serverName: Text;
}

/** How the metrics server is verified; undefined where nobody can. */
export function metricsTls({ names }: ChartInput, { certificateFrom, service }: Metrics): MetricsTls | undefined {
  if (certificateFrom === undefined) return undefined;
  return {
    condition: isTrue(names.include('metrics.certificate').expression),
    secretName: new Text(names.include('metrics.secretName')),
    serverName: new Text(names.name(service!.document.node!.id), '.', names.include('namespace'), '.svc'),
  };
}

/** All that refers to the source's Secret takes its name from the helper. */
export function decideMetricsSecret(input: ChartInput, metrics: Metrics): void {
  const secret = metrics.certificateFrom === 'source' ? secretOf(input, metrics) : undefined;
  if (secret !== undefined) input.names.override(secret.id, input.names.include('metrics.secretName'));
}

/** The name of the source's Secret, without the helper in its place. */
export function ownSecretName(input: ChartInput, metrics: Metrics): string {
  const secret = secretOf(input, metrics);
  return secret === undefined ? goString(secretName(metrics)) : input.names.ownExpression(secret);
}

function secretOf({ graph }: ChartInput, metrics: Metrics): GraphNode | undefined {
  const { node } = metrics.certificate!;
  return graph.nodes.find(
    ({ kind, name, namespace }) => kind === 'Secret' && name === secretName(metrics) && namespace === node?.namespace,
  );
}

function secretName({ certificate }: Metrics): string {
  return stringAt(certificate!.manifest?.object, 'spec', 'secretName') ?? '';
}
