import { printNode } from '../../yaml/print-node.ts';
import { Refusal } from '../errors/refusal.ts';
import { idKey } from '../ids/res-id.ts';
import type { ResourceMap } from './resource-map.ts';

/** Objects by their ids, as text. */
export type Snapshot = ReadonlyMap<string, string>;

/** The label by which a validator may say that it has been at work. */
const VALIDATED_BY = 'validated-by';

export function snapshot(map: ResourceMap): Snapshot {
  return new Map(
    map.list.map((resource) => [
      idKey(resource.currentId),
      resource.node === undefined ? '' : printNode(resource.node),
    ]),
  );
}

/** @throws Refusal where a validator has changed an object */
export function assertUnchanged(before: Snapshot, map: ResourceMap, name: string): void {
  for (const resource of map.list) {
    const { labels } = resource;
    if (!labels.has(VALIDATED_BY)) continue;
    labels.delete(VALIDATED_BY);
    resource.labels = labels;
  }
  const after = snapshot(map);
  if (after.size === before.size && [...after].every(([id, text]) => before.get(id) === text)) return;
  throw new Refusal('kustomize-conflict', `the validator ${name} changes objects`, {
    expected: 'a transformer that changes nothing; others are entries of transformers',
  });
}
