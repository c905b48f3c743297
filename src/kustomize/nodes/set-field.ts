import { ScaffoldError } from '../../core/errors.ts';
import { type ScalarStyle, YamlMap, type YamlNode, YamlScalar } from '../../yaml/node.ts';
import { parseYaml11 } from '../../yaml/parse-yaml11.ts';
import { isYaml11NonString } from '../../yaml/resolve.ts';
import { entryOf, isNull, isString, requireKind } from './fields.ts';

/**
 * Writes a field of a map. A field that exists keeps its node and its style and takes over the rest: kustomize shares
 * the node of a new label between all the places that it puts it, and what is written to one of them later shows in all.
 *
 * Without a value, or with null that is not to be kept, the field is removed.
 *
 * @param keyStyle how the key of a new field is written
 */
export function setField(
  map: YamlNode,
  name: string,
  value: YamlNode | undefined,
  keepNull = false,
  keyStyle: ScalarStyle = 'plain',
): void {
  requireKind(map, 'map');
  if (value !== undefined) quoteAmbiguous(value);
  if (!(map instanceof YamlMap)) return;
  if (value === undefined || (isNull(value) && !keepNull)) {
    clearField(map, name);
    return;
  }
  const entry = entryOf(map, name);
  if (entry === undefined) {
    map.entries.push({ key: new YamlScalar(name, '', 0, keyStyle), value });
    return;
  }
  const field = entry.value;
  if (field === value) return;
  takeStyle(value, field);
  if (field.kind === 'scalar' && value.kind === 'scalar') overwrite(field, value);
  else entry.value = value;
}

/** Styles go with the field. */
function takeStyle(value: YamlNode, field: YamlNode): void {
  if (value.kind === 'scalar') value.style = field.kind === 'scalar' ? field.style : 'plain';
  else value.flow = field.kind === 'scalar' ? false : field.flow;
  value.tagged = field.tagged;
}

/** A string that YAML 1.1 would read as something else gets quotes, before it is written anywhere. */
export function quoteAmbiguous(value: YamlNode): void {
  if (isString(value) && !value.quoted && !value.tagged && isNoString(value.value)) value.style = 'double';
}

/** Whether the text is something else than a string as a YAML document of its own: a number, but `a: b` too. */
function isNoString(text: string): boolean {
  if (isYaml11NonString(text)) return true;
  if (text === '' || text.includes('\n') || !/^[-?[{#&!%.\s]|:(?:\s|$)/.test(text)) return false;
  try {
    return parseYaml11(text, '')?.kind !== 'scalar';
  } catch (error) {
    if (error instanceof ScaffoldError) return false;
    throw error;
  }
}

/** Writes a scalar into another, which keeps its style. Null is not written. */
export function setScalar(target: YamlNode, value: YamlScalar): void {
  requireKind(target, 'scalar');
  if (isNull(value) || target.kind !== 'scalar') return;
  const { style, tagged } = target;
  overwrite(target, value);
  target.style = style;
  target.tagged = tagged;
}

/** Makes a scalar the same as another, in place. */
export function overwrite(target: YamlScalar, value: YamlScalar): void {
  target.value = value.value;
  target.tag = value.tag;
  target.style = value.style;
  target.tagged = value.tagged;
  target.line = value.line;
  target.extras = value.extras;
}

/** Removes the first field of that name. */
export function clearField(map: YamlNode, name: string): void {
  requireKind(map, 'map');
  if (!(map instanceof YamlMap)) return;
  const index = map.entries.findIndex((entry) => entry.key.value === name);
  if (index !== -1) map.entries.splice(index, 1);
}

export function stringNode(text: string): YamlScalar {
  return new YamlScalar(text, '!!str');
}

/** A string that kustomize writes as a literal block where it has several lines. */
export function blockNode(text: string): YamlScalar {
  return new YamlScalar(text, '!!str', 0, text.includes('\n') ? 'literal' : 'plain');
}
