import { type YamlEntry, type YamlMap, type YamlNode, YamlScalar, YamlSeq } from '../../../yaml/node.ts';
import { setExtra } from '../../../yaml/source/extras.ts';
import { Refusal } from '../../errors/refusal.ts';
import { entryOf, fieldOf, isMissingOrNull, isNull, rawText, requireKind } from '../../nodes/fields.ts';
import { findElement } from '../../nodes/lookup.ts';
import { clearField, setField, setScalar } from '../../nodes/set-field.ts';
import { commentSchema } from '../../schema/comment-schema.ts';
import type { Schema } from '../../schema/schema.ts';
import type { Schemas } from '../../schema/schemas.ts';
import { setElement } from './set-element.ts';

/** Takes `$patch` out of a patch and says what it asks for. */
type Directive = 'merge' | 'replace' | 'delete';

/** A merged value, and whether a null in it is there to stay. */
interface Merged {
  readonly node: YamlNode | undefined;
  readonly keepNull: boolean;
}

const NOTHING: Merged = { node: undefined, keepNull: false };

/**
 * Applies a strategic merge patch, as kustomize understands it: maps are merged, lists of built-in types by their merge
 * keys with new elements in front, other lists replaced; null removes; `$patch` says delete, replace or merge.
 *
 * Both are changed. Undefined: the patch deletes the object.
 *
 * @throws Refusal where target and patch have values of different shape
 */
export function strategicMerge(target: YamlMap, patch: YamlMap, schemas: Schemas): YamlMap | undefined {
  const { node } = new Merger(schemas).merge(target, patch, undefined);
  return node?.kind === 'map' ? node : undefined;
}

class Merger {
  readonly #schemas: Schemas;

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  merge(target: YamlNode | undefined, patch: YamlNode | undefined, known: Schema | undefined): Merged {
    const schema =
      this.#commented(target) ?? this.#commented(patch) ?? known ?? this.#schemaOf(target) ?? this.#schemaOf(patch);
    // Nothing in a mapping that nobody has read would change.
    if (patch === undefined && target?.kind === 'map' && target.unread !== undefined) {
      return { node: target, keepNull: false };
    }
    const decisive = isMissingOrNull(target) ? patch : target;
    if (isMissingOrNull(decisive)) return this.#mergeMaps(target, patch, schema);
    for (const node of [target, patch]) if (node !== undefined) requireKind(node, decisive.kind);
    switch (decisive.kind) {
      case 'map':
        return this.#mergeMaps(target, patch, schema);
      case 'seq':
        dress(target, patch);
        if (schema?.mergeKeys !== undefined) return this.#mergeLists(target, patch, schema, schema.mergeKeys);
        return { node: patch ?? target, keepNull: false };
      default:
        dress(target, patch);
        return { node: patch ?? target, keepNull: false };
    }
  }

  /** The type that a comment at a value gives it. */
  #commented(node: YamlNode | undefined): Schema | undefined {
    if (isMissingOrNull(node) || node.extras === undefined) return undefined;
    return commentSchema(node, this.#schemas.definition);
  }

