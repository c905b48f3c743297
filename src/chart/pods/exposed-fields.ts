import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { type Condition, isSet, isTrue, not } from '../template/condition.ts';
import { escapeTemplate, goString } from '../template/escape.ts';
import {
  Action,
  Literal,
  TemplateList,
  TemplateMap,
  type TemplateNode,
  Text,
  when,
  withValue,
  YamlPipeline,
} from '../template/nodes.ts';
import { canBeValue, type Scope } from '../values/values-model.ts';

/** A field of an object that becomes a value: its default is what the source has there, or nothing. */
export interface ExposedField {
  readonly key: string;
  readonly field: string;
  readonly description: string;
  readonly schema: JsonObject;
  /** `tree`: a map or list; `bool`, `int`, `text`: a scalar, `null` (or empty text) where Kubernetes' default is meant. */
  readonly form: 'tree' | 'bool' | 'int' | 'text' | 'any';
  /** For a tree: what of the source gives way to something else that is set, as an expression for the map `.`. */
  readonly alternative?: (source: JsonObject) => string | undefined;
  /** For a tree: whether a platform says some of it better, where the chart has such a value. */
  readonly followsPlatform?: boolean;
  /** For a tree: what prints it, `toYaml` by default. */
  readonly printer?: (content: string) => string;
}

/** A field of a chart that has `platform`, which leaves the ids of users and groups to OpenShift. */
export function forPlatform(chart: string, exposed: ExposedField): ExposedField {
  if (exposed.followsPlatform !== true) return exposed;
  return { ...exposed, printer: (content) => `include ${goString(`${chart}.securityContext`)} (list $ ${content})` };
}

/**
 * A value that goes before what the source has in a field, which stays in the template: the values are short that way. Of
 * a map or list that the source has, null leaves nothing.
 */
export function addOverride(chart: string, scope: Scope, map: TemplateMap, exposed: ExposedField): void {
  const value = `${scope.expression}.${exposed.key}`;
  const source = map.get(exposed.field);
  const isScalar = exposed.form === 'bool' || exposed.form === 'int' || exposed.form === 'any';
  const fallback: JsonValue = isScalar
    ? null
    : exposed.form === 'text'
      ? ''
      : exposed.schema.type === 'array'
        ? []
        : {};
  const mayBeNone = exposed.form === 'tree' && source !== undefined;
  scope.section.set(
    exposed.key,
    fallback,
    mayBeNone ? `${exposed.description} null for none.` : exposed.description,
    exposed.form === 'tree' ? orNull(exposed.schema) : exposed.schema,
  );
  const print = {
    any: new Action(`toYaml ${value}`),
    bool: new Action(value),
    int: new Action(`${value} | int64`),
    text: new Action('. | quote'),
    tree: new YamlPipeline('toYaml .'),
  }[exposed.form];
  if (mayBeNone) {
    const isNull = `include ${goString(`${chart}.isNull`)} (list ${scope.expression} ${goString(exposed.key)})`;
    map.set(exposed.field, new YamlPipeline(`toYaml ${value}`), when(isSet(value)), source, not(isTrue(isNull)));
  } else map.set(exposed.field, print, isScalar ? when(isGiven(value)) : withValue(value), source);
}

/** Whether a value is anything but null. */
function isGiven(value: string): Condition {
  return not(isTrue(`kindIs "invalid" ${value}`));
}

function orNull(schema: JsonObject): JsonObject {
  return { type: [schema.type === 'array' ? 'array' : 'object', 'null'], anyOf: [schema, { type: 'null' }] };
}

/** Moves a field's content into values and prints it from there; a field that the source lacks works the same. */
export function exposeField(scope: Scope, map: TemplateMap, exposed: ExposedField): void {
  const value = `${scope.expression}.${exposed.key}`;
  const source = map.get(exposed.field);
  const isUnset = source === undefined || (source instanceof Literal && source.value === null);
  if (!isUnset && !canBeValue(scope, exposed.key, defaultOf(source), exposed.schema)) return;
  if (exposed.form === 'tree') addTree(scope, map, exposed, value, source);
  else if (source instanceof Text) {
    // A name of ours stays in the template, because it depends on the release; a value given goes before it.
    scope.section.set(exposed.key, '', exposed.description, exposed.schema);
    map.set(exposed.field, new Action(`${value} | quote`), when(isSet(value)), source);
  } else if (exposed.form === 'text') {
    const text = isUnset ? '' : (source as Literal).value;
    scope.section.set(exposed.key, text, exposed.description, exposed.schema);
    map.set(exposed.field, new Action('. | quote'), withValue(value), text === '' ? source : undefined);
  } else {
    scope.section.set(
      exposed.key,
      source instanceof Literal ? source.value : null,
      exposed.description,
      exposed.schema,
    );
    const print = { bool: value, int: `${value} | int64`, any: `toYaml ${value}` }[exposed.form];
    map.set(exposed.field, new Action(print), when(isGiven(value)), isUnset ? source : undefined);
  }
}

