import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const BANNER = (source: string) => `// Generated from ${source} by \`npm run generate\`: edit the source instead.\n`;

/** `{path: content}` of what src/chart takes from files, because the core has no disk: templates and value shapes. */
export function generateChartSources(): Record<string, string> {
  const schema = JSON.parse(readFileSync('schema/chart-values.schema.json', 'utf8'));
  return {
    'src/chart/generated/value-definitions.ts': `${BANNER('schema/chart-values.schema.json')}import type { JsonObject } from '../../kubernetes/object.ts';

export const VALUE_DEFINITIONS: Readonly<Record<string, JsonObject>> = ${JSON.stringify(schema.definitions)};
`,
    'src/chart/generated/templates.ts': `${BANNER('charts-templates/')}export const CHART_TEMPLATES = {
${templates()}};
`,
  };
}

function templates(): string {
  const root = 'charts-templates';
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  return files.map((file) => `  '${file}': ${JSON.stringify(readFileSync(join(root, file), 'utf8'))},\n`).join('');
}
