import { describe, expect, test } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { parseYaml } from '../../src/yaml/parse.ts';
import { parseYaml11 } from '../../src/yaml/parse-yaml11.ts';

const head = 'kind: Foo\n';

describe('what is wrong is named with file, line and column', () => {
  test.each([
    ['a tab as indentation', `${head}spec:\n\ta: 1\n`, 'f.yaml:3:1'],
    ['a tab behind a dash', `${head}spec:\n-\ta\n`, 'f.yaml:3:2'],
    ['a bracket that is not closed', `${head}spec: [a\n`, 'f.yaml:2:7'],
    ['a quote that is not closed', `${head}spec: "a\n`, 'f.yaml:2:7'],
    ['a colon where none can be', `${head}spec: a: b\n`, 'f.yaml:2:8'],
    ['an alias of nothing', `${head}spec: *x\n`, 'f.yaml:2:7'],
    ['an anchor within itself', `${head}spec: &x [*x]\n`, 'f.yaml:2'],
    ['a second merge key', `${head}a: &x {b: 1}\nc:\n  <<: *x\n  <<: *x\n`, 'f.yaml:5'],
    ['a merge of a scalar', `${head}a: {<<: x}\n`, 'f.yaml:2'],
    ['a control character', `${head}a: x\u0001y\n`, 'f.yaml:2:5'],
    ['content behind a marker', `${head}--- a: b\n`, 'f.yaml:2'],
    ['a key twice', `${head}a: 1\nb: 2\na: 3\n`, 'f.yaml:4'],
    ['a key twice in a later document', `${head}---\na: 1\na: 3\n`, 'f.yaml:4'],
    ['a key that is no text', `${head}a: {1: x}\n`, 'f.yaml:2'],
    ['a value that does not fit its tag', `${head}a: !!int x\n`, 'f.yaml:2'],
    ['a number that JSON does not know', `${head}a: .inf\n`, 'f.yaml:2'],
    ['a directive without a document', `%YAML 1.1\n---\n${head}`, 'f.yaml:2:1'],
  ])('%s', (_, text, path) => {
    expect(issueOf(() => parseYaml(text, 'f.yaml'))).toMatchObject({ code: 'yaml-syntax', path });
  });

  test('a mapping as a key', () => {
    expect(issueOf(() => parseYaml('? {a: b}\n: c\n', 'f.yaml'))).toMatchObject({ code: 'yaml-unsupported' });
  });
});

test('a kustomization file takes a key twice', () => {
  expect(parseYaml11('a: 1\na: 2\n', 'k')?.kind).toBe('map');
});

function issueOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof ScaffoldError) return error.issues[0];
    throw error;
  }
  throw new Error('nothing was refused');
}
