import { InputMemo } from '../../core/memo.ts';
import { YamlMap, type YamlNode, type YamlScalar, YamlSeq } from '../../yaml/node.ts';
import { Refusal } from '../errors/refusal.ts';
import { isSelected } from '../ids/gvk.ts';
import { entryOf, isNull } from '../nodes/fields.ts';
import { isElementPart, lookup, lookupCreate, makeNode } from '../nodes/lookup.ts';
import { setField } from '../nodes/set-field.ts';
import { splitPath } from '../nodes/split-path.ts';
import { type FieldSpec, specsFor } from '../specs/field-spec.ts';
import type { Resource } from './resource.ts';

/** What stands at the end of a path where there was nothing. */
export interface Creation {
  readonly kind: 'scalar' | 'map';
  /** The tag that a null there takes on. */
  readonly tag: string;
}

/** Field specs come from an input as well. */
const PATHS = new InputMemo<readonly string[]>();

/**
 * Calls `change` with each node that a field spec leads to in an object. Lists on the way stand for all their elements.
 * What is missing is passed over, or made, where the spec says so and there is a `creation`.
 *
 * @throws Refusal where the path meets a scalar on its way
 */
export function applyFieldSpec(
  resource: Resource,
  spec: FieldSpec,
  change: (node: YamlNode) => void,
  creation?: Creation,
): void {
  if (isSelected(resource.type, spec)) applyPath(resource, spec.path, change, spec.create ? creation : undefined);
}

/** As applyFieldSpec, for each that fits the object. */
export function applyFieldSpecs(
  resource: Resource,
  specs: readonly FieldSpec[],
  change: (node: YamlNode) => void,
  creation?: Creation,
): void {
  for (const spec of specsFor(specs, resource.type)) {
    applyPath(resource, spec.path, change, spec.create ? creation : undefined);
  }
}

/** As applyFieldSpec, for objects of any kind. */
export function applyPath(
  resource: Resource,
  path: string,
  change: (node: YamlNode) => void,
  creation?: Creation,
): void {
  const { node } = resource;
  if (node === undefined) return;
  try {
    walk(node, pathOf(path), 0, change, creation);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, `field ${path} of ${resource.kind} ${resource.name}: ${error.message}`, error);
  }
}

function pathOf(path: string): readonly string[] {
  return PATHS.get(path, () => splitPath(path, '/'));
}

function walk(
  node: YamlNode,
  path: readonly string[],
  depth: number,
  change: (node: YamlNode) => void,
  creation: Creation | undefined,
): void {
  if (depth === path.length) {
    change(node);
    return;
  }
  if (isNull(node)) return;
  if (node.kind === 'seq') {
    for (const item of node.items) walk(item, path, depth, change, creation);
    return;
  }
  if (node.kind === 'scalar') {
    throw new Refusal('kustomize-conflict', 'the path leads through a scalar', {
      expected: 'a map or a list',
      received: node.value,
    });
  }
  const field = descend(node, path[depth] as string, depth === path.length - 1, creation);
  if (field !== undefined) walk(field, path, depth + 1, change, creation);
}

/** Parts that name no field but an element; kustomize looks them up in the map, where there are none. */
function isSpecial(name: string): boolean {
  return name === '*' || name === '-' || /^[+-]?\d+$/.test(name) || isElementPart(name) || name.trim() !== name;
}

function special(map: YamlMap, name: string, kind: Creation['kind'] | undefined): YamlNode | undefined {
  return kind === undefined ? lookup(map, [name]) : lookupCreate(map, [name], kind);
}

function descend(map: YamlMap, part: string, last: boolean, creation: Creation | undefined): YamlNode | undefined {
  const isList = part.endsWith('[]');
  const name = isList ? part.slice(0, -2) : part;
  if (name === '') throw new Refusal('kustomization-invalid', 'a part of the path is empty');
  const create = creation !== undefined && !isList;
  const kind = !create ? undefined : last ? creation.kind : 'map';
  if (isSpecial(name)) return special(map, name, kind);
  let entry = entryOf(map, name);
  if (entry === undefined) {
    if (kind === undefined) return undefined;
    setField(map, name, makeNode(kind));
    entry = entryOf(map, name);
  }
  if (entry === undefined) return undefined;
  // A null takes on the kind that is made here.
  if (isNull(entry.value)) {
    if (isList) entry.value = new YamlSeq();
    else if (kind === 'map') entry.value = new YamlMap();
    else if (kind === 'scalar') (entry.value as YamlScalar).tag = (creation as Creation).tag;
  }
  return entry.value;
}
