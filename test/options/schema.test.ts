import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateChartOptions, validateScaffoldOptions } from '../../src/options/generated/validate.js';

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

const scaffold: Schema = JSON.parse(readFileSync('schema/scaffold-options.schema.json', 'utf8'));
const chart: Schema = JSON.parse(readFileSync('schema/chart-options.schema.json', 'utf8'));

/** Every option of a schema, by its path. */
function* options(schema: Schema, path: string): Generator<{ path: string; option: Schema; required: boolean }> {
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    const option = resolved(value);
    yield { path: `${path}${key}`, option, required: schema.required?.includes(key) ?? false };
    yield* options(resolved(option.items ?? option), `${path}${key}.`);
  }
}

function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  return schema.$ref === 'chart-options.schema.json' ? chart : scaffold.definitions![schema.$ref.split('/').at(-1)!]!;
}

describe('the schema of the options', () => {
  const all = [...options(scaffold, '')];

  it.each(all.map((entry) => [entry.path, entry] as const))(
    '%s has a description, a default and an example',
    (_, { option, required }) => {
      expect(option.description).toMatch(/\.$/);
      const defaulted = required || 'default' in option || /\bDefault:/.test(option.description ?? '');
      expect(defaulted || option.properties !== undefined, 'a default, in words where it depends on something').toBe(
        true,
      );
      expect(option.examples?.length).toBeGreaterThan(0);
    },
  );

  it('accepts its own examples and defaults', () => {
    for (const { path, option } of all) {
      for (const value of [...(option.examples ?? []), ...('default' in option ? [option.default] : [])]) {
        const [options, validate] = placed(path, value);
        expect(validate(options), `${path}: ${JSON.stringify(value)}`).toBe(true);
      }
    }
  });
});

function placed(path: string, value: unknown): [unknown, (input: unknown) => boolean] {
  const keys = path.split('.');
  if (keys[0] === 'chart' && keys.length === 2) return [{ [keys[1]!]: value }, validateChartOptions];
  if (keys[0] === 'chart' && keys.length > 2) {
    // A part stands in the example of the whole, which has whatever else is required.
    const [example] = chart.properties![keys[1]!]!.examples!;
    const whole = { ...(Array.isArray(example) ? example[0] : example), [keys[2]!]: value };
    return [{ [keys[1]!]: Array.isArray(example) ? [whole] : whole }, validateChartOptions];
  }
  let inner = value;
  for (const key of keys.reverse()) {
    inner =
      key === 'resources' && !Array.isArray(inner)
        ? { resources: [{ version: 'v1', kind: 'K', ...(inner as object) }] }
        : { [key]: inner };
  }
  return [{ projectName: 'demo', ...(inner as object) }, validateScaffoldOptions];
}
