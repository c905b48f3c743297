import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../../src/core/errors.ts';
import { addEntry, kustomizationEntries, removeEntries } from '../../../src/edit/yaml/kustomization.ts';
import { YamlEditor } from '../../../src/edit/yaml/yaml-editor.ts';
import type { JsonValue } from '../../../src/kubernetes/object.ts';

const DEPLOYMENT = `# head
apiVersion: v1
kind: Namespace
metadata: {name: system} # flow
---
kind: Deployment
metadata:
  name: controller-manager
spec:
  template:
    spec:
      # who serves
      containers:
      - name: proxy # the first
        args:
        - "--v=0"
        # a word at the end
      # the manager
      - args:
        - '--leader-elect'   # one of us

        name: manager
        ports: []
        env: [{name: A, value: "1"}]
      affinity: &here
        x: 1
`;

const containers = ['spec', 'template', 'spec', 'containers'];
const manager = [...containers, { name: 'manager' }];
const at = (text = DEPLOYMENT) => new YamlEditor(text, 'a.yaml');

describe('YamlEditor', () => {
  it('removes an item with all that is in it, and nothing else', () => {
    const text = at().remove(1, [...containers, { name: 'proxy' }]).text;
    expect(text).toBe(DEPLOYMENT.replace(/ {6}- name: proxy[\s\S]*?word at the end\n/, ''));
  });

  it('removes the comment before an item only where asked', () => {
    const text = at().remove(1, manager, { comment: (comment) => comment.includes('the manager') }).text;
    expect(text).not.toContain('# the manager');
    expect(at().remove(1, manager).text).toContain('# the manager');
  });

  it('keeps quotes, and what stands behind a value', () => {
    expect(at().set(1, [...manager, 'args', 0], '--a=:8443').text).toBe(
      DEPLOYMENT.replace("'--leader-elect'", "'--a=:8443'"),
    );
    expect(at().set(1, [...containers, 0, 'args', 0], 'x').text).toBe(DEPLOYMENT.replace('"--v=0"', '"x"'));
  });

  it('writes a new item as its neighbours are written', () => {
    expect(at().insert(1, [...manager, 'args'], '--b').text).toBe(
      DEPLOYMENT.replace('# one of us\n', "# one of us\n        - '--b'\n"),
    );
    expect(at().insert(1, [...manager, 'ports'], { containerPort: 8443, name: 'https' }).text).toBe(
      DEPLOYMENT.replace('ports: []', 'ports:\n        - containerPort: 8443\n          name: https'),
    );
    expect(at().insert(1, [...manager, 'env'], { name: 'B' }).text).toBe(
      DEPLOYMENT.replace('"1"}]', '"1"}, {"name":"B"}]'),
    );
  });

  it('makes what is missing on the way', () => {
    expect(at().set(1, [...containers, { name: 'proxy' }, 'securityContext', 'runAsUser'], 1).text).toBe(
      DEPLOYMENT.replace(
        '# a word at the end\n',
        '# a word at the end\n        securityContext:\n          runAsUser: 1\n',
      ),
    );
  });

  it('puts a new key behind another one, and leaves the comment above the next where it is', () => {
    const text = 'a:\n  x: 1\n# of b\nb: 2 # two\nc: 3\n';
    expect(at(text).set(0, ['new'], [1], { after: 'a' }).text).toBe(
      'a:\n  x: 1\nnew:\n- 1\n# of b\nb: 2 # two\nc: 3\n',
    );
    expect(at(text).set(0, ['new'], 0, { after: 'b' }).text).toContain('b: 2 # two\nnew: 0\nc: 3\n');
    expect(at(text).set(0, ['new'], 0, { after: 'c' }).text).toBe(`${text}new: 0\n`);
    expect(at(text).set(0, ['new'], 0, { after: 'no' }).text).toBe(`${text}new: 0\n`);
  });

  it('quotes what older readers take for another type', () => {
    expect(at('a: 1\n').set(0, ['b'], 'yes').text).toBe('a: 1\nb: "yes"\n');
  });

  it('keeps lines that end as on Windows, indented lists, and a missing newline', () => {
    expect(at('a:\r\n  - b\r\n').insert(0, ['a'], { c: 1, d: ['e'] }).text).toBe(
      'a:\r\n  - b\r\n  - c: 1\r\n    d:\r\n      - e\r\n',
    );
    expect(at('a:\n- b').insert(0, ['a'], 'c').text).toBe('a:\n- b\n- c');
  });

  it('changes text that stands in a block', () => {
    const text = 'patches:\n- patch: |-\n    - op: add\n      path: /a\n  target: {kind: D}\n';
    expect(at(text).set(0, ['patches', 0, 'patch'], '- op: add\n  path: /b').text).toBe(text.replace('/a', '/b'));
  });

  it('prunes what becomes empty', () => {
    expect(at('kind: A\nspec:\n  x:\n  - y\n').remove(0, ['spec', 'x', 0], { prune: true }).text).toBe('kind: A\n');
    expect(at('kind: A\nspec:\n  x:\n  - y\n').remove(0, ['spec', 'x', 0]).text).toBe('kind: A\nspec:\n  x: []\n');
  });

  it('renames a key, removes a document, tells lines', () => {
    expect(at('a: 1 # x\nb: 2\n').rename(0, ['a'], 'c').text).toBe('c: 1 # x\nb: 2\n');
    expect(at().removeDocument(0).text).toBe(DEPLOYMENT.slice(DEPLOYMENT.indexOf('---\n') + 4));
    expect(at('---\na: 1\n---\nb: 2\n').removeDocument(0).text).toBe('---\nb: 2\n');
    expect(at('a: 1\n--- # two\nb: 2\n').removeDocument(0).text).toBe('--- # two\nb: 2\n');
    expect(at().removeDocument(1).text).toBe(DEPLOYMENT.slice(0, DEPLOYMENT.indexOf('---')));
    expect(at().line(1, [...manager, 'args', 0])).toBe(20);
    expect(at().find({ kind: 'Deployment', name: 'controller-manager' })).toEqual([1]);
  });

  it.each([
    ['a text of several lines', 'a\nb\n', 'end: | # last\n  a\n  b\n'],
    ['a list that ends with one', ['a\nb'], 'end: # last\n- |-\n  a\n  b\n'],
    ['a mapping', { x: 1 }, 'end: # last\n  x: 1\n'],
  ])('keeps the comment behind a value that becomes %s', (_, value, text) => {
    expect(at('end: y # last\n').set(0, ['end'], value).text).toBe(text);
    expect(at('l:\n- y # last\n').set(0, ['l', 0], value).text).toContain('# last\n');
  });

  it('refuses an edit that would change another place as well', () => {
    const text = 'a: &x\n  b: 1\nc: *x\n';
    expect(() => at(text).set(0, ['a', 'b'], 2)).toThrow(ScaffoldError);
    expect(() => at(text).set(0, ['c', 'b'], 2)).toThrow(ScaffoldError);
    const merged = 'a: &x\n  b: 1\nc:\n  <<: *x\n  d: 1\n';
    expect(() => at(merged).set(0, ['c', 'b'], 2)).toThrow(ScaffoldError);
    expect(at(merged).set(0, ['c', 'd'], 2).text).toBe(merged.replace('d: 1', 'd: 2'));
  });

  it('names the line of what is no YAML', () => {
    expect(() => at('a: 1\nb: [\n').values).toThrow(/a\.yaml:/);
  });

  // Whatever the text: the result is what was asked for (the editor checks it), and untouched lines stay.
  const leaf = fc.oneof(
    fc.constantFrom('x', '--a=:80', 'yes', '', 'a: b', '# c', 'ü', 'a\nb\n', ' lead', '012'),
    fc.integer({ min: -5, max: 99 }),
    fc.boolean(),
    fc.constant(null),
  );
  const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c-d', 'name'), tie('value'), { maxKeys: 3 }),
    ),
  }));

  it('does what was asked for, in any place of any text', () => {
    let done = 0;
    const law = fc.property(
      value,
      value,
      fc.nat(),
      fc.boolean(),
      fc.constantFrom('set', 'remove', 'insert'),
      (...given) => {
        const [start, change, pick, wide, kind] = given;
        const editor = new YamlEditor('kind: A\nroot: x\nend: y # last\n', 'a.yaml').set(0, ['root'], start);
        if (wide) editor.set(0, ['other'], [{ list: ['a', { b: 1 }] }]);
        const places = placesIn(editor.values[0]!);
        const place = places[1 + (pick % (places.length - 1))]!;
        if (kind === 'set') editor.set(0, place, change);
        else if (kind === 'remove') editor.remove(0, place, { prune: wide });
        else if (Array.isArray(editor.get(0, place))) editor.insert(0, place, change, pick % 3);
        if (place[0] !== 'end') expect(editor.text).toContain('end: y # last\n');
        done += 1;
      },
    );
    fc.assert(law, { numRuns: 250 });
    expect(done).toBe(250);
  });
});

