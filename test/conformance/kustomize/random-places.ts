import type { Random } from './random.ts';
import {
  block,
  commentAbove,
  commentBehind,
  doubleQuoted,
  flow,
  quoted,
  spelled,
  spelledKey,
  UNPRINTABLE,
  word,
} from './random-spelling.ts';
import type { RandomTree } from './random-tree.ts';

/** Each place that something is read from or written to, with values, keys and comments in every spelling. */
const PLACES: Readonly<Record<string, (random: Random) => Record<string, string>>> = {
  resource(random) {
    return { 'kustomization.yaml': kustomization(random), 'r.yaml': objects(random) };
  },
  strategicPatch(random) {
    const [target, patch] = [fields(random, 2, 3), fields(random, 2, 2)];
    const file = random.chance(0.3) ? deployment(random, false) : custom(random, target);
    const patched = file.startsWith('apiVersion: apps') ? deployment(random, true) : custom(random, patch);
    return {
      'kustomization.yaml': 'resources: [r.yaml]\npatches:\n- path: p.yaml\n',
      'r.yaml': file,
      'p.yaml': patched,
    };
  },
  comments(random) {
    const [file, patch] = random.chance(0.6)
      ? [deployment(random, false, 0.3), deployment(random, true, 0.2)]
      : [listed(random), listed(random)];
    return { 'kustomization.yaml': 'resources: [r.yaml]\npatches:\n- path: p.yaml\n', 'r.yaml': file, 'p.yaml': patch };
  },
  jsonPatch(random) {
    const path = random.pick(['/spec/a', '/spec/9000', '/spec/new', '/metadata/annotations/x', '/spec/b', '/data']);
    const op = random.pick(['add', 'replace', 'add', 'test', 'remove']);
    const value = random.chance(0.3) ? flow(random) : spelled(random, 2);
    const patch = `- op: ${op}\n  path: ${path}\n  value: ${value}\n`;
    return {
      'kustomization.yaml': 'resources: [r.yaml]\npatches:\n- path: p.yaml\n  target: {kind: Foo}\n',
      'r.yaml': custom(random, fields(random, 2, 3)),
      'p.yaml': patch,
    };
  },
  replacement(random) {
    const source = random.chance(0.3)
      ? `sourceValue: ${quoted(word(random), random)}`
      : `source: {kind: ConfigMap, name: src, fieldPath: data.k${random.chance(0.2) ? `, options: {delimiter: ${random.pick(['"-"', "' '", '"\\n"'])}, index: ${random.int(2)}}` : ''}}`;
    const options = random.pick([
      '',
      '',
      '',
      '\n    options: {create: true}',
      '\n    options: {delimiter: "-", index: 0}',
      '\n    options: {delimiter: " ", index: 1}',
    ]);
    const path = random.chance(0.6)
      ? 'spec.a'
      : random.pick(['spec.a', 'spec.b', 'metadata.annotations.x', 'spec.new', 'metadata.labels.l']);
    return {
      'kustomization.yaml': `resources: [r.yaml, s.yaml]\nreplacements:\n- ${source}\n  targets:\n  - select: {kind: Foo}\n    fieldPaths: [${path}]${options}\n`,
      'r.yaml': custom(random, fields(random, 2, 3)),
      's.yaml': configMap('src', `  k: ${spelled(random, 2)}\n`),
    };
  },
  text(random) {
    const json = random.chance(0.3);
    const content = json ? jsonText(random) : yamlText(random);
    const body =
      random.chance(0.8) &&
      !UNPRINTABLE.test(content.replaceAll('\n', '').replaceAll('\t', '')) &&
      !/^[ \n\t]/.test(content)
        ? `|${random.pick(['', '-', '+'])}\n${content
            .split('\n')
            .map((line) => (line === '' ? '' : `    ${line}`))
            .join('\n')}`
        : doubleQuoted(content, random);
    const path = random.chance(0.5)
      ? 'host'
      : random.pick([
          'host',
          'db.host',
          'a',
          'l.0',
          'l.[name=x].v',
          'm.x',
          'd',
          '9000',
          'new',
          'db.new.x',
          'l.*.v',
          'l.[=x]',
          'e.f',
          'l.-',
          'l.1',
          'm',
        ]);
    const source = random.chance(0.6)
      ? `sourceValue: ${quoted(word(random), random)}`
      : `source: {kind: ConfigMap, name: src, fieldPath: ${random.pick(['data.k', 'data', 'metadata'])}}`;
    const options = random.pick([
      '',
      '',
      '',
      '\n    options: {create: true}',
      '\n    options: {create: true}',
      '\n    options: {delimiter: "-", index: 0}',
      '\n    options: {delimiter: ":", index: -1}',
      '\n    options: {delimiter: ".", index: 9}',
    ]);
    return {
      'kustomization.yaml': `resources: [r.yaml, s.yaml]\nreplacements:\n- ${source}\n  targets:\n  - select: {name: app}\n    fieldPaths: ['data.c\\.yaml.${path}']${options}\n`,
      'r.yaml': configMap('app', `  c.yaml: ${body}\n`),
      's.yaml': configMap('src', `  k: ${spelled(random, 2)}\n`),
    };
  },
  vars(random) {
    return {
      'kustomization.yaml':
        'resources: [r.yaml, s.yaml]\nvars:\n- name: VAR\n  objref: {kind: ConfigMap, name: src, apiVersion: v1}\n  fieldref: {fieldpath: data.k}\nconfigurations: [c.yaml]\n',
      'c.yaml': `varReference:\n- path: ${random.pick(['spec/a', 'spec', 'spec/b', 'metadata/labels', 'metadata/annotations', 'spec/*', 'spec/0', 'spec/[a=b]', 'spec/-'])}\n  kind: Foo\n`,
      'r.yaml': custom(random, fields(random, 2, 3)),
      's.yaml': configMap('src', `  k: ${spelled(random, 2)}\n`),
    };
  },
  generator(random) {
    const literal = `k=${word(random).replaceAll('\n', ' ')}`;
    const behavior = random.pick(['create', 'merge', 'replace']);
    const patch = random.chance(0.5)
      ? `patches:\n- patch: |-\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: cm}\n    data:\n      ${spelledKey(random)}: ${spelled(random, 6)}\n`
      : '';
    const resources = behavior === 'create' ? '' : 'resources: [r.yaml]\n';
    return {
      'kustomization.yaml': `${resources}configMapGenerator:\n- name: cm\n  behavior: ${behavior}\n  literals: [${doubleQuoted(literal, random)}]\n  files: [f.txt]\n${patch}`,
      'f.txt': word(random) + random.pick(['', '\n', '\n\n', '\n  x\n']),
      'r.yaml': configMap('cm', `  k: ${spelled(random, 2)}\n  ${spelledKey(random)}: ${spelled(random, 2)}\n`),
    };
  },
  transformers(random) {
    const field = random.pick([
      `commonAnnotations: {x: ${spelled(random, 0, true)}}`,
      `commonLabels: {l: ${random.pick(['web', '"1"', "'true'", '!!str 3', '!!binary aGVsbG8=', '!foo bar', '!!null x'])}}`,
      `labels:\n- pairs: {${random.pick(['a', '"9000"', "'true'"])}: ${random.pick(['web', '"1"'])}}\n  includeTemplates: true`,
      'namePrefix: p-\nnamespace: ns',
      'images:\n- name: img\n  newTag: "2"',
      'replicas:\n- name: foo\n  count: 3',
      `configurations: [c.yaml]\nnamePrefix: p-`,
    ]);
    return {
      'kustomization.yaml': `resources: [r.yaml]\n${field}\n`,
      'c.yaml': `namePrefix:\n- path: ${random.pick(['spec/a', 'spec/*', 'spec/0', 'spec/-', 'spec/[a=b]', 'spec/b'])}\n  kind: Foo\n`,
      'r.yaml': random.chance(0.5) ? custom(random, fields(random, 2, 3)) : deployment(random, false),
    };
  },
  plugin(random) {
    return {
      'kustomization.yaml': 'resources: [r.yaml]\ntransformers: [t.yaml]\n',
      't.yaml': random.chance(0.5)
        ? `apiVersion: builtin\nkind: AnnotationsTransformer\nmetadata: {name: t}\nannotations:\n  x: ${spelled(random, 2)}\nfieldSpecs:\n- path: metadata/annotations\n  create: true\n`
        : `apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: t}\ntarget: {kind: Foo}\npatch: |\n  - op: add\n    path: /spec/a\n    value: ${spelled(random, 6).replaceAll('\n', '\n  ')}\n`,
      'r.yaml': custom(random, fields(random, 2, 3)),
    };
  },
  anchors(random) {
    const value = random.chance(0.5)
      ? `\n    x: ${spelled(random, 4)}`
      : ` ${random.chance(0.5) ? flow(random) : spelled(random, 2)}`;
    const merge = random.pick([
      '<<: *a',
      '!!merge "<<": *a',
      '!!merge xx: *a',
      '"<<": *a',
      '<<: [*a, {y: 1}]',
      'c: *a',
      'c: [*a]',
      '*a : x',
      '? *a\n    : x',
    ]);
    return {
      'kustomization.yaml': `resources: [r.yaml]\n${random.chance(0.5) ? 'patches: [{path: p.yaml}]\n' : ''}`,
      'r.yaml': `apiVersion: example.com/v1\nkind: Foo\nmetadata:\n  name: foo\nspec:\n  base: &a${value}\n  b:\n    ${merge}\n    x: own\n${commentAbove(random, 2)}`,
      'p.yaml': custom(random, fields(random, 2, 1)),
    };
  },
};

