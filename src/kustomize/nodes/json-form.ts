import { goFloat } from '../../yaml/go-float.ts';
import { type ScalarStyle, YamlMap, type YamlNode, YamlScalar, YamlSeq } from '../../yaml/node.ts';
import { printGoYamlString } from '../../yaml/print-scalar.ts';
import { resolveTag } from '../../yaml/resolve.ts';
import { requireReadableBlock } from '../../yaml/settle.ts';
import { scalarValue, sortedEntries, toJs } from '../../yaml/to-js.ts';
import { goJson } from '../go/go-json.ts';
import { fieldOf } from './fields.ts';

/**
 * What is left of a value that has been through JSON, as a JSON patch takes it: an object of its own, numbers as
 * 64-bit floats, nulls spelled out. Objects that share nodes no longer do.
 *
 * @throws ScaffoldError `yaml-syntax` where a key stands twice, even in an object that is deleted later
 */
export function jsonForm<T extends YamlNode>(node: T, path?: string): T;
export function jsonForm(node: YamlNode, path = ''): YamlNode {
  return written(node, scalarForm, false, path);
}

/**
 * For a value in its form as JSON that is written as YAML now and read: a key `<<`, which it writes without quotes, is then
 * one that merges (see `settle`).
 *
 * @throws ScaffoldError `yaml-unsupported` for text that cannot be read again
 */
export function writeForm(node: YamlNode): void {
  if (node.kind === 'map') {
    if (node.unread !== undefined) return;
    for (const { key, value } of node.entries) {
      if (key.value === '<<') key.tag = '!!merge';
      writeForm(value);
    }
  } else if (node.kind === 'seq') for (const item of node.items) writeForm(item);
  else if (node.tag === '!!str' && node.value.includes('\n')) requireReadableBlock(node);
}

/**
 * A value that has been written as JSON and read again as YAML: every string is quoted, which it stays when something
 * else is written in its place.
 */
export function jsonTextForm(node: YamlNode): YamlNode {
  return written(node, scalarTextForm, true, '');
}

/** A copy with other scalars, in brackets and braces or in lines. */
function written(node: YamlNode, scalar: (node: YamlScalar) => YamlScalar, flow: boolean, path: string): YamlNode {
  const inner = (child: YamlNode) => written(child, scalar, flow, path);
  switch (node.kind) {
    case 'map':
      // A mapping that nobody has read is in its canonical form already.
      if (node.unread !== undefined) return node;
      // For what it refuses; the order stays.
      sortedEntries(node, path);
      return new YamlMap(
        node.entries.map(({ key, value }) => ({
          key: new YamlScalar(key.value, '!!str', key.line, flow ? 'double' : writtenStyle(key.value)),
          value: inner(value),
        })),
        node.line,
        flow,
      );
    case 'seq':
      return new YamlSeq(node.items.map(inner), node.line, flow);
    default:
      return scalar(node);
  }
}

function scalarTextForm(node: YamlScalar): YamlScalar {
  const value = scalarValue(node);
  if (typeof value === 'string') return new YamlScalar(value, '!!str', node.line, 'double');
  const text = typeof value === 'number' ? goJson(value) : String(value);
  return new YamlScalar(text, resolveTag(text), node.line);
}

function scalarForm(node: YamlScalar): YamlScalar {
  const value = toJs(node);
  if (value === null) return new YamlScalar('null', '!!null', node.line);
  if (typeof value === 'boolean') return new YamlScalar(String(value), '!!bool', node.line);
  if (typeof value === 'string') return new YamlScalar(value, '!!str', node.line, writtenStyle(value));
  const text = goFloat(Number(value));
  return new YamlScalar(text, resolveTag(text), node.line);
}

/** How a string is written that is written anew. */
export function writtenStyle(text: string): ScalarStyle {
  const first = printGoYamlString(text, 0, 0)[0];
  return first === '"'
    ? 'double'
    : first === "'"
      ? 'single'
      : first === '|' && text.includes('\n')
        ? 'literal'
        : 'plain';
}

/**
 * Whether two values are the same JSON.
 *
 * @param spelling how values of `b` are written, where they count by that
 */
export function sameJson(a: YamlNode, b: YamlNode, spelling?: ReadonlyMap<YamlNode, string>): boolean {
  if (a.kind === 'map' && b.kind === 'map') {
    return (
      a.entries.length === b.entries.length &&
      a.entries.every(({ key, value }) => {
        const other = fieldOf(b, key.value);
        return other !== undefined && sameJson(value, other, spelling);
      })
    );
  }
  if (a.kind === 'seq' && b.kind === 'seq') {
    return (
      a.items.length === b.items.length &&
      a.items.every((item, index) => sameJson(item, b.items[index] as YamlNode, spelling))
    );
  }
  if (a.kind !== 'scalar' || b.kind !== 'scalar') return false;
  const written = spelling?.get(b);
  return written === undefined ? toJs(a) === toJs(b) : goJson(toJs(a)) === written;
}
