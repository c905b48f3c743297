import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';
import { SEVERITIES } from '../src/audit/model.ts';
import { RULE_IDS } from '../src/audit/rules/rule-ids.ts';
import { listPresets } from '../src/presets/list-presets.ts';

const BANNER = '// Generated from schema/ by `npm run generate`: edit the schema instead.\n';
const DECLARATIONS = `${BANNER}
/** The part of a JSON Schema that an issue quotes. */
export interface QuotedSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, QuotedSchema>>;
  readonly 'x-expected'?: string;
}

export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly data?: unknown;
  /** The keyword's own value. */
  readonly schema?: unknown;
  readonly parentSchema?: QuotedSchema;
}

export interface Validate {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

export const validateScaffoldOptions: Validate;
export const validateChartOptions: Validate;
`;

/** `{path: content}` of everything that is generated for src/options. */
export async function generateOptionSources(): Promise<Record<string, string>> {
  const scaffold = readSchema('schema/scaffold-options.schema.json');
  const chart = readSchema('schema/chart-options.schema.json');
  return {
    'src/options/generated/types.ts': await types(scaffold, chart),
    'src/options/generated/validate.js': await validator([scaffold, chart]),
    'src/options/generated/validate.d.ts': DECLARATIONS,
    'schema/options.schema.json': published(scaffold, chart),
    'schema/config.schema.json': configuration(scaffold, chart),
  };
}

function readSchema(path: string): object {
  return JSON.parse(readFileSync(path, 'utf8'));
}

async function types(scaffold: object, chart: object): Promise<string> {
  // The compiler resolves a $ref by path; the chart's schema is given in its place to keep this independent of cwd.
  const whole = JSON.stringify(scaffold, (_, value) => (value?.$ref === 'chart-options.schema.json' ? chart : value));
  const source = await compile(
    JSON.parse(whole, (_, value) => inTypeScript(value)),
    'ScaffoldOptions',
    {
      bannerComment: '',
      additionalProperties: false,
      style: { singleQuote: true, printWidth: 120 },
    },
  );
  // Options are never changed: frozen ones and constants are as welcome as others.
  const readonly = source.replace(/^( +)(\w+\??: )/gm, '$1readonly $2').replace(/: (\w+)\[\];$/gm, ': readonly $1[];');
  // What is given as undefined is as good as not given, whatever a caller's compiler is told of optional properties.
  const optional = readonly
    .replace('readonly preset?: string;', 'readonly preset?: PresetName;')
    .replace(/^( +readonly \w+\?: [^;{]+);$/gm, '$1 | undefined;');
  const names = listPresets().map(({ name }) => `  | '${name}'\n`);
  return `${BANNER}
${optional}
/** The presets that are known, for completion, and any other text: \`kubebuilder@^4.4\`, \`kubebuilder@latest\`. */
export type PresetName =
${names.join('')}  | (string & {});

/** A section of the scaffold that can be switched. */
export type FeatureName = keyof FeatureOptions;
`;
}

/**
 * Both schemas in one file without references to others and without keywords of our own: for editors, forms, and
 * validators that are strict.
 */
function published(scaffold: object, chart: object): string {
  const { definitions, ...own } = plain(scaffold) as { definitions: object };
  const whole = { ...own, $id: 'options.schema.json', definitions: { ...definitions, ChartOptions: plain(chart) } };
  return `${JSON.stringify(whole, (_, value) => (value?.$ref === CHART ? { $ref: '#/definitions/ChartOptions' } : value), 2)}\n`;
}

/** The schema of operator-scaffold.yaml, for editors: what flags may still add is not asked for. */
function configuration(scaffold: object, chart: object): string {
  const whole = JSON.parse(published(scaffold, chart));
  const { $schema, definitions, properties } = whole;
  const path = { type: 'string', minLength: 1 };
  const section = (description: string, own: object) => ({
    type: 'object',
    description,
    additionalProperties: false,
    properties: own,
  });
  const output = { ...path, description: 'The directory to write to, seen from this file.' };
  const { ChartOptions, ...others } = definitions;
  const { properties: ofChart, definitions: inChart, ...inlined } = ChartOptions;
  const source = {
    description: 'What the chart is made of, seen from this file.',
    anyOf: [path, { type: 'array', items: path }],
  };
  const audit = {
    failOn: { enum: SEVERITIES, description: 'Exit with 1 where there is a finding this bad.' },
    format: { enum: ['terminal', 'markdown', 'sarif', 'github'], description: 'How findings are printed.' },
    only: { type: 'array', items: { enum: RULE_IDS }, description: 'These rules alone.' },
  };
  const result = {
    $schema,
    $id: 'config.schema.json',
    title: 'Configuration',
    ...section('operator-scaffold.yaml: options of the commands, over which flags win.', {
      init: section('Options of `init`.', { output, ...properties }),
      chart: section('Options of `chart`.', { output, source, ...ofChart }),
      audit: section('Options of `audit`.', audit),
    }),
    definitions: {
      ...others,
      ChartOptions: { ...inlined, properties: ofChart, ...(inChart && { definitions: inChart }) },
    },
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

const CHART = 'chart-options.schema.json';

function plain(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === 'x-expected') return undefined;
    if (typeof value === 'object' && value !== null && value.$id === CHART) {
      const { $id: _, $schema: __, ...rest } = value;
      return rest;
    }
    return value;
  });
}

interface Described {
  readonly type?: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: unknown;
}

/** A schema in the words of the type compiler: defaults as a tag, a boolean or object as a union. */
function inTypeScript(value: unknown): unknown {
  const schema = value as Described | null;
  if (typeof schema?.description !== 'string') return value;
  const tag = schema.default === undefined ? '' : `\n\n@default ${JSON.stringify(schema.default)}`;
  const tagged = { ...schema, description: `${schema.description}${tag}` };
  if (!Array.isArray(schema.type) || !schema.type.includes('object')) return tagged;
  const { type, title, description, examples, ...rest } = tagged;
  return { description, examples, anyOf: [{ type: 'boolean' }, { ...rest, type: 'object', title }] };
}

/** One module without imports and without run-time code generation. */
async function validator(schemas: readonly object[]): Promise<string> {
  const ajv = new Ajv({
    schemas: [...schemas],
    allErrors: true,
    verbose: true, // an issue quotes what the schema says
    allowUnionTypes: true,
    code: { source: true, esm: true },
    keywords: ['x-expected'],
  });
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