export const PLACE_NAMES: readonly string[] = Object.keys(PLACES);

/** A tree in which one of the places has odd spellings. */
export function randomPlace(random: Random): RandomTree & { readonly place: string } {
  const place = random.pick(PLACE_NAMES);
  return { place, path: '.', files: PLACES[place]!(random) };
}

function kustomization(random: Random): string {
  return `resources: [r.yaml]\n${random.pick(['', '', 'namePrefix: p-\n', 'sortOptions: {order: fifo}\n'])}`;
}

function objects(random: Random): string {
  const one = (): string =>
    random.chance(0.5) ? custom(random, fields(random, 2, 4)) : configMap(`c${random.int(99)}`, fields(random, 2, 3));
  if (random.chance(0.5)) return one();
  if (random.chance(0.5)) return `${one()}---\n${one().replace('name: foo', 'name: other')}`;
  const items = [one(), one().replace('name: foo', 'name: other')].map((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`))
      .join('\n'),
  );
  return `apiVersion: v1\nkind: ${random.pick(['List', 'FooList'])}\nitems:\n${items.join('\n')}\n${random.chance(0.4) ? `---\n${configMap('z', '  a: b\n')}` : ''}`;
}

function custom(random: Random, spec: string): string {
  const metadata = random.chance(0.4)
    ? `  labels:\n    l: ${spelled(random, 4)}\n  annotations:\n    x: ${spelled(random, 4)}\n`
    : '';
  const flowSpec = random.chance(0.12) ? `spec: ${flow(random)}\n` : `spec:${commentBehind(random, 0.05)}\n${spec}`;
  return `apiVersion: example.com/v1\nkind: Foo\nmetadata:\n  name: foo\n${metadata}${flowSpec}`;
}

function configMap(name: string, data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}`;
}

/** Fields at an indent, the first of which is `a`. */
function fields(random: Random, indent: number, most: number): string {
  const pad = ' '.repeat(indent);
  let text = '';
  const count = 1 + random.int(most);
  for (let i = 0; i < count; i += 1) {
    const key = i === 0 ? 'a' : i === 1 && random.chance(0.5) ? 'b' : spelledKey(random);
    text += commentAbove(random, indent, 0.07);
    const kind = random.int(8);
    if (kind === 0) text += `${pad}${key}: ${flow(random)}${commentBehind(random, 0.08)}\n`;
    else if (kind === 1)
      text += `${pad}${key}:${commentBehind(random, 0.08)}\n${pad}- ${spelled(random, indent)}\n${pad}- x: ${spelled(random, indent + 2)}\n`;
    else if (kind === 2)
      text += `${pad}${key}:${commentBehind(random, 0.08)}\n${pad}  ${spelledKey(random)}: ${spelled(random, indent + 2)}\n`;
    else text += `${pad}${key}: ${spelled(random, indent)}\n`;
  }
  return text;
}

/** A custom resource with lists that a comment may give a type. */
function listed(random: Random): string {
  const items = (indent: number): string =>
    Array.from({ length: 1 + random.int(2) }, () => {
      const pad = ' '.repeat(indent);
      return random.chance(0.3)
        ? `${pad}- ${random.pick(['a', 'b', '"1"'])}\n`
        : `${commentAbove(random, indent, 0.3)}${pad}- name: ${random.pick(['x', 'y'])}${commentBehind(random)}\n${pad}  v: ${random.int(3)}\n${random.chance(0.4) ? `${pad}  l:${commentBehind(random, 0.3)}\n${pad}  - name: ${random.pick(['p', 'q'])}\n${pad}    w: ${random.int(3)}\n` : ''}`;
    }).join('');
  return `apiVersion: example.com/v1\nkind: Foo\nmetadata:\n  name: foo\n${commentAbove(random, 0, 0.3)}spec:${commentBehind(random, 0.2)}\n${commentAbove(random, 2, 0.3)}  l:${commentBehind(random, 0.5)}\n${items(2)}  m:${commentBehind(random, 0.3)}\n    k:${commentBehind(random, 0.4)}\n${items(4)}`;
}

function deployment(random: Random, patch: boolean, comments = 0.05): string {
  const above = (indent: number) => commentAbove(random, indent, comments);
  const behind = () => commentBehind(random, comments);
  const args = random.chance(0.6) ? `        args:${behind()}\n        - ${spelled(random, 8)}\n` : '';
  const env = random.chance(0.5)
    ? `        env:${behind()}\n${above(8)}        - name: ${random.pick(['A', 'B'])}${behind()}\n          value: ${spelled(random, 10)}\n`
    : '';
  const image = patch && random.chance(0.6) ? '' : `        image: img:1${behind()}\n`;
  const selector = random.chance(0.4)
    ? `      nodeSelector:${behind()}\n        ${spelledKey(random)}: ${spelled(random, 8)}\n`
    : '';
  return (
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: foo\n${above(0)}spec:${behind()}\n  template:${behind()}\n${above(4)}    spec:${behind()}\n${selector}${above(6)}` +
    `      containers:${behind()}\n${above(6)}      - name: c${behind()}\n${image}${above(8)}${args}${env}`
  );
}

/** A configuration file in YAML, with what editors and people leave in one. */
function yamlText(random: Random): string {
  const lines: string[] = [];
  const add = (text: string): void => {
    lines.push(...text.split('\n'));
  };
  if (random.chance(0.15)) add(random.pick(['---', '--- # hi', '# top\n', '# top', '# top\n\n# more']));
  const parts: (() => string)[] = [
    () => `a: ${spelled(random, 0)}`,
    () => `d: ${random.chance(0.5) ? '&d ' : ''}${random.chance(0.5) ? flow(random) : block(random, 0)}`,
    () =>
      `db:${random.pick(['', ' # settings', ' # {"a": 1}'])}\n${random.chance(0.3) ? '  # above\n' : ''}  host: ${spelled(random, 2)}\n  port: 1${random.pick(['', ' # p'])}`,
    () =>
      `l:${random.pick(['', ' # list'])}\n${random.pick(['', '  '])}- ${spelled(random, 2).includes('\n') ? 'x' : 'x # one'}`,
    () =>
      `db:${random.pick(['', ' # settings', ' # {"a": 1}'])}\n${random.chance(0.3) ? '  # above\n' : ''}  host: ${spelled(random, 2)}`,
    () => `l:\n- name: x\n  v: ${spelled(random, 2)}\n${random.chance(0.4) ? '# between\n' : ''}- name: y\n  v: 2`,
    () => 'l:\n-\n- x\n  # inside\n- - a\n  - b',
    () => 'm: two\n  lines',
    () => `m: ${flow(random)}${random.pick(['', ' # flow'])}`,
    () => `m: {x: 1, # one\n  y: [1, 2] # two\n  }`,
    () => 'e: &e {f: 1}\ng: *e',
    () => 'e: &e\n  f: 1\ng:\n  <<: *e\n  h: 2',
    () => `${spelledKey(random)}: ${spelled(random, 0)}`,
    () => '? [x, y]\n: 1',
    () => '? a long\n: 2',
    () => `${'k'.repeat(random.pick([126, 128, 129, 140]))}: 1`,
    () => 'f: {{ .x }}',
    () => 'n: !foo\n  x: 1',
    () => 'n: !!map {x: 1}',
    () => '# a comment',
    () => '',
    () => 'x:\n  y:\n    z: 1\n  # foot of x',
    () => 'c: # x\n  scalar',
    () => 'q:\n    deep: 1\n    er:\n        - 1\n        - 2',
  ];
  const count = 1 + random.int(5);
  const at = random.int(count);
  for (let i = 0; i < count; i += 1) {
    if (i === at) add(`host: ${random.chance(0.4) ? 'old' : spelled(random, 0)}`);
    add(random.pick(parts)());
    if (random.chance(0.15)) add(random.pick(['', '# c', '  # deep', '\n# apart\n']));
  }
  if (random.chance(0.1)) add(random.pick(['...', '---\nport: 1', '--- x', '---\n{']));
  return lines.join('\n') + random.pick(['', '\n', '\n\n']);
}

function jsonText(random: Random): string {
  const value = (): unknown =>
    random.pick<() => unknown>([
      () => word(random),
      () => 'old',
      () => random.int(9),
      () => true,
      () => null,
      () => [1, 'x'],
      () => ({ x: 1, f: word(random) }),
      () => [{ name: 'x', v: 1 }],
      () => ({}),
      () => [],
    ])();
  const object: Record<string, unknown> = {};
  for (const key of ['host', 'db', 'a', 'l', 'm', '9000', 'e'])
    if (key === 'host' || random.chance(0.4)) object[key] = value();
  const text = JSON.stringify(object, null, random.pick([0, 0, 2, 4]));
  const numbers = random.pick([
    '',
    '',
    '"id":9007199254740993,',
    '"id":1e3,',
    '"id":18446744073709551615,"z":1.10,',
    '"u":"\\u003c\\u00e9",',
  ]);
  return text.replace(/^\{(?!\})/, `{${numbers}`);
}
