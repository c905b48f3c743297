import { type YamlEntry, YamlMap, type YamlNode, type YamlScalar } from '../../yaml/node.ts';
import { Refusal } from '../errors/refusal.ts';

/** A scalar that stands for nothing. */
export type NullScalar = YamlScalar & { readonly tag: '!!null' };

export function isNull(node: YamlNode): node is NullScalar {
  return node.kind === 'scalar' && node.tag === '!!null';
}

export function isMissingOrNull(node: YamlNode | undefined): node is undefined | NullScalar {
  return node === undefined || isNull(node);
}

/** Missing, null, or a map or list without members. */
export function isNilOrEmpty(node: YamlNode | undefined): boolean {
  if (node === undefined) return true;
  if (node.kind === 'scalar') return node.tag === '!!null';
  return node.kind === 'map' ? node.entries.length === 0 : node.items.length === 0;
}

/** What go-yaml has as the value of a node: the text of a scalar, nothing for the others. */
export function rawText(node: YamlNode): string {
  return node.kind === 'scalar' ? node.value : '';
}

/** As rawText, with nothing for null too. */
export function textOf(node: YamlNode | undefined): string {
  return isMissingOrNull(node) ? '' : rawText(node);
}

/** Whether kustomize takes the node for a string: the tag says so, or says nothing. */
export function isString(node: YamlNode): node is YamlScalar {
  return node.kind === 'scalar' && (node.tag === '!!str' || node.tag === '');
}

/** The first entry of that name; nothing where the node is no map. */
export function entryOf(node: YamlNode | undefined, name: string): YamlEntry | undefined {
  if (node === undefined || node.kind !== 'map') return undefined;
  for (const entry of node.entries) if (entry.key.value === name) return entry;
  return undefined;
}

export function fieldOf(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return entryOf(node, name)?.value;
}

const KIND_NAMES = { map: 'a map', seq: 'a list', scalar: 'a scalar' } as const;

/** A value of the wrong shape on the way to a field. Null passes: there is nothing in it. */
export function requireKind(node: YamlNode, kind: YamlNode['kind']): void {
  if (isNull(node) || node.kind === kind) return;
  throw new Refusal('kustomize-conflict', `${KIND_NAMES[kind]} is needed here`, {
    expected: KIND_NAMES[kind],
    received: KIND_NAMES[node.kind] + (node.kind === 'scalar' ? ` (${node.value})` : ''),
  });
}

/** The entries to look through: none for null. */
export function entriesOf(node: YamlNode): readonly YamlEntry[] {
  requireKind(node, 'map');
  return node instanceof YamlMap ? node.entries : [];
}

export function itemsOf(node: YamlNode): readonly YamlNode[] {
  requireKind(node, 'seq');
  return node.kind === 'seq' ? node.items : [];
}