  /** The type that a comment gives a field: at the value or the key of either side. */
  #fieldSchema(
    entries: readonly (YamlEntry | undefined)[],
    schema: Schema | undefined,
    name: string,
  ): Schema | undefined {
    for (const entry of entries) {
      if (entry?.value.extras === undefined && entry?.key.extras === undefined) continue;
      const { definition } = this.#schemas;
      const found = commentSchema(entry.value, definition) ?? commentSchema(entry.key, definition);
      if (found !== undefined) return found;
    }
    return schema?.field(name);
  }

  /** Objects within objects, such as a template in a custom resource, bring their own type. */
  #schemaOf(node: YamlNode | undefined): Schema | undefined {
    if (node?.kind !== 'map') return undefined;
    const kind = fieldOf(node, 'kind');
    const apiVersion = fieldOf(node, 'apiVersion');
    if (isMissingOrNull(kind) || isMissingOrNull(apiVersion)) return undefined;
    return this.#schemas.schemaOf(rawText(apiVersion), rawText(kind));
  }

  #mergeMaps(target: YamlNode | undefined, patch: YamlNode | undefined, schema: Schema | undefined): Merged {
    dress(target, patch);
    const { node, keepNull } = baseMap(target, patch);
    if (node === undefined) return NOTHING;
    const fields = new Set<string>();
    for (const side of [node, patch]) {
      if (side === undefined) continue;
      requireKind(side, 'map');
      if (side.kind === 'map') for (const { key } of side.entries) fields.add(key.value);
    }
    for (const name of [...fields].sort()) {
      // kyaml takes a field without a name for the node itself, which is no scalar.
      if (name === '') requireKind(node, 'scalar');
      const own = entryOf(node, name);
      const patched = entryOf(patch, name);
      const merged = this.merge(own?.value, patched?.value, this.#fieldSchema([own, patched], schema, name));
      // A key that is new is written as in the patch, unless its value was put together here.
      const style = merged.node !== undefined && merged.node === patched?.value ? patched.key.style : 'plain';
      setField(node, name, merged.node, merged.keepNull, style);
    }
    return { node, keepNull };
  }

  #mergeLists(
    target: YamlNode | undefined,
    patch: YamlNode | undefined,
    schema: Schema,
    keys: readonly string[],
  ): Merged {
    const base = baseList(target, patch);
    if (base === undefined || isNull(base) || base.kind !== 'seq') return { node: base, keepNull: false };
    const sources: readonly (YamlNode | undefined)[] = [base, patch];
    // Elements of the patch come first.
    const order = [patch, base].filter((list): list is YamlSeq => list?.kind === 'seq');
    if (keys.length === 0) {
      return this.#mergeElements(base, sources, schema.elements(), [''], distinct(order.flatMap(scalarTexts)));
    }
    const wanted = distinct(order.flatMap((list) => list.items.map((item) => keys.map((key) => keyText(item, key)))));
    return this.#mergeElements(base, sources, schema.elements(), keys, wanted);
  }

  #mergeElements(
    base: YamlSeq,
    sources: readonly (YamlNode | undefined)[],
    schema: Schema | undefined,
    keys: readonly string[],
    identities: readonly (readonly string[])[],
  ): Merged {
    if (keys.length > 1) identities = completeIdentities(identities);
    const merged = new YamlSeq();
    let usedKeys: readonly string[] = [];
    for (const identity of identities) {
      if (identity.length === 0) continue;
      const used = usableKeys(identities, identity, keys);
      usedKeys = used.keys;
      // Each element is looked up by those of the keys that it has a value for.
      const own = usableKeys([used.values], used.values, used.keys);
      const [target, patch] = sources.map((list) =>
        list?.kind === 'seq' ? findElement(list, own.keys, own.values) : undefined,
      );
      const { node } = this.merge(target, patch, schema);
      if (node === undefined || isNull(node) || (node.kind === 'map' && node.entries.length === 0)) {
        setElement(base, undefined, used.keys, used.values);
        continue;
      }
      for (const [index, key] of used.keys.entries()) {
        const value = used.values[index] as string;
        if (value === '' || entryOf(node, key) !== undefined) continue;
        if (key === '') setScalar(node, new YamlScalar(value));
        else setField(node, key, new YamlScalar(value));
      }
      setElement(merged, node, used.keys, used.values);
    }
    if (identities.length === 0) return { node: base, keepNull: false };
    return { node: appendRest(merged, base, usedKeys), keepNull: false };
  }
}

/**
 * What a patch changes of a target that stays: comments of its own take the place of the target's, and an empty
 * collection is written as the patch writes it.
 */
function dress(target: YamlNode | undefined, patch: YamlNode | undefined): void {
  if (target === undefined || patch === undefined) return;
  for (const place of ['head', 'line', 'foot'] as const) {
    const comment = patch.extras?.[place] ?? '';
    if (comment !== '') setExtra(target, place, comment);
  }
  if (target.kind === 'scalar') return;
  if ((target.kind === 'map' ? target.entries : target.items).length > 0) return;
  target.flow = patch.kind !== 'scalar' && patch.flow;
  target.tagged = patch.tagged;
}

/** The map that the fields of both sides are merged into, or nothing where the patch removes it. */
function baseMap(target: YamlNode | undefined, patch: YamlNode | undefined): Merged {
  if (isMissingOrNull(target)) {
    if (patch !== undefined && patch.kind !== 'scalar' && lenientDirective(patch) === 'delete') return NOTHING;
    if (patch === undefined && target !== undefined && target.value !== '') {
      // A null that is spelled out survives a patch that does not speak of it; `key:` without a value does not.
      return { node: new YamlScalar(target.value, '!!null'), keepNull: true };
    }
    return { node: patch, keepNull: false };
  }
  if (patch !== undefined && isNull(patch)) return NOTHING;
  const directive = directiveOf(patch);
  if (directive === 'delete') return NOTHING;
  return { node: directive === 'replace' ? patch : target, keepNull: false };
}

