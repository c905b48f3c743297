import { describe, expect, test } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import { renderYaml } from '../../src/kustomize/render-yaml.ts';
import { type KustomizeCase, readCases } from './case-file.ts';

const cases = readCases();

test('there are enough cases, each with an expectation', () => {
  expect(cases.length).toBeGreaterThanOrEqual(900);
  const blank = cases.filter((one) => (one.output === undefined) === (one.refusal === undefined));
  expect(blank.map((one) => one.name)).toEqual([]);
});

describe('what the real kustomize does', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(outcome(one)).toEqual(one.output ?? { refused: one.refusal });
  });
});

function outcome(one: KustomizeCase): unknown {
  try {
    return renderYaml(FileTree.from(one.files), one.directory);
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    const issue = error.issues[0];
    return { refused: { code: issue?.code, path: issue?.path } };
  }
}