/** The default that a value takes from a field. */
function defaultOf(source: TemplateNode): JsonValue {
  if (source instanceof Text) return ''; // as long as nothing is set, the template has it
  return toJson(source) ?? toTemplateJson(source);
}

function addTree(
  scope: Scope,
  map: TemplateMap,
  exposed: ExposedField,
  value: string,
  source: TemplateNode | undefined,
): void {
  const isList = exposed.schema.type === 'array';
  const plain = source === undefined ? undefined : toJson(source);
  const fallback: JsonValue = isList ? [] : {};
  const json = source === undefined ? undefined : (plain ?? toTemplateJson(source));
  const content = (isObject(json) ? exposed.alternative?.(json) : undefined) ?? '.';
  const printer = exposed.printer ?? ((each: string) => `toYaml ${each}`);
  const print = printer(content === '.' ? '.' : `(${content})`);
  if (source !== undefined && plain === undefined) {
    // Some of its text depends on the release, so the default is a template itself.
    scope.section.set(
      exposed.key,
      json as JsonValue,
      `${exposed.description} Templates in it are evaluated.`,
      exposed.schema,
    );
    map.set(exposed.field, new YamlPipeline(`tpl (${print}) $`), withValue(value));
    return;
  }
  scope.section.set(exposed.key, plain ?? fallback, exposed.description, exposed.schema);
  if (source instanceof Literal && isEmpty(source.value)) {
    // Written out empty in the source: it stays written out.
    const empty = source.value === null ? 'nil' : isList ? 'list' : 'dict';
    map.set(exposed.field, new YamlPipeline(`toYaml (${value} | default ${empty})`));
  } else map.set(exposed.field, new YamlPipeline(print), withValue(value));
}

/** The plain data of a tree, or undefined where it has expressions. */
export function toJson(node: TemplateNode): JsonValue | undefined {
  if (node instanceof Literal) return node.value;
  if (node instanceof TemplateMap) {
    const out: Record<string, JsonValue> = {};
    for (const entry of node.entries) {
      if ('inset' in entry || entry.guard !== undefined || typeof entry.key !== 'string') return undefined;
      const value = toJson(entry.value);
      if (value === undefined) return undefined;
      out[entry.key] = value;
    }
    return out;
  }
  if (node instanceof TemplateList) {
    const out: JsonValue[] = [];
    for (const item of node.items) {
      const value = 'inset' in item || item.guard !== undefined ? undefined : toJson(item.value);
      if (value === undefined) return undefined;
      out.push(value);
    }
    return out;
  }
  return undefined;
}

/** A tree as data whose strings are templates, for values that are printed through `tpl`. */
export function toTemplateJson(node: TemplateNode): JsonValue {
  if (node instanceof Literal) return escapeStrings(node.value);
  if (node instanceof Action) return `{{ ${node.expression.replace(/ \| quote$/, '')} }}`;
  if (node instanceof Text) {
    return node.parts
      .map((part) => (typeof part === 'string' ? escapeTemplate(part) : `{{ ${part.expression} }}`))
      .join('');
  }
  if (node instanceof TemplateMap) {
    return Object.fromEntries(
      node.entries.flatMap((entry) => ('key' in entry ? [[entry.key as string, toTemplateJson(entry.value)]] : [])),
    );
  }
  if (node instanceof TemplateList) {
    return node.items.flatMap((item) => ('value' in item ? [toTemplateJson(item.value)] : []));
  }
  throw new TypeError('a block has no data'); // a bug of ours
}

function escapeStrings(value: JsonValue): JsonValue {
  if (typeof value === 'string') return escapeTemplate(value);
  if (Array.isArray(value)) return value.map(escapeStrings);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, escapeStrings(child)]));
  return value;
}

function isEmpty(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || (isObject(value) && Object.keys(value).length === 0);
}
