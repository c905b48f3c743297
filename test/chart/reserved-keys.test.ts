import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildChart } from '../../src/chart/build-chart.ts';
import { reservedKeys } from '../../src/chart/values/reserved-keys.ts';
import type { JsonObject } from '../../src/kubernetes/object.ts';

const INPUTS = join(import.meta.dirname, '../conformance/inputs');

function workload(name: string, kind = 'Deployment'): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, namespace: acme-system}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: m, image: 'example.com/acme:v1'}]}
---
`;
}

describe('keys of values', () => {
  it('of the chart are reserved, all of them', () => {
    const reserved = new Set(reservedKeys(2));
    const missing = new Set<string>();
    for (const file of ['balancer', 'certificates', 'gitops', 'metrics-adapter', 'webhooks', 'workloads']) {
      const chart = buildChart(readFileSync(join(INPUTS, `${file}.yaml`), 'utf8'));
      const state = parse(chart.get('.operator-scaffold.yaml')!) as { chart: { keys?: Record<string, string> } };
      const given = new Set(Object.values(state.chart.keys ?? {}));
      const { properties } = JSON.parse(chart.get('values.schema.json')!) as { properties: JsonObject };
      for (const key of Object.keys(properties)) if (!reserved.has(key) && !given.has(key)) missing.add(key);
    }
    expect([...missing]).toEqual([]);
  });

  it('of workloads that are called like one are others', () => {
    const kebab = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const titles = reservedKeys(2).map(kebab);
    const manifests = [workload('acme-controller-manager'), ...titles.map((each) => workload(`acme-${each}`))].join('');
    const chart = buildChart(manifests);
    const values = parse(chart.get('values.yaml')!) as Record<string, JsonObject>;
    const sections = Object.entries(values).filter(([, value]) => value?.image !== undefined);
    expect(sections).toHaveLength(titles.length);
    expect(sections.filter(([key]) => reservedKeys(2).includes(key))).toEqual([]);
  });

  it('of a container that is called like one are others', () => {
    const pod = workload('acme-controller-manager').replace(
      '}]}',
      "}, {name: pod, image: 'example.com/pod:v1'}, {name: host-aliases, image: 'example.com/h:v1'}]}",
    );
    const values = parse(buildChart(pod).get('values.yaml')!) as JsonObject;
    expect(values).toMatchObject({ podContainer: { image: {} }, hostAliasesContainer: { image: {} } });
  });
});
