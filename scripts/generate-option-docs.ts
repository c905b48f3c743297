import { readFileSync } from 'node:fs';

interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** `{path: content}` of docs/options.md: a table for each object of the options. */
export function generateOptionDocs(): Record<string, string> {
  const scaffold: Schema = JSON.parse(readFileSync('schema/scaffold-options.schema.json', 'utf8'));
  const chart: Schema = JSON.parse(readFileSync('schema/chart-options.schema.json', 'utf8'));
  const sections: string[] = [];
  const queue: [string, Schema][] = [['ScaffoldOptions', scaffold]];
  for (const [name, schema] of queue) {
    const rows = Object.entries(schema.properties ?? {}).map(([key, property]) => {
      const resolved = resolve(property);
      const nested = resolved.properties === undefined ? resolve(resolved.items ?? {}) : resolved;
      if (nested.properties !== undefined) queue.push([nested.title ?? key, nested]);
      return row(key, resolved, schema.required?.includes(key) ?? false);
    });
    sections.push(`## ${name}\n\n${schema.description}\n\n| option | type | meaning | default | example |
|---|---|---|---|---|\n${rows.join('\n')}\n`);
  }
  return { 'docs/options.md': `# Options\n\n${INTRODUCTION}\n\n${sections.join('\n')}` };

  function resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    return schema.$ref === 'chart-options.schema.json' ? chart : scaffold.definitions![schema.$ref.split('/').at(-1)!]!;
  }

  function row(key: string, schema: Schema, required: boolean): string {
    const fallback = required ? 'required' : schema.default === undefined ? '' : code(schema.default);
    return `| \`${key}\` | ${type(schema)} | ${schema.description} | ${fallback} | ${example(schema)} |`;
  }

  function type(schema: Schema): string {
    if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
    if (schema.items !== undefined) return `list of ${type(resolve(schema.items))}`;
    const own = schema.properties === undefined ? undefined : `[${schema.title}](#${schema.title?.toLowerCase()})`;
    return [schema.type ?? []]
      .flat()
      .map((name) => (name === 'object' ? (own ?? name) : name))
      .join(' or ');
  }

  function example(schema: Schema): string {
    return (schema.examples ?? []).map(code).join(', ');
  }
}

const INTRODUCTION = `Made from \`schema/\` by \`npm run generate\`. The vocabulary is that of Kubebuilder's PROJECT file.
Rules that concern several options have names of their own: see [errors.md](errors.md).`;

/** As code that a table can hold. */
function code(value: unknown): string {
  return `\`${JSON.stringify(value).replaceAll('|', '\\|')}\``;
}
