import { ScaffoldError } from '../../core/errors.ts';
import { type YamlNode, YamlScalar } from '../../yaml/node.ts';
import { parseDocuments } from '../../yaml/parse-documents.ts';
import { settleFlow } from '../../yaml/settle-flow.ts';
import { toJs } from '../../yaml/to-js.ts';
import { goJson } from '../hash/go-json.ts';
import { Refusal } from '../refusal.ts';
import { lookup, type NodeKind } from './lookup.ts';
import { detached, matchPath, type Slot } from './path-matcher.ts';
import { rewriteYaml } from './rewrite-yaml.ts';

/**
 * Writes into YAML or JSON that a scalar holds as text, such as a configuration file in a ConfigMap: where a path leads
 * through a scalar, what follows is a path in there.
 *
 * @returns false where the path leads through no such scalar, or it could not be written
 */
export function writeStructured(
  root: YamlNode,
  path: readonly string[],
  create: NodeKind | undefined,
  write: (slot: Slot) => void,
): boolean {
  const found = findScalar(root, path);
  if (found === undefined) return false;
  const { scalar, rest } = found;
  try {
    const parsed = parseText(scalar.value);
    if (parsed === undefined && scalar.value.trim() === '') return false;
    const inner = parsed ?? new YamlScalar('null', '!!null');
    const slots = matchPath(detached(inner), rest, create);
    if (slots.length === 0) return false;
    for (const slot of slots) write(slot);
    // What is written below a null is lost.
    if (parsed !== undefined) scalar.value = serialize(inner, scalar.value);
    return true;
  } catch (error) {
    if (error instanceof Refusal || error instanceof ScaffoldError) return false;
    throw error;
  }
}

function findScalar(
  root: YamlNode,
  path: readonly string[],
): { scalar: YamlScalar; rest: readonly string[] } | undefined {
  for (let length = 1; length < path.length; length += 1) {
    const node = tryLookup(root, path.slice(0, length));
    if (node?.kind !== 'scalar') continue;
    try {
      parseText(node.value);
    } catch (error) {
      if (error instanceof ScaffoldError) continue;
      throw error;
    }
    return { scalar: node, rest: path.slice(length) };
  }
  return undefined;
}

function tryLookup(root: YamlNode, path: readonly string[]): YamlNode | undefined {
  try {
    return lookup(root, path);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function parseText(text: string): YamlNode | undefined {
  return parseDocuments(text, '')[0];
}

/** In the form that the text had: JSON on one line or indented, or YAML. */
function serialize(node: YamlNode, original: string): string {
  if (!/^\s*[[{]/.test(original)) return rewriteYaml(original, node);
  settleFlow(node);
  const json = goJson(toJs(node));
  if (!original.includes('\n') || !original.includes('  ')) return json;
  return indentJson(json);
}

/** What Go's MarshalIndent makes of compact JSON, with two spaces; empty maps and lists stay on their line. */
function indentJson(json: string): string {
  let depth = 0;
  let result = '';
  for (let i = 0; i < json.length; i += 1) {
    const character = json[i] as string;
    if (character === '"') {
      const start = i;
      for (i += 1; json[i] !== '"'; i += 1) if (json[i] === '\\') i += 1;
      result += json.slice(start, i + 1);
    } else if ((character === '{' || character === '[') && (json[i + 1] === '}' || json[i + 1] === ']')) {
      result += character + json[i + 1];
      i += 1;
    } else if (character === '{' || character === '[') {
      depth += 1;
      result += `${character}\n${'  '.repeat(depth)}`;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      result += `\n${'  '.repeat(depth)}${character}`;
    } else if (character === ',') result += `,\n${'  '.repeat(depth)}`;
    else result += character === ':' ? ': ' : character;
  }
  return result;
}
