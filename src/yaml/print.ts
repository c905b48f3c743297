import type { JsonObject, JsonValue } from '../kubernetes/object.ts';
import { compareKeys } from './key-order.ts';
import { printTree, type TreeView } from './print-tree.ts';

export interface PrintOptions {
  /** Print keys in the order of `kustomize build` instead of the one given. Default: false. */
  readonly sortKeys?: boolean;
}

/**
 * A value as one YAML document, without a document marker, in the text form of `kustomize build`. Ends in a line break.
 * Entries that are undefined are left out, as by `JSON.stringify`.
 */
export function printYaml(value: JsonValue, options: PrintOptions = {}): string {
  return printTree(value, options.sortKeys === true ? SORTED : GIVEN).join('');
}

const GIVEN: TreeView<JsonValue> = {
  kind: (value) => (Array.isArray(value) ? 'seq' : typeof value === 'object' && value !== null ? 'map' : 'scalar'),
  entries: (map) => {
    const entries = Object.entries(map as JsonObject);
    return entries.every(([, value]) => value !== undefined)
      ? entries
      : entries.filter(([, value]) => value !== undefined);
  },
  items: (seq) => seq as readonly JsonValue[],
  scalar: (value) => value as string | number | boolean | null,
  unread: () => undefined,
};

const SORTED: TreeView<JsonValue> = {
  ...GIVEN,
  entries: (map) => [...GIVEN.entries(map)].sort(([a], [b]) => compareKeys(a, b)),
};
