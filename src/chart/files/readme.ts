import { valueAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { ValueSection } from '../values/values-model.ts';

export interface ValueRow {
  readonly key: string;
  readonly type: string;
  readonly default: string;
  readonly description: string;
}

/** The rows of the table of values, keys in dotted form as `--set` takes them. */
export function valueRows(section: ValueSection, prefix = ''): ValueRow[] {
  return [...section.entries].flatMap(([key, entry]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (entry instanceof ValueSection) return valueRows(entry, path);
    return {
      key: path,
      type: typeOf(entry.value, entry.schema.type, entry.schema.$ref),
      default: code(JSON.stringify(entry.value)),
      description: entry.description.replaceAll('|', '\\|'),
    };
  });
}

/** The rows with the defaults that stand in a values.yaml that people have edited, and rows for keys of their own. */
export function withDefaults(rows: readonly ValueRow[], values: JsonObject): ValueRow[] {
  const known = new Set(rows.map(({ key }) => key));
  const tops = new Set(rows.map(({ key }) => key.split('.')[0]!));
  const own = Object.entries(values).filter(([key]) => !tops.has(key));
  return [
    ...rows.map((row) => {
      const value = valueAt(values, ...row.key.split('.'));
      return value === undefined ? row : { ...row, default: code(JSON.stringify(value)) };
    }),
    ...own
      .filter(([key]) => !known.has(key))
      .map(([key, value]) => ({
        key,
        type: typeOf(value, undefined, undefined),
        default: code(JSON.stringify(value)),
        description: '',
      })),
  ];
}

function typeOf(value: JsonValue, declared: JsonValue | undefined, ref: JsonValue | undefined): string {
  if (Array.isArray(declared)) return declared.filter((each) => each !== 'null').join(' or ');
  if (typeof declared === 'string') return declared === 'array' ? 'list' : declared;
  return Array.isArray(value) ? 'list' : ref === undefined ? 'any' : 'object';
}

/** A cell of a table: one line, without what Markdown would read. */
function code(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 117)}...` : text;
  const ticks = short.includes('`') ? '``' : '`';
  return `${ticks}${short.replaceAll('|', '\\|')}${ticks}`;
}
