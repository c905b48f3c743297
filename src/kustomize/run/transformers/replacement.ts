import { cloneNode, repeatNode } from '../../../yaml/clone.ts';
import { type YamlNode, YamlScalar } from '../../../yaml/node.ts';
import type { Place } from '../../errors/place.ts';
import { at, Refusal } from '../../errors/refusal.ts';
import { describeId, isSelectedBy, type ResId } from '../../ids/res-id.ts';
import { isNilOrEmpty, rawText, textOf } from '../../nodes/fields.ts';
import { lookup } from '../../nodes/lookup.ts';
import { detached, matchPath, type Slot } from '../../nodes/path-matcher.ts';
import { splitSmartPath } from '../../nodes/split-path.ts';
import { writeStructured } from '../../nodes/structured-text.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ResourceMap } from '../../resources/resource-map.ts';
import { type Selector, SelectorMatcher } from '../../resources/selector.ts';
import type { Transformer } from './transformer.ts';

/** One entry of `replacements:`. */
export interface Replacement {
  /** `file:line` of the entry. */
  readonly place: Place;
  readonly source: Source | undefined;
  readonly sourceValue: string | undefined;
  readonly targets: readonly Target[] | undefined;
}

/** The field that a value is read from. The id is matched exactly. */
export interface Source {
  readonly id: ResId;
  /** Default: metadata.name. */
  readonly fieldPath: string;
  readonly options: FieldOptions;
}

export interface Target {
  readonly select: Selector | undefined;
  readonly reject: readonly Selector[];
  /** Default: metadata.name. */
  readonly fieldPaths: readonly string[];
  readonly options: FieldOptions;
}

/** With a delimiter, only one part of the value is read or written: the one at `index`, or a new first or last one. */
export interface FieldOptions {
  readonly delimiter: string;
  readonly index: number;
  readonly create: boolean;
}

const DEFAULT_PATH = 'metadata.name';

/** `replacements:` of a kustomization: copies values from one field to others. */
export function replacementTransformer(replacements: readonly Replacement[]): Transformer {
  return {
    name: 'ReplacementTransformer',
    transform(map) {
      for (const replacement of replacements) at(replacement.place, () => apply(map, replacement));
    },
  };
}

function apply(map: ResourceMap, { source, sourceValue, targets }: Replacement): void {
  if ((source === undefined && sourceValue === undefined) || targets === undefined) {
    throw new Refusal('kustomize-invalid-replacement', 'a replacement needs a source and targets', {
      expected: 'source or sourceValue, and targets',
    });
  }
  if (source !== undefined && sourceValue !== undefined) {
    throw new Refusal('kustomize-invalid-replacement', 'source and sourceValue exclude each other', {
      expected: 'one of them',
    });
  }
  const value = source === undefined ? new YamlScalar(sourceValue as string) : readSource(map, source);
  for (const target of targets) writeTarget(map, target, value);
}

function readSource(map: ResourceMap, source: Source): YamlNode {
  const resource = findSource(map, source.id);
  const path = source.fieldPath === '' ? DEFAULT_PATH : source.fieldPath;
  const node = resource.node === undefined ? undefined : lookup(resource.node, splitSmartPath(path, '.'));
  if (node === undefined || isNilOrEmpty(node)) {
    throw new Refusal('kustomize-invalid-replacement', `there is no value at ${path} of ${describeId(source.id)}`, {
      expected: 'the path of a field that has a value',
      received: path,
    });
  }
  const { delimiter, index } = source.options;
  if (delimiter === '') return node;
  requireScalar(node);
  const part = textOf(node).split(delimiter)[index];
  if (part === undefined || index < 0) {
    throw new Refusal('kustomize-invalid-replacement', `there is no part ${index} in ${textOf(node)}`, {
      expected: `an index of the parts between ${JSON.stringify(delimiter)}`,
      received: String(index),
    });
  }
  const copy = cloneNode(node) as YamlScalar;
  copy.value = part;
  return copy;
}

function findSource(map: ResourceMap, id: ResId): Resource {
  const candidates = id.name !== '' ? map.index.byName(id.name) : id.kind !== '' ? map.index.byKind(id.kind) : map.list;
  const matches = candidates.filter((resource) => plainIds(resource).some((own) => isSelectedBy(own, id)));
  if (matches.length === 1) return matches[0] as Resource;
  if (matches.length === 0) {
    throw new Refusal('kustomize-no-match', `the source fits no object: there is no ${describeId(id)}`, {
      expected: 'the exact kind, name and namespace of an object',
    });
  }
  throw new Refusal('kustomize-conflict', `the source fits ${matches.length} objects: ${describeId(id)}`, {
    expected: 'what tells one object from the others',
    received: matches.map((resource) => describeId(resource.currentId)).join(', '),
  });
}

