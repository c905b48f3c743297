import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildChart } from '../../src/chart/build-chart.ts';
import { VALUE_DEFINITIONS } from '../../src/chart/generated/value-definitions.ts';
import { exactNumber } from '../../src/chart/template/exact-number.ts';
import { fitsSchema } from '../../src/chart/values/fits-schema.ts';
import {
  BOOLEAN_OR_NULL,
  COUNT_OR_PERCENTAGE,
  INTEGER_OR_NULL,
  kubernetes,
  listOf,
  PORT,
  PULL_POLICY,
  STRING_MAP,
} from '../../src/chart/values/schema-types.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../src/kubernetes/object.ts';

const KEYS = [...JSON.stringify(VALUE_DEFINITIONS).matchAll(/"(\w+)":/g)].map((match) => match[1]!);
const scalar = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, '', 'x', '50%', '-5%', 'Always', 'RollingUpdate', 0, 1, -1, 1.5, 65536),
  fc.string(),
  fc.integer(),
);
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4 }),
  ),
}));

const SCHEMAS: readonly JsonObject[] = [
  ...Object.keys(VALUE_DEFINITIONS).flatMap((name) => [kubernetes(name), listOf(name)]),
  BOOLEAN_OR_NULL,
  INTEGER_OR_NULL,
  COUNT_OR_PERCENTAGE,
  PORT,
  PULL_POLICY,
  STRING_MAP,
  { type: 'string', minLength: 2, maxLength: 3 },
];

describe('fitsSchema', () => {
  it('says what a validator of JSON Schema says', () => {
    const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
    for (const schema of SCHEMAS) {
      const validate = ajv.compile({ ...schema, definitions: VALUE_DEFINITIONS });
      fc.assert(
        fc.property(value, (each) => {
          expect(fitsSchema(each, schema)).toBe(validate(each));
        }),
        { numRuns: 40 },
      );
    }
  });

  it('has no number that Helm would round', () => {
    expect(fitsSchema(2 ** 40, INTEGER_OR_NULL)).toBe(true);
    expect(fitsSchema(exactNumber(2n ** 60n), INTEGER_OR_NULL)).toBe(false);
    expect(fitsSchema({ any: [exactNumber(2n ** 60n)] }, { type: 'object' })).toBe(false);
  });
});

describe('what a value cannot have as its default', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'demo', namespace: 'demo-system' },
    spec: {
      replicas: '@N@',
      template: { spec: { containers: [{ name: 'manager', image: 'a/b@latest', resources: null }] } },
    },
  } as unknown as KubernetesObject;
  const chart = buildChart([deployment]);
  const text = chart.get('templates/workloads/demo-deployment.yaml')!;

  it('stays in the template and is told', () => {
    expect(text).toMatch(/replicas: ['"]@N@['"]/);
    expect(chart.get('values.yaml')).not.toContain('replicaCount:');
    expect(chart.report.warnings).toContainEqual(
      expect.objectContaining({ code: 'not-a-value', message: expect.stringContaining('replicaCount') }),
    );
  });

  it('is a value without it where it says nothing', () => {
    expect(chart.get('values.yaml')).toContain('resources: {}');
    expect(text).toContain('toYaml (.Values.resources | default nil)');
  });

  it('is part of the repository where an image has no digest behind its @', () => {
    expect(chart.get('values.yaml')).toMatch(/repository: ["']?a\/b@latest["']?\n/);
  });
});
