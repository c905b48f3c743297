import type { JsonValue } from '../../kubernetes/object.ts';
import { cloneNode } from '../../yaml/clone.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { settle } from '../../yaml/settle.ts';
import { toJs } from '../../yaml/to-js.ts';
import { Refusal } from '../errors/refusal.ts';
import { goJson } from '../go/go-json.ts';
import { sha256 } from '../go/sha256.ts';
import { fieldOf, rawText } from '../nodes/fields.ts';
import { lookup } from '../nodes/lookup.ts';
import type { ObjectOrigin, Resource } from './resource.ts';

const LETTERS: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/**
 * The suffix of a generated object: ten characters of the SHA-256 of its content, with those replaced that could form
 * words.
 */
export function objectHash(resource: Resource): string {
  const hex = sha256(goJson(hashedContent(resource)));
  return hex.slice(0, 10).replace(/[013ae]/g, (character) => LETTERS[character] as string);
}

function hashedContent(resource: Resource): JsonValue {
  const { node, kind, origin } = resource;
  if (node === undefined) return null;
  // The name is hashed as the field `metadata/name` at the top of the object, which no object has.
  const name = contentOf(lookup(node, ['metadata/name']), origin);
  const data = contentOf(fieldOf(node, 'data'), origin);
  if (kind === 'ConfigMap') {
    const binaryData = contentOf(fieldOf(node, 'binaryData'), origin);
    return { kind, name, data, ...(isMap(binaryData) ? { binaryData } : {}) };
  }
  if (kind === 'Secret') {
    const stringData = contentOf(fieldOf(node, 'stringData'), origin);
    return {
      kind,
      type: contentOf(fieldOf(node, 'type'), origin),
      name,
      data,
      ...(isMap(stringData) ? { stringData } : {}),
    };
  }
  throw new Refusal(
    'kustomize-unsupported',
    `only a ConfigMap or a Secret can have a hash in its name, not a ${kind}`,
    {
      expected: 'a ConfigMap or a Secret',
      received: kind,
    },
  );
}

function contentOf(node: YamlNode | undefined, origin: ObjectOrigin): JsonValue {
  if (node === undefined) return '';
  if (node.kind === 'seq') return null; // read as the map that it is not
  if (node.kind === 'scalar') return rawText(node);
  const written = cloneNode(node);
  settle(written, origin);
  return toJs(written);
}

function isMap(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
