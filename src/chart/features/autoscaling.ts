import { nameOf } from '../../kubernetes/identity.ts';
import { addCheck, type Document, type Draft, guard, type Workload } from '../draft.ts';
import type { Found } from '../find/found.ts';
import { CALLS_WEBHOOKS } from '../switches.ts';
import { isSet } from '../template/condition.ts';
import { Action, Literal, TemplateList, TemplateMap, Text, when, withValue, YamlPipeline } from '../template/nodes.ts';
import { BOOLEAN, INTEGER_OR_NULL, kubernetes } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';
import { addDocument, tree } from './added-document.ts';

/**
 * `autoscaling` of each Deployment and StatefulSet, with the names of `helm create`, off by default. Where it is on, the
 * workload has no number of pods of its own: Helm and the autoscaler would set it by turns.
 */
export function addAutoscaling(draft: Draft, { scaled, leaderElection, webhooks }: Found): void {
  for (const workload of scaled) {
    const { section, expression } = subScope(
      workload.scope,
      'autoscaling',
      workload.isManager
        ? 'A HorizontalPodAutoscaler. Of the pods that elect a leader only one reconciles: more of them serve more webhook calls, nothing else.'
        : 'A HorizontalPodAutoscaler.',
    );
    section.set('enabled', false, 'Whether the number of pods follows their load; goes before replicaCount.', BOOLEAN);
    const percent = { ...INTEGER_OR_NULL, minimum: 1 };
    if (draft.rules === 1) {
      section.set('minReplicas', 1, 'How many pods there are at least.', { type: 'integer', minimum: 1 });
      section.set('maxReplicas', 3, 'How many pods there are at most.', { type: 'integer', minimum: 1 });
      section.set(
        'targetCPUUtilizationPercentage',
        80,
        'CPU in use, of what the pods request; null for none.',
        percent,
      );
    } else {
      section.set('minReplicas', null, 'How many pods there are at least; 1 unless said.', percent);
      section.set('maxReplicas', null, 'How many pods there are at most; 3 unless said.', percent);
      const cpu = 'CPU in use, of what the pods request; 80 unless memory is said.';
      section.set('targetCPUUtilizationPercentage', null, cpu, percent);
    }
    section.set('targetMemoryUtilizationPercentage', null, 'Memory in use, of what the pods request.', percent);
    section.set('behavior', {}, 'How fast the number of pods changes.', kubernetes('scalingBehavior'));
    const document = addAutoscaler(draft, workload, expression);
    guard(draft, document, isSet(`${expression}.enabled`));
    // It goes with a workload that goes with the webhooks.
    if (webhooks?.whole.has(workload)) guard(draft, document, CALLS_WEBHOOKS);
    addChecks(draft, workload, expression, leaderElection !== undefined);
  }
}

/** What the values say, or stand for where they say nothing. */
function numbers(draft: Draft, value: string): Record<'least' | 'most' | 'cpu' | 'memory', string> {
  const memory = `${value}.targetMemoryUtilizationPercentage`;
  const cpu = `${value}.targetCPUUtilizationPercentage`;
  if (draft.rules === 1) return { least: `${value}.minReplicas`, most: `${value}.maxReplicas`, cpu, memory };
  return {
    least: `(${value}.minReplicas | default 1)`,
    most: `(${value}.maxReplicas | default 3)`,
    cpu: `(${cpu} | default (ternary 0 80 (not (empty ${memory}))))`,
    memory,
  };
}

function addAutoscaler(draft: Draft, workload: Workload, value: string): Document {
  const { object, document: target } = workload;
  const metrics = new TemplateList();
  const said = numbers(draft, value);
  for (const [resource, key] of [
    ['cpu', said.cpu],
    ['memory', said.memory],
  ] as const) {
    metrics.items.push({
      value: tree({
        type: new Literal('Resource'),
        resource: tree({
          name: new Literal(resource),
          target: tree({ type: new Literal('Utilization'), averageUtilization: new Action(`${key} | int64`) }),
        }),
      }),
      guard: when(isSet(key)),
    });
  }
  const spec = tree({
    scaleTargetRef: new TemplateMap([
      { key: 'apiVersion', value: new Literal(object.apiVersion) },
      { key: 'kind', value: new Literal(object.kind) },
      { key: 'name', value: new Text(draft.names.name(target.node!.id)) },
    ]),
    minReplicas: new Action(`${said.least} | int64`),
    maxReplicas: new Action(`${said.most} | int64`),
    metrics,
  });
  spec.set('behavior', new YamlPipeline('toYaml .'), withValue(`${value}.behavior`));
  const taken = draft.graph.nodes.some(
    (node) => node.kind === 'HorizontalPodAutoscaler' && node.name === nameOf(object),
  );
  return addDocument(draft, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    suffix: taken ? `${workload.title}-hpa` : workload.title,
    folder: 'workloads',
    content: [['spec', spec]],
  });
}

function addChecks(draft: Draft, { isManager }: Workload, value: string, elects: boolean): void {
  const { least, most, cpu, memory } = numbers(draft, value);
  const path = value.replace('.Values.', '');
  const whenOn = `{{- if ${value}.enabled }}`;
  const checks = [
    `{{- if gt (int ${least}) (int ${most}) }}
{{- fail "${path}.minReplicas is above ${path}.maxReplicas." }}
{{- end }}`,
    `{{- if not (or ${cpu} ${memory}) }}
{{- fail "${path}.enabled=true needs ${path}.targetCPUUtilizationPercentage or ${path}.targetMemoryUtilizationPercentage." }}
{{- end }}`,
  ];
  if (isManager && elects) {
    checks.push(`{{- if and (not .Values.leaderElection.enabled) (gt (int ${most}) 1) }}
{{- fail "leaderElection.enabled=false and ${path}.maxReplicas above 1: several managers would act at once. Leave the election on, or ${path}.enabled off." }}
{{- end }}`);
  }
  addCheck(draft, `${whenOn}\n${checks.join('\n')}\n{{- end }}`);
}
