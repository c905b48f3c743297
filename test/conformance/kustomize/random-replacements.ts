import type { Random } from './random.ts';
import type { RandomTree } from './random-tree.ts';
import { Raw, type Value, writeYaml } from './write-yaml.ts';

/** Texts that hold YAML or JSON, or look like it. */
const STRUCTURED = [
  'a: 1\nb:\n  c: x\n  d: [1, two]\n',
  '{"a": 1, "b": {"c": "x", "d": [1, "two"]}}',
  '{\n  "a": 1,\n  "b": {\n    "c": "x"\n  }\n}',
  '# head\na: 1\nb:\n- c: x # one\n- c: "y"\n',
  '[1, 2]',
  'a=b',
  '',
  'a: b: c',
];

const SCALARS = ['x', 'a-b-c', '1', 'true', 'null', '0x1F', '1e3', "'7'", '""', '~', '2001-01-01', '1.50', 'yes'];

const PATHS = [
  'spec',
  'spec.a',
  'spec.a.b',
  'spec.m',
  'spec.m.x',
  'spec.m.b.c',
  'spec.l',
  'spec.l.0',
  'spec.l.1.v',
  'spec.l.2.v',
  'spec.l.*.v',
  'spec.l.[name=one].v',
  'spec.l.[name=new].v',
  'spec.l.[name=o.*].v',
  'spec.s',
  'spec.s.[=x]',
  'spec.text',
  'spec.text.a',
  'spec.text.b',
  'spec.text.b.c',
  'spec.text.b.d.1',
  'spec.text.b.0.c',
  'spec.text.n.o',
  'metadata.annotations',
  'metadata.annotations.note',
  'metadata.annotations.[e.com/a.b]',
  'metadata.labels.app',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'kind',
];

const SOURCES = ['spec.a', 'spec.m', 'spec.m.x', 'spec.m.b', 'spec.l', 'spec.l.0', 'spec.s', 'spec.s.0', 'spec.text'];

/**
 * A tree of replacements alone: chains of them between two objects with values of every shape, into fields of every
 * shape, through text that holds YAML, and with annotations and labels that are no maps.
 */
export function replacementTree(random: Random): RandomTree {
  const names = ['one', 'two'];
  const documents = names.map((name) => document(name, random));
  const replacements = Array.from({ length: 1 + random.int(3) }, () => replacement(names, random));
  const fields: Value = {
    resources: ['r.yaml'],
    namePrefix: random.chance(0.15) ? 'p-' : undefined,
    commonLabels: random.chance(0.1) ? { l: 'x' } : undefined,
    commonAnnotations: random.chance(0.1) ? { n: 'x' } : undefined,
    replacements,
  };
  return {
    files: { 'k/kustomization.yaml': writeYaml(fields, random), 'k/r.yaml': documents.join('---\n') },
    path: 'k',
  };
}

/** Without comments: they are lost where a map is copied into text. */
function document(name: string, random: Random): string {
  return writeYaml(foo(name, random), random).replace(/\n *# note/g, '');
}

function foo(name: string, random: Random): Value {
  const odd = random.chance(0.08);
  return {
    apiVersion: 'example.com/v1',
    kind: 'Foo',
    metadata: {
      name,
      annotations: odd ? oddMap(random) : random.chance(0.4) ? { note: scalar(random), 'e.com/a.b': 'x-y' } : undefined,
      labels: random.chance(0.03) ? oddMap(random) : random.chance(0.3) ? { app: random.pick(['x', 'y']) } : undefined,
    },
    spec: {
      a: shape(random, 2),
      m: { x: scalar(random), b: { c: scalar(random) } },
      l: [
        { name: 'one', v: shape(random, 1) },
        { name: 'two', v: scalar(random) },
      ],
      s: [scalar(random), 'x'],
      text: random.pick(STRUCTURED),
    },
  };
}

function oddMap(random: Random): Value {
  return random.pick<Value>([[], ['x'], [{ note: 'x' }], 'text', new Raw('1'), null, {}, { note: { deep: 'x' } }]);
}

function scalar(random: Random): Value {
  return new Raw(random.pick(SCALARS));
}

function shape(random: Random, depth: number): Value {
  const roll = random.int(depth === 0 ? 1 : 4);
  if (roll < 2) return scalar(random);
  if (roll === 2) return { b: shape(random, depth - 1), c: scalar(random) };
  return [shape(random, depth - 1), scalar(random)];
}

function replacement(names: readonly string[], random: Random): Value {
  const targets = Array.from({ length: random.chance(0.85) ? 1 : 2 }, () => target(names, random));
  const fixed = random.chance(0.3);
  return {
    source: fixed
      ? undefined
      : {
          kind: 'Foo',
          name: random.pick(names),
          fieldPath: random.chance(0.6) ? random.pick(SOURCES) : random.pick(PATHS),
          options: random.chance(0.15) ? { delimiter: '-', index: random.int(2) } : undefined,
        },
    sourceValue: fixed ? random.pick(['x', '1', '', 'a: b', 'null']) : undefined,
    targets,
  };
}

function target(names: readonly string[], random: Random) {
  return {
    select: { kind: 'Foo', name: random.pick(names) },
    fieldPaths: random.chance(0.8) ? [random.pick(PATHS)] : random.some(PATHS, 2).concat(random.pick(PATHS)),
    options: random.chance(0.85)
      ? {
          create: random.chance(0.9) ? true : undefined,
          delimiter: random.chance(0.2) ? '-' : undefined,
          index: random.chance(0.15) ? random.int(4) - 1 : undefined,
        }
      : undefined,
  };
}
