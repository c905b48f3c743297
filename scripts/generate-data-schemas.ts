import { readFileSync } from 'node:fs';

/** The schemas of data that we give out and take back, with the module that checks them: without what is for people. */
const SCHEMAS = [
  { schema: 'schema/diff.schema.json', name: 'DIFF_SCHEMA', module: 'src/diff/generated/schema.ts' },
  { schema: 'schema/audit.schema.json', name: 'AUDIT_SCHEMA', module: 'src/audit/generated/schema.ts' },
  { schema: 'schema/upgrade-plan.schema.json', name: 'PLAN_SCHEMA', module: 'src/upgrade/generated/schema.ts' },
];

/** `{path: content}` of the modules that hold a schema. */
export function generateDataSchemas(): Record<string, string> {
  return Object.fromEntries(
    SCHEMAS.map(({ schema, name, module }) => [module, moduleOf(name, JSON.parse(readFileSync(schema, 'utf8')))]),
  );
}

function moduleOf(name: string, { $schema: _, $id: __, ...schema }: Record<string, unknown>): string {
  const bare = JSON.stringify(schema, (key, value) => withoutText(key, value));
  return `// Generated from schema/ by \`npm run generate\`: edit the schema instead.
import type { DataSchema } from '../../core/schema-issues.ts';

export const ${name}: DataSchema = JSON.parse(
  ${JSON.stringify(bare).replaceAll("'", "\\'").replace(/^"|"$/g, "'").replaceAll('\\"', '"')},
);
`;
}

/** Titles and descriptions are texts; a property of that name is a schema. */
function withoutText(key: string, value: unknown): unknown {
  return (key === 'description' || key === 'title') && typeof value === 'string' ? undefined : value;
}
