import { Refusal } from '../../errors/refusal.ts';
import { describeId } from '../../ids/res-id.ts';
import { fieldOf, isMissingOrNull, rawText, requireKind, textOf } from '../../nodes/fields.ts';
import { clearField, setField } from '../../nodes/set-field.ts';
import { BUILD_ANNOTATIONS, GENERATOR_BEHAVIOR, NEEDS_HASH_SUFFIX, ORIGIN } from '../../resources/build-annotations.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ResourceMap } from '../../resources/resource-map.ts';
import { base64 } from './base64.ts';
import { behaviorOf, dataNode } from './generate.ts';

/**
 * Adds a generated object, or lets it replace or be merged with the one that has or had its id, as its behavior says.
 *
 * @throws Refusal where there is one and should not be, or should be one and is not
 */
export function absorb(map: ResourceMap, generated: Resource): void {
  const id = generated.currentId;
  const behavior = behaviorOf(generated.annotation(GENERATOR_BEHAVIOR) ?? '');
  const matches = map.index.byId(id);
  const old = matches[0];
  if (old === undefined) {
    if (behavior === 'merge' || behavior === 'replace') {
      throw new Refusal('kustomize-no-match', `there is no ${describeId(id)} to ${behavior}`, {
        expected: 'behavior: create, or an object of that name in the resources',
        received: behavior,
      });
    }
    map.append(generated);
    return;
  }
  if (matches.length > 1) {
    throw new Refusal('kustomize-conflict', `${matches.length} objects are ${describeId(id)}`);
  }
  if (behavior !== 'merge' && behavior !== 'replace') {
    throw new Refusal('kustomize-conflict', `${describeId(id)} is there already (from ${old.origin.file})`, {
      expected: 'behavior: merge or replace',
      received: behavior,
    });
  }
  takeOverMetadata(generated, old);
  if (behavior === 'merge') {
    mergeData(generated, old);
    generated.origin = old.origin;
    const noted = old.annotations.get(ORIGIN);
    if (noted !== undefined) generated.annotations = new Map([...generated.annotations, [ORIGIN, noted]]);
  }
  map.replace(old, generated);
}

function takeOverMetadata(generated: Resource, old: Resource): void {
  generated.labels = new Map([...old.labels, ...generated.labels]);
  const own = generated.annotations;
  const before = old.annotations;
  const merged = new Map([...before, ...own]);
  for (const key of BUILD_ANNOTATIONS) {
    const value = before.get(key);
    if (value === undefined) merged.delete(key);
    else merged.set(key, value);
  }
  if (!own.has(NEEDS_HASH_SUFFIX)) merged.delete(NEEDS_HASH_SUFFIX);
  generated.annotations = merged;
  generated.name = old.name;
  generated.namespace = old.namespace;
  generated.varNames = [...old.varNames];
}

function mergeData(generated: Resource, old: Resource): void {
  const isSecret = generated.apiVersion === 'v1' && generated.kind === 'Secret';
  const before = dataOf(old, 'data');
  if (isSecret) for (const [key, value] of stringDataOf(old)) before.set(key, base64(value));
  setData(generated, 'data', new Map([...before, ...dataOf(generated, 'data')]));
  setData(generated, 'binaryData', new Map([...dataOf(old, 'binaryData'), ...dataOf(generated, 'binaryData')]));
}

function dataOf(resource: Resource, field: string): Map<string, string> {
  const node = fieldOf(resource.node, field);
  const data = new Map<string, string>();
  if (node?.kind === 'map') for (const { key, value } of node.entries) data.set(key.value, textOf(value));
  return data;
}

/** What an API server would add to data. */
function stringDataOf(resource: Resource): Map<string, string> {
  const node = fieldOf(resource.node, 'stringData');
  const data = new Map<string, string>();
  if (isMissingOrNull(node)) return data;
  requireKind(node, 'map');
  if (node.kind !== 'map') return data;
  for (const { key, value } of node.entries) {
    if (value.kind !== 'scalar') {
      throw new Refusal('kustomize-conflict', `stringData.${key.value} is not a string`, { expected: 'a string' });
    }
    data.set(key.value, isMissingOrNull(value) ? '' : rawText(value));
  }
  return data;
}

function setData(resource: Resource, field: string, data: ReadonlyMap<string, string>): void {
  if (resource.node === undefined) return;
  clearField(resource.node, field);
  if (data.size > 0) setField(resource.node, field, dataNode(data));
}
