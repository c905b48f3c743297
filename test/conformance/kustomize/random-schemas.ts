import type { Random } from './random.ts';
import type { Fields } from './random-objects.ts';
import { type Value, writeYaml } from './write-yaml.ts';

/** A file of `configurations:`. */
export function randomConfiguration(random: Random): string {
  const create = () => random.chance(0.5);
  const some = (probability: number, value: () => Value): Value | undefined =>
    random.chance(probability) ? value() : undefined;
  return writeYaml(
    {
      nameReference: some(0.6, () => [
        {
          kind: random.pick(['ConfigMap', 'Secret', 'Foo', 'Service']),
          version: random.pick(['v1', undefined]),
          fieldSpecs: [
            { path: random.pick(['spec/name', 'spec/text', 'spec/list/name', 'spec/list[]/name']), kind: 'Foo' },
            { path: 'spec/issuerRef/name', kind: 'Certificate' },
            { path: 'spec/secretName', kind: 'Certificate' },
          ],
        },
      ]),
      commonLabels: some(0.3, () => [{ path: 'spec/selector', kind: 'Foo', create: create() }]),
      labels: some(0.1, () => [{ path: 'spec/tags', kind: 'Foo', create: create() }]),
      templateLabels: some(0.1, () => [{ path: 'spec/template/metadata/labels', kind: 'Foo', create: create() }]),
      commonAnnotations: some(0.2, () => [{ path: 'spec/notes', kind: 'Foo', create: true }]),
      varReference: some(0.4, () => [
        { path: random.pick(['spec/text', 'spec/list/v', 'spec', 'metadata/annotations', 'data/a', 'spec/odd']) },
      ]),
      namespace: some(0.3, () => [{ path: 'spec/ns', kind: 'Foo', create: true }]),
      images: some(0.3, () => [{ path: 'spec/image', kind: 'Foo' }]),
      replicas: some(0.3, () => [{ path: 'spec/size', kind: 'Foo', create: true }]),
      namePrefix: some(0.1, () => [{ path: 'spec/title', kind: 'Foo' }]),
      nameSuffix: some(0.1, () => [{ path: 'spec/title', kind: 'Foo', create: create() }]),
    },
    random,
  );
}

/** A file of `crds:` that describes the kind Foo. */
export function randomCrd(random: Random): string {
  const reference: Fields = {
    'x-kubernetes-object-ref-api-version': 'v1',
    'x-kubernetes-object-ref-kind': random.pick(['Secret', 'ConfigMap', 'Service']),
    'x-kubernetes-object-ref-name-key': random.chance(0.3) ? 'name' : undefined,
  };
  return JSON.stringify({
    'example.com/api.Foo': {
      Schema: {
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          spec: {
            properties: {
              name: reference,
              list: { $ref: 'example.com/api.Item' },
              tags: random.chance(0.3) ? { 'x-kubernetes-label-selector': '' } : { type: 'object' },
              notes: random.chance(0.3) ? { 'x-kubernetes-annotation': '' } : { type: 'object' },
              text: random.chance(0.2) ? { 'x-kubernetes-identity': '' } : { type: 'string' },
            },
          },
        },
      },
      Dependencies: ['example.com/api.Item'],
    },
    'example.com/api.Item': { Schema: { properties: { v: reference } } },
  });
}

/** A file of `openapi:` in which the lists of the kind Foo are merged. */
export function randomOpenApi(random: Random): string {
  const kind = [{ group: 'example.com', version: 'v1', kind: 'Foo' }];
  const list = {
    type: 'array',
    items: random.chance(0.5) ? { $ref: '#/definitions/item' } : { type: 'object' },
    'x-kubernetes-patch-merge-key': 'name',
    'x-kubernetes-patch-strategy': random.pick(['merge', 'merge,retainKeys', 'replace']),
    'x-kubernetes-list-map-keys': random.chance(0.2) ? ['name'] : undefined,
  };
  return JSON.stringify({
    definitions: {
      foo: { properties: { spec: { properties: { list } } }, 'x-kubernetes-group-version-kind': kind },
      item: { properties: { v: list } },
    },
    paths: random.chance(0.3)
      ? { '/apis/example.com/v1/foos': { get: { 'x-kubernetes-group-version-kind': kind[0] } } }
      : undefined,
  });
}
