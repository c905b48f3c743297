import { expect, test } from 'vitest';
import { cloneNode } from '../../src/yaml/clone.ts';
import type { YamlMap, YamlNode } from '../../src/yaml/node.ts';
import { YamlScalar } from '../../src/yaml/node.ts';
import { parseDocuments } from '../../src/yaml/parse-documents.ts';
import { printNode } from '../../src/yaml/print-node.ts';
import { toJs } from '../../src/yaml/to-js.ts';

const schema = `openAPIV3Schema:
  description: |-
    Two lines,
    the second one: with a colon.
  properties:
    spec:
      description: A description that is longer than eighty characters, so that it
        is broken over two lines.
      enum:
      - a
      - "yes"
      properties:
        a1:
          default: 5
          type: integer
        a10:
          items:
            type: string
          type: array
      required:
      - a1
      type: object
      x-kubernetes-preserve-unknown-fields: true
  type: object
`;

function schemaOf(text: string): YamlMap {
  const [node] = parseDocuments(text, 'crd.yaml') as [YamlMap];
  return node.entries.find(({ key }) => key.value === 'openAPIV3Schema')?.value as YamlMap;
}

test('a schema that is written as it is printed stays text', () => {
  expect(schemaOf(schema).unread?.text).toBe(schema.slice(schema.indexOf('\n') + 1));
  expect(printNode(parseDocuments(schema, 'crd.yaml')[0] as YamlNode)).toBe(schema);
});

test('and is a mapping as soon as someone looks', () => {
  const node = schemaOf(schema);
  expect(node.entries.map(({ key, line }: { key: YamlScalar; line?: number }) => [key.value, key.line, line])).toEqual([
    ['description', 2, undefined],
    ['properties', 5, undefined],
    ['type', 24, undefined],
  ]);
  expect(node.unread).toBeUndefined();
});

test('a copy is as unread, and its own', () => {
  const [node] = parseDocuments(schema, 'crd.yaml') as [YamlMap];
  const copy = cloneNode(node);
  const inner = copy.entries[0]?.value as YamlMap;
  expect(inner.unread).toBeDefined();
  inner.entries = [{ key: new YamlScalar('type', '!!str'), value: new YamlScalar('string', '!!str') }];
  expect(toJs(copy)).toEqual({ openAPIV3Schema: { type: 'string' } });
  expect(printNode(node)).toBe(schema);
});

test.each([
  ['keys out of order', (text: string) => text.replace('    - a\n', '    - a\n').replace('a1:', 'a20:')],
  [
    'a sequence that is indented',
    (text: string) => text.replace('      - a\n      - "yes"', '        - a\n        - "yes"'),
  ],
  ['a comment', (text: string) => text.replace('type: array', 'type: array # note')],
  [
    'a comment on a line of its own',
    (text: string) => text.replace('      type: object\n', '      # note\n      type: object\n'),
  ],
  ['quotes that are not needed', (text: string) => text.replace('type: integer', 'type: "integer"')],
  ['quotes that are needed', (text: string) => text.replace('"yes"', 'yes')],
  ['a blank at the end', (text: string) => text.replace('type: string', 'type: string ')],
  ['a long line', (text: string) => text.replace('it\n        is', 'it is')],
  ['a number of another spelling', (text: string) => text.replace('default: 5', 'default: 0x5')],
  ['an empty value', (text: string) => text.replace('default: 5', 'default:')],
  ['a flow collection', (text: string) => text.replace('      required:\n      - a1', '      required: [a1]')],
  ['an anchor', (text: string) => text.replace('type: array', 'type: &a array')],
  ['a tab', (text: string) => text.replace('Two lines,', 'Two\tlines,')],
  ['another chomping', (text: string) => text.replace('|-', '|+')],
  ['deeper indentation', (text: string) => text.replace(/^( +)/gm, '$1$1')],
])('%s: read, and printed like everything else', (_, change) => {
  const changed = change(schema);
  expect(changed).not.toBe(schema);
  expect(schemaOf(changed).unread).toBeUndefined();
});

test.each([
  ['a key twice', schema.replace('a10:', 'a1:')],
  ['a tab as indentation', schema.replace('          default', '\t  default')],
  ['wrong indentation', schema.replace('          type: integer', '         type: integer')],
])('what is wrong in it is still refused: %s', (_, text) => {
  expect(() => parseDocuments(text, 'crd.yaml').map((node) => printNode(node, 'crd.yaml'))).toThrow(/crd\.yaml:\d+/);
});
