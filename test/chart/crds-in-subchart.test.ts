import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildChart } from '../../src/chart/build-chart.ts';

it('lets Helm hand `global` to a chart with definitions of its own, whatever the schema of the values says', () => {
  const description = randomBytes(900_000).toString('base64');
  const manifests = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gears.x.example.com}
spec:
  group: x.example.com
  names: {kind: Gear, plural: gears}
  scope: Namespaced
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, description: ${description}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: acme-manager, namespace: acme-system}
spec:
  selector: {matchLabels: {app: acme}}
  template:
    metadata: {labels: {app: acme}}
    spec: {containers: [{name: manager, image: 'example.com/acme:v1'}]}
`;
  const chart = buildChart(manifests, { crds: 'crds' });
  const { dependencies } = parse(chart.get('Chart.yaml')!) as { dependencies: { name: string }[] };
  const names = dependencies.map(({ name }) => name);
  expect(names).toEqual([expect.stringMatching(/-crds$/)]);
  const { properties } = JSON.parse(chart.get('values.schema.json')!);
  // A key of the values that is called like the subchart would be handed `global`, which nothing in it may be.
  for (const name of names) expect(properties[name]).not.toHaveProperty('additionalProperties');
});
