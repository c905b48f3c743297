import type { YamlNode } from '../../yaml/node.ts';

/** Strings, with the colon behind those that are keys, and the other scalars. */
const TOKEN = /"(?:[^"\\]|\\[\s\S])*(?:"(\s*:)?|$)|-?\d[\d.eE+-]*|true|false|null/g;

/** How each scalar that is the value of something stands in a JSON text. */
export function jsonSpelling(text: string, node: YamlNode): ReadonlyMap<YamlNode, string> {
  const tokens = [...text.matchAll(TOKEN)].filter(([, colon]) => colon === undefined);
  const spelling = new Map<YamlNode, string>();
  const visit = (value: YamlNode): void => {
    if (value.kind === 'map') for (const entry of value.entries) visit(entry.value);
    else if (value.kind === 'seq') for (const item of value.items) visit(item);
    else spelling.set(value, tokens[spelling.size]?.[0] ?? '');
  };
  visit(node);
  return spelling;
}

/** A JSON text without the escapes that YAML does not have: `\\/` and halves of pairs. */
export function withoutJsonEscapes(text: string): string {
  if (!/\\[/u]/.test(text)) return text;
  return text.replace(TOKEN, (token) => {
    const string = /^"(?:[^"\\]|\\.)*"/.exec(token)?.[0];
    if (string === undefined || !/\\[/u]/.test(string)) return token;
    const value = parsed(string);
    return value === undefined ? token : JSON.stringify(wellFormed(value)) + token.slice(string.length);
  });
}

/** Undefined for what is no string of JSON: whoever reads the text says so. */
function parsed(string: string): string | undefined {
  try {
    return JSON.parse(string) as string;
  } catch {
    return undefined;
  }
}

/** Go reads the half of a pair as U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
