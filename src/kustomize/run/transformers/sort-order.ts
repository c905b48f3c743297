import { compareCodeUnits } from '../../../core/compare.ts';
import { Refusal } from '../../errors/refusal.ts';
import { sameGvk } from '../../ids/gvk.ts';
import { gvkSortText, kindRanks, ORDER_FIRST, ORDER_LAST } from '../../ids/kind-order.ts';
import type { ResId } from '../../ids/res-id.ts';
import type { Transformer } from './transformer.ts';

/** `sortOptions:` of the kustomization that a build starts with. */
export interface SortOptions {
  readonly order: string;
  readonly legacy: { readonly orderFirst: readonly string[]; readonly orderLast: readonly string[] } | undefined;
}

/** Sorts by kind, then by group, version, namespace and name; or keeps the order in which objects came. */
export function sortOrderTransformer({ order, legacy }: SortOptions): Transformer {
  return {
    name: 'SortOrderTransformer',
    transform(map) {
      if (order !== 'fifo' && order !== 'legacy') {
        throw new Refusal('kustomization-invalid', 'sortOptions.order is not an order', {
          expected: 'fifo or legacy',
          received: order,
        });
      }
      if (order === 'fifo') {
        if (legacy === undefined) return;
        throw new Refusal('kustomization-invalid', 'sortOptions.legacySortOptions goes with the order legacy only', {
          expected: 'order: legacy',
          received: order,
        });
      }
      const ranks = kindRanks(legacy?.orderFirst ?? ORDER_FIRST, legacy?.orderLast ?? ORDER_LAST);
      const keyed = map.list.map((resource) => ({ resource, id: resource.currentId }));
      keyed.sort((a, b) => compareIds(a.id, b.id, ranks));
      map.reset(keyed.map(({ resource }) => resource));
    },
  };
}

function compareIds(a: ResId, b: ResId, ranks: ReadonlyMap<string, number>): number {
  if (sameGvk(a, b)) return compareCodeUnits(idText(a), idText(b));
  const rank = (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0);
  if (rank !== 0) return rank;
  const order = compareCodeUnits(gvkSortText(a), gvkSortText(b));
  // The Namespace of the core API comes after those of other groups.
  const reversed = a.kind === 'Namespace' && b.kind === 'Namespace' && (a.group === '' || b.group === '');
  return reversed ? -order : order;
}

function idText(id: ResId): string {
  return `${id.namespace || '~X'}|${id.name || '~N'}`;
}
