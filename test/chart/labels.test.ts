import { describe, expect, it } from 'vitest';
import { buildChart } from '../../src/chart/build-chart.ts';
import type { ChartTree } from '../../src/chart/chart-tree.ts';

const INSTANCE = 'app.kubernetes.io/instance';

function workload(name: string, labels: string, pod = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: loom-${name}, namespace: loom-system }
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec: { containers: [{ name: manager, image: "example.com/loom:v1"${pod} }] }
---
`;
}

function custom(kind: string, spec: string): string {
  return `apiVersion: mesh.example.com/v1
kind: ${kind}
metadata: { name: loom-${kind.toLowerCase()}, namespace: loom-system }
spec: ${spec}
---
`;
}

function specOf(chart: ChartTree, kind: string): string {
  const text = chart.get(`templates/custom-resources/${kind.toLowerCase()}.yaml`) ?? '';
  return text.slice(text.indexOf('spec:'));
}

describe('selectors of custom resources', () => {
  const labels = `app: loom, ${INSTANCE}: first`;
  const chart = buildChart(
    workload('manager', labels) +
      custom('Pods', `{ podSelector: { matchLabels: { ${INSTANCE}: first } } }`) +
      custom('Plain', `{ workloadSelector: { labels: { app: loom, ${INSTANCE}: first } } }`) +
      custom(
        'Words',
        `{ rules: [{ selector: { matchExpressions: [{ key: ${INSTANCE}, operator: In, values: [first] }] } }] }`,
      ) +
      custom('Wide', '{ selector: { matchLabels: { app: loom } } }') +
      custom(
        'Other',
        `{ selector: { matchLabels: { ${INSTANCE}: second } }, namespaceSelector: { matchLabels: { ${INSTANCE}: first } } }`,
      ),
  );
  const release = `${INSTANCE}: {{ $.Release.Name | quote }}`;

  it('ask for the release where they ask for the instance of pods of the input', () => {
    expect(specOf(chart, 'Pods')).toContain(release);
    expect(specOf(chart, 'Plain')).toContain(release);
    expect(specOf(chart, 'Words')).toContain('- {{ $.Release.Name | quote }}');
  });

  it('stay as they are where they ask for something else', () => {
    expect(specOf(chart, 'Wide')).not.toContain('Release');
    expect(specOf(chart, 'Other')).not.toContain('Release');
  });
});

describe('instances of workloads', () => {
  const labels = (instance: string) => `app: loom, ${INSTANCE}: ${instance}`;
  const text = `, args: [--peers=${INSTANCE}=first], env: [{ name: OWN, valueFrom: { fieldRef: { fieldPath: "metadata.labels['${INSTANCE}']" } } }]`;
  const chart = buildChart(workload('manager', labels('first'), text) + workload('worker', labels('second')));

  it('are all in the notes', () => {
    expect(chart.get('templates/NOTES.txt')).toContain(
      `--selector '${INSTANCE} in ({{ include "loom.instance" (list $ "first") }},{{ include "loom.instance" (list $ "second") }})'`,
    );
  });

  it('are told where a text asks for one', () => {
    expect(chart.report.notRewritten.map(({ path }) => path)).toEqual(['spec.template.spec.containers[0].args[0]']);
  });
});