function baseList(target: YamlNode | undefined, patch: YamlNode | undefined): YamlNode | undefined {
  if (isMissingOrNull(target)) return patch;
  if (patch !== undefined && isNull(patch)) return undefined;
  const directive = directiveOf(patch);
  if (directive === 'delete') return undefined;
  return directive === 'replace' ? patch : target;
}

function lenientDirective(patch: YamlNode): Directive {
  try {
    return directiveOf(patch);
  } catch (error) {
    if (error instanceof Refusal) return 'merge';
    throw error;
  }
}

function directiveOf(patch: YamlNode | undefined): Directive {
  if (patch === undefined) return 'merge';
  if (patch.kind === 'map') {
    const directive = fieldOf(patch, '$patch');
    if (directive === undefined) return 'merge';
    const result = checkDirective(rawText(directive));
    clearField(patch, '$patch');
    return result;
  }
  if (patch.kind === 'seq') {
    const element = patch.items.find((item) => entryOf(item, '$patch') !== undefined);
    if (element?.kind !== 'map' || element.entries.length > 1) return 'merge';
    const text = rawText(fieldOf(element, '$patch') as YamlNode);
    const result = checkDirective(text);
    setElement(patch, undefined, ['$patch'], [text]);
    return result;
  }
  throw new Refusal('kustomize-invalid-patch', 'a scalar cannot take the place of a map or list', {
    received: patch.value,
  });
}

function checkDirective(text: string): Directive {
  if (text === 'merge' || text === 'replace' || text === 'delete') return text;
  throw new Refusal('kustomize-invalid-patch', '$patch has a value that is not known', {
    expected: 'merge, replace or delete',
    received: text,
  });
}

function scalarTexts(list: YamlSeq): (readonly string[])[] {
  return list.items.map((item) => [rawText(item)]);
}

function keyText(item: YamlNode, key: string): string {
  const value = fieldOf(item, key);
  if (value === undefined || isMissingOrNull(value)) return '';
  return rawText(value);
}

function distinct(identities: readonly (readonly string[])[]): (readonly string[])[] {
  const seen = new Map<string, readonly string[]>();
  for (const identity of identities) {
    const key = JSON.stringify(identity);
    if (!seen.has(key)) seen.set(key, identity);
  }
  return [...seen.values()];
}

/** Fills gaps: an element without `protocol` is the one with the same port whose protocol is written out. */
function completeIdentities(identities: readonly (readonly string[])[]): (readonly string[])[] {
  const result = [...identities];
  for (let i = 0; i < result.length; i += 1) {
    const identity = result[i] as readonly string[];
    for (let j = 0; j < result.length; j += 1) {
      const combined = combine(identity, result[j] as readonly string[]);
      if (combined === undefined) continue;
      result[i] = combined;
      result[j] = combined;
    }
  }
  return result;
}

function combine(a: readonly string[], b: readonly string[]): readonly string[] | undefined {
  if (a.length !== b.length) return undefined;
  let common = false;
  const result: string[] = [];
  for (const [index, value] of a.entries()) {
    const other = b[index] as string;
    if (value === other) common = true;
    else if (value !== '' && other !== '') return undefined;
    result.push(value === '' ? other : value);
  }
  return common ? result : undefined;
}

/** The keys that any element has a value for, and this element's values of them. Where none has, all keys. */
function usableKeys(
  identities: readonly (readonly string[])[],
  identity: readonly string[],
  keys: readonly string[],
): { keys: readonly string[]; values: readonly string[] } {
  const used = new Set<string>();
  for (const values of identities) {
    for (const [index, value] of values.entries()) if (value !== '') used.add(keys[index] as string);
  }
  if (used.size === 0) return { keys, values: identity };
  return {
    keys: keys.filter((key) => used.has(key)),
    values: identity.filter((value, index) => value !== '' || used.has(keys[index] as string)),
  };
}

/** What the target has and the patch does not speak of, after what they share. */
function appendRest(merged: YamlSeq, rest: YamlSeq, keys: readonly string[]): YamlSeq {
  for (const item of rest.items) {
    if (keys[0] === '') {
      setElement(merged, item, [''], [rawText(item)]);
      continue;
    }
    requireKind(item, 'map');
    const values: string[] = [];
    for (const key of keys) {
      const value = fieldOf(item, key);
      if (value === undefined) merged.items.push(item);
      else values.push(rawText(value));
    }
    if (keys.length > 1) setElement(merged, undefined, keys, values);
    setElement(merged, item, keys, values);
  }
  return merged;
}
