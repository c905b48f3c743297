import { describe, expect, it } from 'vitest';
import { enterCommand } from '../../src/core/call.ts';
import { buildChart, FileTree, renderYaml, ScaffoldError, validateOptions } from '../../src/index.ts';
import { parseYaml } from '../../src/yaml/parse.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'nothing';
  } catch (error) {
    return error instanceof ScaffoldError ? error.code : String(error);
  }
};
const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
const render = (rest: string, limits = {}) =>
  renderYaml(
    FileTree.from({
      'kustomization.yaml': 'resources: [a.yaml]\n',
      'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${rest}`,
    }),
    '.',
    { limits },
  );

describe('limits', () => {
  it.each([
    ['bytes', { bytes: 20 }, 'a: b\n'],
    ['nodes', { nodes: 20 }, `a: [${'1, '.repeat(30)}1]\n`],
    ['depth', { depth: 10 }, `a: ${'['.repeat(11)}${']'.repeat(11)}\n`],
    ['aliasNodes', { aliasNodes: 10 }, `a: &a [1, 2, 3, 4, 5]\nb: [*a, *a]\n`],
    ['objects', { objects: 0 }, 'a: b\n'],
  ])('stop at %s, and name it', (name, limits, text) => {
    expect(() => render(text)).not.toThrow();
    expect(() => render(text, limits)).toThrow(`--limit ${name}=NUMBER`);
  });

  it('hold against aliases of aliases, and shared objects', () => {
    let text = 'a0: &a0 x\n';
    for (let i = 1; i < 12; i++)
      text += `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]\n`;
    expect(codeOf(() => render(text))).toBe('limit-exceeded');
    let shared: object = { a: 1 };
    for (let i = 0; i < 30; i++) shared = { left: shared, right: shared };
    expect(codeOf(() => buildChart([{ ...object, data: shared } as never]))).toBe('limit-exceeded');
  });

  it('count what a command reads itself, between its calls', async () => {
    const bomb = `a0: &a0 x\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]\n`).join('')}`;
    await expect(enterCommand({ aliasNodes: 1000 }, async () => parseYaml(bomb, 'options'))).rejects.toMatchObject({
      code: 'limit-exceeded',
      issues: [{ path: 'options', expected: expect.stringContaining('at most 1000; ') }],
    });
    const deep = (): unknown[] => [...'a'.repeat(10)].map(() => deep());
    await expect(enterCommand({}, async () => deep())).rejects.toMatchObject({ code: 'limit-exceeded' });
  });

  it('cut issues and count the others', () => {
    const options = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`k${index}`, 1]));
    const issues = validateOptions({ projectName: 'a', ...options });
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)).toMatchObject({ code: 'limit-exceeded', message: '150 more issues are not told' });
  });

  it.each([[{ limits: { byte: 1 } }], [{ limits: { bytes: 'x' } }], [{ limits: 1 }], [1], [null]])(
    'refuse %j',
    (call) => {
      expect(codeOf(() => validateOptions({ projectName: 'a' }, call as never))).toMatch('nothing');
      expect(codeOf(() => buildChart([object], {}, call as never))).toMatch(/^(unknown-option|invalid-(type|value))$/);
    },
  );
});

describe('what is no plain data', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  it('may be objects of classes, with dates, as clients of Kubernetes make them', () => {
    class V1ConfigMap {
      apiVersion = 'v1';
      kind = 'ConfigMap';
      metadata = { name: 'a', creationTimestamp: new Date(0), labels: undefined };
    }
    const plain = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', creationTimestamp: '1970-01-01T00:00:00.000Z' },
    };
    expect(buildChart([new V1ConfigMap()]).equals(buildChart([plain]))).toBe(true);
  });

  it.each([[cycle], [Number.NaN], [10n], [new Map()], [Symbol('a')]])('is refused: %o', (value) => {
    expect(codeOf(() => buildChart([{ ...object, data: { a: value } } as never]))).toBe('invalid-type');
  });

  it('is passed over where it is undefined', () => {
    expect(codeOf(() => buildChart([{ ...object, data: undefined } as never]))).toBe('nothing');
  });
});
