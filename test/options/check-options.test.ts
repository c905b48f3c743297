import { describe, expect, it } from 'vitest';
import { inspectOptions } from '../../src/options/check-options.ts';

describe('inspectOptions', () => {
  it('reports every issue of shape and of meaning at once', () => {
    const { issues } = inspectOptions({
      projectName: 'My_App',
      projctName: 'x',
      repo: 'a//b',
      format: 'hlem',
      multigroup: 'yes',
      image: 'UPPER',
      year: 2026.5,
      resources: [
        { version: 'v1', kind: 'widget' },
        { group: 'shop', version: 'v1', kind: 'Gadget', api: 'yes' },
        { group: 'shop', version: 'v1', kind: 'Gizmo', core: true },
        { group: 'shop', kind: 'Gizmo', webhooks: { default: true } },
      ],
      features: { netwrokPolicy: true },
    });
    expect(issues.map(({ code, path, hint }) => [code, path, hint])).toEqual([
      ['unknown-option', 'projctName', 'did you mean projectName?'],
      ['invalid-value', 'format', 'did you mean helm?'],
      ['invalid-value', 'projectName', undefined],
      ['invalid-type', 'multigroup', undefined],
      ['invalid-value', 'resources[0].kind', undefined],
      ['invalid-type', 'resources[1].api', undefined],
      ['missing-option', 'resources[3].version', undefined],
      ['unknown-option', 'resources[3].webhooks.default', 'did you mean defaulting?'],
      ['unknown-option', 'features.netwrokPolicy', 'did you mean networkPolicy?'],
      ['invalid-type', 'year', undefined],
      ['invalid-go-path', 'repo', undefined],
      ['invalid-image', 'image', undefined],
      ['unknown-core-group', 'resources[2].group', undefined],
    ]);
    for (const issue of issues) {
      expect(issue.message).not.toBe('');
      expect(issue.expected).toBeTruthy();
      expect(issue.received).toBeTruthy();
    }
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'demo'],
    ['a list', [{ projectName: 'demo' }]],
    ['a function', () => ({ projectName: 'demo' })],
    ['a Map', new Map([['projectName', 'demo']])],
    ['a Date', new Date(0)],
    [
      'a class instance',
      new (class Options {
        projectName = 'demo';
      })(),
    ],
  ])('refuses %s', (_, input) => {
    expect(inspectOptions(input).issues.map((issue) => [issue.code, issue.path])).toEqual([['invalid-type', '']]);
  });

  it('reads each value once, so that what was checked is what is used', () => {
    let reads = 0;
    const { options } = inspectOptions({
      get projectName() {
        reads += 1;
        return reads === 1 ? 'demo' : '../../etc';
      },
    });
    expect(options.projectName).toBe('demo');
    expect(reads).toBe(1);
  });

  it('survives getters that throw, cycles, deep and sparse input', () => {
    const cyclic: Record<string, unknown> = { projectName: 'demo', features: {} };
    (cyclic.features as Record<string, unknown>).metrics = cyclic;
    cyclic.resources = [cyclic];
    const deep: unknown[] = [];
    let inner = deep;
    for (let level = 0; level < 100_000; level++) {
      const next: unknown[] = [];
      inner.push(next);
      inner = next;
    }
    const hostile = new Proxy(
      { projectName: 'demo' },
      {
        ownKeys() {
          throw new Error('no');
        },
      },
    );
    const throwing = {
      projectName: 'demo',
      get repo(): string {
        throw new Error('no');
      },
    };
    expect(codesAt(cyclic)).toContain('invalid-type features.metrics');
    expect(codesAt({ projectName: 'demo', resources: deep })).toContain('invalid-type resources[0]');
    expect(codesAt(hostile)).toEqual(['invalid-type ']);
    expect(codesAt(throwing)).toEqual(['invalid-type repo']);
    expect(codesAt({ projectName: 'demo', resources: new Array(4_000_000_000) })).toEqual(['invalid-type resources']);
    expect(codesAt({ projectName: 'a'.repeat(10_000_000) })).toEqual(['invalid-type projectName']);
  });

  it('takes __proto__ and constructor as the unknown keys that they are, and pollutes nothing', () => {
    const input = JSON.parse(
      '{"projectName":"demo","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    );
    expect(codesAt(input)).toEqual(['unknown-option __proto__', 'unknown-option constructor']);
    expect(codesAt({ projectName: 'demo', features: JSON.parse('{"__proto__":true}') })).toEqual([
      'unknown-option features.__proto__',
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('leaves its input alone and shares nothing with it', () => {
    const input = deepFreeze({
      projectName: 'demo',
      resources: [{ version: 'v1', kind: 'Widget', webhooks: { spoke: [] } }],
    });
    const { options } = inspectOptions(input);
    expect(options).toEqual(input);
    expect(options.resources?.[0]).not.toBe(input.resources[0]);
  });
});

function codesAt(input: unknown): string[] {
  return inspectOptions(input).issues.map((issue) => `${issue.code} ${issue.path}`);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) deepFreeze(inner);
  return value;
}
