import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/kubernetes/object.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { parseYaml } from '../../src/yaml/parse.ts';
import { type RecordedCase, recordedCases } from './recorded.ts';

it('scaffolds what each release scaffolds: the same paths, the same documents in each file', () => {
  const cases = recordedCases();
  const differences = cases.flatMap((recorded) => {
    const found = compareFiles(recorded);
    return found.length === 0 ? [] : [`${recorded.release} ${recorded.scenario}`, ...found.map((line) => `  ${line}`)];
  });
  expect(differences.join('\n')).toBe('');
  expect(cases).toHaveLength(477);
});

function compareFiles(recorded: RecordedCase): string[] {
  const tree = buildScaffold(recorded.options).filter(
    ({ path }) => (path === 'PROJECT' || path.startsWith('config/')) && !(path in recorded.generated),
  );
  const missing = [...recorded.files.keys()].filter((path) => !tree.has(path)).map((path) => `${path} is missing`);
  const wrong = [...tree].flatMap(({ path, content }) => {
    const expected = recorded.files.get(path);
    if (expected === undefined) return [`${path} is not in the release`];
    const documents = parseYaml(content, path);
    if (path === 'PROJECT') return same(path, documents.map(withoutTool), expected.map(withoutTool));
    return same(path, documents, expected);
  });
  return [...missing, ...wrong];
}

/** The recorded runs are builds from source, which say `(devel)`. */
function withoutTool(project: JsonValue): JsonValue {
  const { cliVersion, ...rest } = project as JsonObject;
  return { ...rest, ...(cliVersion === undefined ? {} : { cliVersion: '' }) };
}

function same(path: string, actual: readonly JsonValue[], expected: readonly JsonValue[]): string[] {
  if (isDeepStrictEqual(actual, expected)) return [];
  return [`${path}\n    expected ${JSON.stringify(expected)}\n    received ${JSON.stringify(actual)}`];
}
