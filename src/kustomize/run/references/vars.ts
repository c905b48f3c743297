import type { YamlNode, YamlScalar } from '../../../yaml/node.ts';
import { floatOf, integerOf } from '../../../yaml/resolve.ts';
import { at, IssueList, Refusal } from '../../errors/refusal.ts';
import { sameGvk } from '../../ids/gvk.ts';
import { describeId, type ResId, sameId } from '../../ids/res-id.ts';
import { isMissingOrNull, isString } from '../../nodes/fields.ts';
import { lookup } from '../../nodes/lookup.ts';
import { splitSmartPath } from '../../nodes/split-path.ts';
import type { Var } from '../../read/vars.ts';
import { applyFieldSpecs } from '../../resources/apply-field-spec.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ResourceMap } from '../../resources/resource-map.ts';
import type { FieldSpec } from '../../specs/field-spec.ts';

/** kustomize reads the numbers of vars into 64 bits with a sign. */
const MAX_INT64 = (1n << 63n) - 1n;

/** A value that takes the place of `$(NAME)`, with the tag that it has where it stands alone. */
interface Value {
  readonly text: string;
  readonly tag: '!!str' | '!!int' | '!!float' | '!!bool';
}

/**
 * Notes at the objects which vars read them: later names are found by that.
 *
 * @throws Refusal where a var fits several objects
 */
export function attachVars(map: ResourceMap, vars: readonly Var[]): void {
  for (const { name, target, place } of vars) {
    const exact = target.namespace !== '' || target.clusterScoped;
    const fits = (id: ResId) => (exact ? sameId(target, id) : id.name === target.name && sameGvk(id, target));
    const matches = map.index
      .byName(target.name)
      .filter((resource) => !resource.isEmpty && (fits(resource.currentId) || resource.previousIds.some(fits)));
    if (matches.length > 1) {
      at(place, () => {
        throw new Refusal('kustomize-conflict', `var ${name} may mean ${matches.length} objects`, {
          expected: 'an objref that fits one object; a namespace tells them apart',
          received: describeId(target),
        });
      });
    }
    matches[0]?.varNames.push(name);
  }
}

/** Replaces `$(NAME)` in the fields where vars are looked for. */
export function resolveVars(map: ResourceMap, vars: readonly Var[], fieldSpecs: readonly FieldSpec[]): void {
  if (vars.length === 0) return;
  const sources = new Map<string, Resource>();
  for (const resource of map.list) {
    for (const name of resource.varNames) if (!sources.has(name)) sources.set(name, resource);
  }
  const issues = new IssueList();
  const values = new Map<string, Value | undefined>();
  for (const one of vars) {
    values.set(
      one.name,
      issues.attempt(one.place, () => readValue(sources.get(one.name), one)),
    );
  }
  issues.throwIfAny();
  const change = (node: YamlNode) => replaceIn(node, values);
  for (const resource of map.list) applyFieldSpecs(resource, fieldSpecs, change);
}

/** Undefined: what the var names is no scalar, and `$(NAME)` stays. */
function readValue(resource: Resource | undefined, one: Var): Value | undefined {
  if (resource === undefined) {
    throw new Refusal('kustomize-no-match', `var ${one.name} fits no object: there is no ${describeId(one.target)}`, {
      expected: 'an objref that fits one object',
    });
  }
  const node = fieldValue(resource, one.fieldPath);
  if (node === undefined) {
    throw new Refusal(
      'kustomize-no-match',
      `var ${one.name}: there is no field ${one.fieldPath} in ${describeId(one.target)}`,
      {
        expected: 'a fieldPath that the object has',
        received: one.fieldPath,
      },
    );
  }
  return node.kind === 'scalar' ? typed(node, one) : undefined;
}

function fieldValue(resource: Resource, fieldPath: string): YamlNode | undefined {
  if (resource.node === undefined) return undefined;
  const parts = splitSmartPath(fieldPath, '.').flatMap((part) => {
    const index = /^(.*)\[(\d+)\]$/.exec(part);
    if (index === null) return [part];
    return index[1] === '' ? [index[2] as string] : [index[1] as string, index[2] as string];
  });
  try {
    return lookup(resource.node, parts);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function typed(node: YamlScalar, one: Var): Value {
  const { value, tag } = node;
  const wrong = () => new Refusal('kustomize-conflict', `var ${one.name}: ${value} is not a value of type ${tag}`);
  switch (tag) {
    case '!!int': {
      // Decimal only, as kustomize reads it here.
      if (!/^[+-]?\d+$/.test(value)) throw wrong();
      const integer = integerOf(value.replace(/^([+-]?)0+(?=\d)/, '$1'));
      if (integer === undefined || integer > MAX_INT64) throw wrong();
      return { text: String(integer), tag: '!!int' };
    }
    case '!!float': {
      const float = floatOf(value);
      if (float === undefined) throw wrong();
      return { text: plainFloat(float), tag: '!!float' };
    }
    case '!!bool': {
      if (!/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) throw wrong();
      return { text: String(/^(1|t)/i.test(value)), tag: '!!bool' };
    }
    default:
      return { text: value, tag: '!!str' };
  }
}

/** Without an exponent. */
function plainFloat(value: number): string {
  const text = String(value);
  return text.includes('e') ? BigInt(Math.trunc(value)).toString() : text;
}

function replaceIn(node: YamlNode, values: ReadonlyMap<string, Value | undefined>): void {
  if (isMissingOrNull(node)) return;
  switch (node.kind) {
    case 'map':
      for (const { key, value } of node.entries) {
        const { value: name } = key;
        if (!isString(key)) {
          throw new Refusal('kustomize-conflict', `the key ${name} is not a string`, { expected: 'a string' });
        }
        if (isString(value)) expand(value, values);
      }
      return;
    case 'seq':
      for (const item of node.items) {
        if (!isString(item)) {
          throw new Refusal(
            'kustomize-conflict',
            'a list in which vars are replaced holds something else than strings',
          );
        }
        expand(item, values);
      }
      return;
    default:
      if (isString(node)) expand(node, values);
  }
}

function expand(node: YamlScalar, values: ReadonlyMap<string, Value | undefined>): void {
  const alone = /^\$\(([^)]*)\)$/.exec(node.value);
  const whole = alone === null ? undefined : values.get(alone[1] as string);
  node.tag = whole?.tag ?? '!!str';
  node.value = whole?.text ?? expandText(node.value, values);
  node.style = 'plain';
  node.tagged = false;
}

/** `$(NAME)` becomes the value, `$$` becomes `$`; names that are no vars stay. */
function expandText(text: string, values: ReadonlyMap<string, Value | undefined>): string {
  // Behind the last bracket nothing is a name, and each opening one would be followed to the end.
  const end = text.lastIndexOf(')') + 1;
  const named = text.slice(0, end).replace(/\$(?:\$|\(([^)]*)\))/g, (match, name: string | undefined) => {
    if (name === undefined) return '$';
    return values.get(name)?.text ?? match;
  });
  return named + text.slice(end).replaceAll('$$', () => '$');
}
