import type { Extras, YamlMap, YamlNode, YamlScalar, YamlSeq } from './node.ts';

/** Whether two nodes are written alike, wherever their lines are: what is made of one is made of the other. */
export function sameNode(a: YamlNode, b: YamlNode): boolean {
  if (a.tag !== b.tag || a.tagged !== b.tagged || !sameExtras(a.extras, b.extras)) return false;
  if (a.kind === 'scalar') return b.kind === 'scalar' && sameScalar(a, b);
  if (a.kind === 'seq') return b.kind === 'seq' && sameSeq(a, b);
  return b.kind === 'map' && sameMap(a, b);
}

function sameScalar(a: YamlScalar, b: YamlScalar): boolean {
  return a.value === b.value && a.style === b.style && a.alias === b.alias && a.complex === b.complex;
}

function sameSeq(a: YamlSeq, b: YamlSeq): boolean {
  return (
    a.flow === b.flow && a.items.length === b.items.length && a.items.every((item, i) => sameNode(item, b.items[i]!))
  );
}

function sameMap(a: YamlMap, b: YamlMap): boolean {
  if (a.flow !== b.flow) return false;
  if (a.unread !== undefined && a.unread.text === b.unread?.text) return a.unread.indent === b.unread.indent;
  const [left, right] = [a.entries, b.entries];
  return (
    left.length === right.length &&
    left.every(({ key, value }, i) => sameNode(key, right[i]!.key) && sameNode(value, right[i]!.value))
  );
}

function sameExtras(a: Extras | undefined, b: Extras | undefined): boolean {
  if (a === b) return true;
  return a?.head === b?.head && a?.line === b?.line && a?.foot === b?.foot && a?.anchor === b?.anchor;
}