/** The ids of an object, current one first; here kustomize does not ask whether the kind has namespaces. */
function plainIds(resource: Resource): ResId[] {
  return [{ ...resource.currentId, clusterScoped: false }, ...resource.previousIds];
}

function writeTarget(map: ResourceMap, target: Target, value: YamlNode): void {
  if (target.select === undefined) {
    throw new Refusal('kustomize-invalid-replacement', 'a target without select', {
      expected: 'select with at least one field',
    });
  }
  const select = new SelectorMatcher(target.select);
  const reject = target.reject.map((selector) => new SelectorMatcher(selector));
  const paths = target.fieldPaths.length === 0 ? [DEFAULT_PATH] : target.fieldPaths;
  for (const resource of select.candidates(map)) {
    if (resource.node === undefined || !select.matchesLabelsOf(resource)) continue;
    const ids = plainIds(resource);
    if (reject.some((matcher) => rejects(matcher, resource, ids))) continue;
    if (!ids.some((id) => select.matchesId(id))) continue;
    map.change(resource, () => {
      for (const path of paths) writeField(resource, path, value, target.options);
    });
  }
}

/** Labels and ids of a rejecting selector each reject for themselves. */
function rejects(matcher: SelectorMatcher, resource: Resource, ids: readonly ResId[]): boolean {
  const { group, version, kind, name, namespace, labelSelector, annotationSelector } = matcher.selector;
  if ((labelSelector !== '' || annotationSelector !== '') && matcher.matchesLabelsOf(resource)) return true;
  const namesIds = [group, version, kind, name, namespace].some((part) => part !== '');
  return namesIds && ids.some((id) => matcher.matchesId(id));
}

function writeField(resource: Resource, path: string, value: YamlNode, options: FieldOptions): void {
  const { node } = resource;
  if (node === undefined) return;
  const parts = splitSmartPath(path, '.');
  const create = options.create ? value.kind : undefined;
  if (writeStructured(node, parts, create, (slot) => write(slot, value, options))) return;
  let slots: Slot[];
  try {
    slots = matchPath(detached(node), parts, create);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'kustomize-broken-text') throw error;
    throw notFound(resource, path, error.message);
  }
  if (slots.length === 0) throw notFound(resource, path);
  for (const slot of slots) write(slot, value, options);
}

function notFound(resource: Resource, path: string, reason?: string): Refusal {
  return new Refusal(
    'kustomize-invalid-replacement',
    `there is no field ${path} in ${describeId(resource.currentId)}${reason === undefined ? '' : `: ${reason}`}`,
    { expected: 'the path of a field that is there, or options.create', received: path },
  );
}

function write(slot: Slot, value: YamlNode, { delimiter, index }: FieldOptions): void {
  const { node } = slot;
  let text = rawText(value);
  if (delimiter !== '') {
    requireScalar(node);
    const parts = rawText(node).split(delimiter);
    if (index < 0) parts.unshift(textOf(value));
    else if (index >= parts.length) parts.push(textOf(value));
    else parts[index] = textOf(value);
    text = parts.join(delimiter);
  }
  // A scalar keeps its type: text that is written into a number has to be one.
  if (node.kind === 'scalar' && node.alias === undefined) node.value = text;
  else replaceNode(slot, repeatNode(value));
}

/** In place where the shape allows it: a target can be the source itself, whose later copies are of what it has become. */
function replaceNode(slot: Slot, value: YamlNode): void {
  const { node } = slot;
  if (node.kind === 'map' && value.kind === 'map') node.become(value);
  else if (node.kind === 'seq' && value.kind === 'seq') node.become(value);
  else slot.put(value);
}

function requireScalar(node: YamlNode): void {
  if (node.kind !== 'scalar' || node.alias !== undefined) {
    throw new Refusal('kustomize-invalid-replacement', 'a delimiter goes with scalars only', {
      expected: 'a scalar',
      received: node.kind === 'scalar' ? 'an alias' : node.kind === 'map' ? 'a map' : 'a list',
    });
  }
}
