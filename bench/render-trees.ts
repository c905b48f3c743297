import type { JsonObject, JsonValue } from '../src/kubernetes/object.ts';
import { printYaml } from '../src/yaml/print.ts';

const WORDS =
  'the controller watches this field and updates the status of every object that it owns when a reference no longer resolves'.split(
    ' ',
  );

/** An operator with many large CRDs, as controller-gen prints them, and a prefix, labels and a namespace on top. */
export function crdHeavyTree(crds: number, properties: number): Record<string, string> {
  const files: Record<string, string> = {};
  const names: string[] = [];
  for (let i = 0; i < crds; i += 1) {
    const name = `crd-${String(i).padStart(3, '0')}.yaml`;
    names.push(name);
    files[`config/default/${name}`] = `---\n${printYaml(crd(i, properties), { sortKeys: true })}`;
  }
  files['config/default/manager.yaml'] = printYaml(deployment('controller-manager'));
  files['config/default/kustomization.yaml'] = printYaml({
    namespace: 'heavy-system',
    namePrefix: 'heavy-',
    labels: [{ pairs: { 'app.kubernetes.io/name': 'heavy' } }],
    resources: [...names, 'manager.yaml'],
    patches: [
      {
        target: { kind: 'Deployment' },
        patch: '- op: add\n  path: /spec/template/spec/containers/0/args\n  value: [--leader-elect]\n',
      },
    ],
  });
  return files;
}

/** Deployments, each with a ConfigMap and a Service, under patches and replacements. */
export function wideTree(objects: number, patches: number, replacements: number): Record<string, string> {
  const files: Record<string, string> = {};
  const resources: string[] = [];
  for (let i = 0; i < objects / 2; i += 1) {
    const name = `object-${i}.yaml`;
    resources.push(name);
    files[`config/default/${name}`] =
      `${printYaml(deployment(`app-${i}`))}---\n${printYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `app-${i}` }, data: { a: `value ${i}` } })}`;
  }
  files['config/default/kustomization.yaml'] = printYaml({
    namePrefix: 'p-',
    resources,
    patches: Array.from({ length: patches }, (_, i) =>
      i % 2 === 0
        ? {
            patch: printYaml({
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              metadata: { name: `app-${i}` },
              spec: { template: { spec: { containers: [{ name: 'manager', args: ['--patched'] }] } } },
            }),
          }
        : {
            target: { kind: 'Deployment', name: `app-${i}` },
            patch: '- op: replace\n  path: /spec/replicas\n  value: 3\n',
          },
    ),
    replacements: Array.from({ length: replacements }, (_, i) => ({
      source: { kind: 'ConfigMap', name: `app-${i}`, fieldPath: 'data.a' },
      targets: [
        {
          select: { kind: 'Deployment', name: `app-${i}` },
          fieldPaths: ['metadata.annotations.[example.com/value]'],
          options: { create: true },
        },
      ],
    })),
  });
  return files;
}

function deployment(name: string): JsonObject {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'manager',
              image: 'controller:latest',
              envFrom: [{ configMapRef: { name } }],
              ports: [{ containerPort: 8080 }],
            },
          ],
          serviceAccountName: name,
        },
      },
    },
  };
}

function crd(index: number, properties: number): JsonObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      annotations: { 'controller-gen.kubebuilder.io/version': 'v0.21.0' },
      name: `things${index}.heavy.example.com`,
    },
    spec: {
      group: 'heavy.example.com',
      names: {
        kind: `Thing${index}`,
        listKind: `Thing${index}List`,
        plural: `things${index}`,
        singular: `thing${index}`,
      },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          schema: {
            openAPIV3Schema: {
              description: sentence(index, 12),
              properties: { spec: schema(index, properties, 0) },
              type: 'object',
            },
          },
          served: true,
          storage: true,
          subresources: { status: {} },
        },
      ],
    },
  };
}

function schema(seed: number, count: number, depth: number): JsonObject {
  const properties: Record<string, JsonValue> = {};
  for (let i = 0; i < count; i += 1) {
    const kind = (seed + i) % 5;
    const name = `${WORDS[(seed + i) % WORDS.length]}${i}`;
    if (kind === 0 && depth < 3) properties[name] = schema(seed + i, Math.ceil(count / 2), depth + 1);
    else if (kind === 1)
      properties[name] = { items: { type: 'string' }, type: 'array', 'x-kubernetes-list-type': 'atomic' };
    else if (kind === 2)
      properties[name] = {
        default: i,
        description: `${sentence(i, 14)}\n${sentence(i + 5, 18)}`,
        format: 'int32',
        type: 'integer',
      };
    else
      properties[name] = {
        description: sentence(i, 9 + (i % 20)),
        enum: ['Always', 'Never', `Mode${i}`],
        type: 'string',
      };
  }
  return {
    description: sentence(seed, 16),
    properties,
    required: Object.keys(properties).slice(0, 2).sort(),
    type: 'object',
  };
}

function sentence(start: number, words: number): string {
  return Array.from({ length: words }, (_, i) => WORDS[(start * 7 + i * 3) % WORDS.length]).join(' ');
}