describe('kustomizations', () => {
  const TEXT = `resources:
- ../rbac
# Protects metrics
- proxy.yaml
#- ../prometheus
patchesStrategicMerge:
# only one
- manager.yaml
# [WEBHOOK]
#- webhook.yaml
patches:
- path: a.yaml
  target: {kind: Deployment}
- patch: |-
    - op: remove
      path: /a
configMapGenerator:
- name: c
  files:
  - x=config.yaml
`;

  it('know which files they name', () => {
    const entries = kustomizationEntries(at(TEXT));
    expect(entries.map(({ field, path, inline }) => [field, path ?? inline?.text])).toEqual([
      ['resources', '../rbac'],
      ['resources', 'proxy.yaml'],
      ['patchesStrategicMerge', 'manager.yaml'],
      ['patches', 'a.yaml'],
      ['patches', '- op: remove\n  path: /a'],
      ['configMapGenerator', 'config.yaml'],
    ]);
  });

  it('lose entries, and lists that are empty then, but for their commented entries', () => {
    const editor = at(TEXT);
    const gone = ['proxy.yaml', 'manager.yaml', 'config.yaml'];
    removeEntries(
      editor,
      kustomizationEntries(editor).filter(({ path }) => gone.includes(path ?? '')),
      (comment) => comment.includes('Protects'),
    );
    expect(editor.text).toBe(
      TEXT.replace('# Protects metrics\n- proxy.yaml\n', '')
        .replace('- manager.yaml\n', '')
        .replace('  files:\n  - x=config.yaml\n', ''),
    );
  });

  it('get entries', () => {
    const editor = at(TEXT);
    addEntry(editor, 'resources', '../network-policy', '../rbac');
    addEntry(editor, 'components', '../x');
    expect(editor.text).toContain('- ../rbac\n- ../network-policy\n# Protects');
    expect(editor.text.endsWith('components:\n- ../x\n')).toBe(true);
  });
});

function placesIn(value: JsonValue, place: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [place];
  return [
    place,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner!, [...place, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}
