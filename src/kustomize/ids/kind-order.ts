import { compareCodeUnits } from '../../core/compare.ts';
import type { Gvk } from './gvk.ts';

/** The kinds that come before all others in kustomize's legacy order. */
export const ORDER_FIRST: readonly string[] = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
];

/** The kinds that come after all others. */
export const ORDER_LAST: readonly string[] = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** Ranks of kinds: negative for those that come first, positive for those that come last, 0 for the rest. */
export function kindRanks(first: readonly string[], last: readonly string[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const [index, kind] of first.entries()) ranks.set(kind, index - first.length);
  for (const [index, kind] of last.entries()) ranks.set(kind, index + 1);
  return ranks;
}

const DEFAULT_RANKS = kindRanks(ORDER_FIRST, ORDER_LAST);

export function gvkSortText(gvk: Gvk): string {
  return `${gvk.group || '~G'}_${gvk.version || '~V'}_${gvk.kind || '~K'}`;
}

/** In the order in which field specs and name references are applied. */
export function sortByGvk<T extends Gvk>(list: readonly T[]): readonly T[] {
  const keyed = list.map((item) => ({ item, rank: DEFAULT_RANKS.get(item.kind) ?? 0, text: gvkSortText(item) }));
  keyed.sort((a, b) => a.rank - b.rank || compareCodeUnits(a.text, b.text));
  return keyed.map(({ item }) => item);
}
