import type { Random } from './random.ts';
import { anyText, type Fields, type Made, NAMES } from './random-objects.ts';
import { type Value, writeYaml } from './write-yaml.ts';

const METADATA_LABELS: Value = { path: 'metadata/labels', create: true };
const NAMESPACE_SPEC: Value = { path: 'metadata/namespace', create: true };

/** An object of `transformers:` or `validators:`, as text; patches only where one can be made. */
export function randomTransformer(random: Random, objects: readonly Made[], patch?: (one: Made) => string): string {
  const one = objects.length === 0 ? undefined : random.pick(objects);
  const specs = random.some<Value>(
    [
      { path: 'spec/title', kind: 'Foo', create: random.chance(0.5) },
      { path: 'metadata/name', kind: 'ConfigMap' },
      { path: 'spec/template/metadata/labels', group: 'apps', create: true },
    ],
    2,
  );
  const bodies: Fields[] = [
    { kind: 'PrefixTransformer', prefix: 't-', fieldSpecs: [{ path: 'metadata/name' }, ...specs] },
    { kind: 'SuffixTransformer', suffix: '-t', fieldSpecs: [{ path: 'metadata/name', kind: 'ConfigMap' }] },
    { kind: 'PrefixSuffixTransformer', prefix: 't-', suffix: '-t', fieldSpecs: [{ path: 'metadata/name' }] },
    {
      kind: 'LabelTransformer',
      labels: { t: 'x', u: anyText(random) },
      fieldSpecs: [METADATA_LABELS, ...specs.slice(2)],
    },
    {
      kind: 'AnnotationsTransformer',
      annotations: { t: anyText(random) },
      fieldSpecs: [{ path: 'metadata/annotations', create: true }],
    },
    { kind: 'ImageTagTransformer', imageTag: { name: 'nginx', newTag: 't' }, fieldSpecs: [{ path: 'spec/image' }] },
    {
      kind: 'NamespaceTransformer',
      metadata: { namespace: 'tns' },
      fieldSpecs: random.chance(0.7) ? [NAMESPACE_SPEC, { path: 'metadata/name', kind: 'Namespace' }] : undefined,
      unsetOnly: random.chance(0.5),
      setRoleBindingSubjects: random.chance(0.5)
        ? random.pick(['defaultOnly', 'allServiceAccounts', 'none'])
        : undefined,
    },
    {
      kind: 'ReplicaCountTransformer',
      replica: { name: one?.name ?? 'web', count: random.int(5) },
      fieldSpecs: [{ path: 'spec/replicas', create: true, kind: 'Deployment' }, { path: 'spec/size' }],
    },
    {
      kind: 'ValueAddTransformer',
      value: random.pick(['v', '$(X)', '']),
      targets: [
        {
          fieldPath: random.pick(['metadata/namespace', 'metadata/annotations/added', 'spec/title']),
          selector: random.chance(0.5) ? { kind: one?.kind ?? 'Foo' } : undefined,
          filePathPosition: random.chance(0.2) ? 1 : undefined,
        },
      ],
    },
    { kind: 'HashTransformer' },
  ];
  if (one !== undefined && patch !== undefined) {
    bodies.push(
      { kind: 'PatchTransformer', patch: patch(one), target: random.chance(0.3) ? { kind: one.kind } : undefined },
      { kind: 'PatchStrategicMergeTransformer', patches: patch(one) },
      {
        kind: 'ReplacementTransformer',
        replacements: [
          {
            source: { kind: one.kind, name: one.name },
            targets: [
              {
                select: { name: random.pick(NAMES) },
                fieldPaths: ['metadata.annotations.from'],
                options: { create: true },
              },
            ],
          },
        ],
      },
    );
  }
  return plugin(random.pick(bodies), random);
}

/** An object of `generators:`, as text. */
export function randomGenerator(random: Random): string {
  const name = random.pick(['made', ...NAMES]);
  return plugin(
    {
      kind: random.pick(['ConfigMapGenerator', 'SecretGenerator']),
      metadata: { name, namespace: random.chance(0.2) ? 'system' : undefined },
      literals: random.some(['a=1', 'b=two', `c=${anyText(random)}`], 3),
      behavior: random.chance(0.2) ? random.pick(['create', 'merge', 'replace']) : undefined,
      options: random.chance(0.3) ? { disableNameSuffixHash: true, labels: { own: 'x' } } : undefined,
    },
    random,
  );
}

function plugin({ kind, metadata, ...body }: Fields, random: Random): string {
  return writeYaml({ apiVersion: 'builtin', kind, metadata: { name: 't', ...(metadata as Fields) }, ...body }, random);
}
