import type { Random } from './random.ts';

/** Text that stands in YAML as it is. */
export class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Value = string | number | boolean | null | Raw | Value[] | { [key: string]: Value | undefined };

/** A value as YAML in one of the many ways to write it. */
export function writeYaml(value: Value, random: Random): string {
  return `${block(value, 0, random).replace(/^\n/, '')}\n`;
}

/** What follows a key or a dash: ` text` on the line, or lines of its own. */
function block(value: Value, indent: number, random: Random): string {
  if (Array.isArray(value)) return sequence(value, indent, random);
  if (value instanceof Raw || typeof value !== 'object' || value === null) return ` ${scalar(value, indent, random)}`;
  return mapping(value, indent, random);
}

function mapping(map: { [key: string]: Value | undefined }, indent: number, random: Random): string {
  const entries = Object.entries(map).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  if (entries.length === 0) return ' {}';
  if (indent > 4 && random.chance(0.08)) return ` ${flow(map, random)}`;
  const pad = ' '.repeat(indent);
  return entries
    .map(([key, value]) => {
      const name =
        /^[A-Za-z$][\w./$-]*$/.test(key) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(key)
          ? key
          : JSON.stringify(key);
      const step = Array.isArray(value) ? (random.chance(0.3) ? 2 : 0) : random.chance(0.05) ? 4 : 2;
      const comment = random.chance(0.02) ? `\n${pad}# note` : '';
      return `${comment}\n${pad}${name}:${block(value, indent + step, random)}`;
    })
    .join('');
}

function sequence(items: readonly Value[], indent: number, random: Random): string {
  if (items.length === 0) return ' []';
  const plain = items.every((item) => typeof item !== 'object' || item === null);
  if (plain && random.chance(0.3)) return ` ${flow([...items], random)}`;
  const pad = ' '.repeat(indent);
  return items
    .map((item) => {
      const text = block(item, indent + 2, random);
      // A mapping or sequence begins behind its dash.
      return text.startsWith('\n') && !text.startsWith(`\n${pad}  #`)
        ? `\n${pad}- ${text.slice(indent + 3)}`
        : `\n${pad}-${text}`;
    })
    .join('');
}

function flow(value: Value, random: Random): string {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, random)).join(', ')}]`;
  if (value instanceof Raw) return value.text;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter((entry): entry is [string, Value] => entry[1] !== undefined);
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${flow(item, random)}`).join(', ')}}`;
  }
  return typeof value === 'string' && random.chance(0.3) && !value.includes('\n')
    ? singleQuoted(value)
    : JSON.stringify(value);
}

function scalar(value: string | number | boolean | null | Raw, indent: number, random: Random): string {
  if (value instanceof Raw) return value.text;
  if (typeof value !== 'string') return value === null && random.chance(0.3) ? '~' : String(value);
  if (value.includes('\n') && indent > 0 && !/^[ \n\t]|[^\n\x20-\x7e]|(?:^|\n)---/.test(value)) {
    const pad = ' '.repeat(indent);
    const chomp = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
    const lines = value.replace(/\n$/, '').split('\n');
    return `|${chomp}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`;
  }
  if (
    /^[a-z][\w/.-]*(?: [\w/.-]+)*$/.test(value) &&
    !/^(y|n|yes|no|on|off|true|false|null)$/.test(value) &&
    random.chance(0.85)
  ) {
    return value;
  }
  if (!/\p{Cc}/u.test(value) && random.chance(0.4)) return singleQuoted(value);
  return JSON.stringify(value);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
