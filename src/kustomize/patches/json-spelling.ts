import type { YamlNode } from '../../yaml/node.ts';

/** Strings, with the colon behind those that are keys, and the other scalars. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*|true|false|null/g;

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
