import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';

const SCHEMAS = ['schema/scaffold-options.schema.json', 'schema/chart-options.schema.json'];
const BANNER = '// Generated from schema/ by `npm run generate`: edit the schema instead.\n';

/** `{path: content}` of everything that is generated for src/options. */
export async function generateOptionSources(): Promise<Record<string, string>> {
  const schemas = SCHEMAS.map((path) => JSON.parse(readFileSync(path, 'utf8')));
  return {
    'src/options/generated/types.ts': await types(schemas[0], schemas[1]),
    'src/options/generated/validate.js': await validator(schemas),
    'src/options/generated/validate.d.ts': `${BANNER}import type { ErrorObject } from 'ajv';

export interface ValidateFunction {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}
export const validateScaffoldOptions: ValidateFunction;
export const validateChartOptions: ValidateFunction;
`,
  };
}

async function types(scaffold: object, chart: object): Promise<string> {
  // The compiler resolves a $ref by path; the chart's schema is given in its place to keep this independent of cwd.
  const inlined = JSON.parse(JSON.stringify(scaffold), (key, value) =>
    key === 'chart' && value?.$ref === 'chart-options.schema.json' ? chart : value,
  );
  const source = await compile(inlined, 'ScaffoldOptions', {
    bannerComment: '',
    additionalProperties: false,
    format: false,
  });
  return `${BANNER}${source}
/** A section of the scaffold that can be switched. */
export type FeatureName = keyof FeatureOptions;
`;
}

/** One module without imports and without run-time code generation. */
async function validator(schemas: readonly object[]): Promise<string> {
  const ajv = new Ajv({ schemas: [...schemas], allErrors: true, verbose: true, code: { source: true, esm: true } });
  const source = standaloneCode(ajv, {
    validateScaffoldOptions: 'scaffold-options.schema.json',
    validateChartOptions: 'chart-options.schema.json',
  });
  const bundled = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
  });
  return BANNER + bundled.outputFiles[0]!.text;
}
