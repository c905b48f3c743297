import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Mustache from 'mustache';

const BANNER = (source: string) => `// Generated from ${source} by \`npm run generate\`: edit the source instead.\n`;

/** `{path: content}` of what src/chart takes from files, because the core has no disk: templates and value shapes. */
export function generateChartSources(): Record<string, string> {
  const schema = JSON.parse(readFileSync('schema/chart-values.schema.json', 'utf8'));
  return {
    'src/chart/generated/value-definitions.ts': `${BANNER('schema/chart-values.schema.json')}import type { JsonObject } from '../../kubernetes/object.ts';

/** In JSON, which is read sooner than an object literal of the same size (v8.dev/blog/cost-of-javascript-2019). */
export const VALUE_DEFINITIONS: Readonly<Record<string, JsonObject>> = JSON.parse(
  ${JSON.stringify(JSON.stringify(schema.definitions))},
);
`,
    'src/chart/generated/templates.ts': `${BANNER('charts-templates/')}
/** Each template as the tokens that mustache reads it as, in JSON: reading it as text costs more than filling it in. */
export const CHART_TEMPLATES = {
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
  return files
    .map((file) => `  '${file}': ${JSON.stringify(tokensOf(readFileSync(join(root, file), 'utf8')))},\n`)
    .join('');
}

/** Its tags are `<% %>`, so that Helm's own braces stand in it as they are. */
function tokensOf(template: string): string {
  return JSON.stringify((Mustache.parse(template, ['<%', '%>']) as unknown as Token[]).map(withoutPlaces));
}

/** The kind, the name or text, two places in the source; of a section what is in it, and another place. */
type Token = readonly [string, string, number, number, Token[]?, number?];

/** Only sections that are functions read the places, and none of ours is one. */
function withoutPlaces([kind, value, , , inner]: Token): unknown[] {
  return inner === undefined ? [kind, value] : [kind, value, 0, 0, inner.map(withoutPlaces)];
}
