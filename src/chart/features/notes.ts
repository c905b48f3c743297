import { type Document, type Draft, managerOf } from '../draft.ts';
import { renderFile } from '../files/render-file.ts';
import type { Found } from '../find/found.ts';
import type { Metrics } from '../find/metrics.ts';
import { metricsTls } from '../find/metrics-certificate.ts';
import { INSTANCE, instancesOf } from '../labels.ts';
import { PROXY_IMAGE, splitRegistry } from '../pods/images.ts';
import { allOf, isSet, isTrue, not, printCondition } from '../template/condition.ts';
import { goString } from '../template/escape.ts';
import { mayHavePodMonitor } from './metrics/pod-monitor.ts';

/** NOTES.txt: what a person who has installed the chart should know, under the values at hand. */
export function addNotes(draft: Draft, { metrics, webhooks, definitions }: Found): void {
  draft.files['templates/NOTES.txt'] = () =>
    renderFile('NOTES.txt', {
      chart: draft.chart,
      pods: managerOf(draft) === undefined ? undefined : { selector: podSelector(draft) },
      gone: goneImages(draft, metrics),
      crds: definitions.length > 0,
      webhooks: webhooks !== undefined,
      metrics: metrics === undefined ? undefined : metricsNotes(draft, metrics),
    });
}

/** The pods of a release, as an argument of kubectl. */
function podSelector(draft: Draft): string {
  const instances = instancesOf(draft);
  if (instances.length === 1) return `${INSTANCE}={{ .Release.Name }}`;
  return `'${INSTANCE} in (${instances.map((instance) => `{{ ${instance.replace(/ \| quote$/, '')} }}`).join(',')})'`;
}

function goneImages({ goneImages }: Draft, metrics: Metrics | undefined): object[] {
  return goneImages.map(({ scope: { expression }, registry, repository, whole }) => {
    const own = registry === '' ? `not ${expression}.registry` : `eq ${expression}.registry ${goString(registry)}`;
    // The proxy goes with the metrics that it guards.
    const isThere = metrics?.proxy === undefined ? '' : ' .Values.metrics.enabled';
    const key = expression.replace('.Values.', '');
    const other = splitRegistry(PROXY_IMAGE);
    return {
      condition: `and${isThere} (eq ${expression}.repository ${goString(repository)}) (${own}) (not (.Values.global).imageRegistry)`,
      repository: whole,
      advice:
        registry === ''
          ? `${key}.repository to ${PROXY_IMAGE}`
          : `${key}.registry to ${other.registry} and ${key}.repository to ${other.repository}`,
    };
  });
}

function metricsNotes(draft: Draft, metrics: Metrics): object {
  const { service, podPort, reader, https, canBeInsecure } = metrics;
  const tls = metricsTls(draft, metrics);
  const monitor = '(index $.Values.metrics .)';
  const secure = canBeInsecure ? [isSet('$.Values.metrics.secure')] : [];
  const isVerified = tls === undefined ? [] : [not(tls.condition)];
  const unverified = [...secure, ...isVerified, not(isTrue(`${monitor}.tlsConfig`))];
  return {
    service: service === undefined ? undefined : expression(draft, service.document),
    podPort,
    suggested: service === undefined ? 'podMonitor' : 'serviceMonitor',
    reader: https === undefined || reader === undefined ? undefined : expression(draft, reader),
    secure:
      https === undefined
        ? undefined
        : {
            unverified: printCondition(allOf(unverified)),
            certificate: tls !== undefined,
            unauthorized: printCondition(
              allOf([...secure, isTrue('eq . "podMonitor"'), not(isTrue(`${monitor}.authorization`))]),
            ),
          },
    podMonitor: mayHavePodMonitor(metrics),
  };
}

function expression(draft: Draft, document: Document): string {
  const name = draft.names.name(document.node!.id);
  return typeof name === 'string' ? goString(name) : name.expression;
}
