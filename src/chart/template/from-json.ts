import { isObject } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import { Literal, TemplateList, TemplateMap, type TemplateNode } from './nodes.ts';

/** Plain data as a tree that can be edited; empty maps and lists stay literal. */
export function fromJson(value: JsonValue): TemplateNode {
  if (Array.isArray(value) && value.length > 0) {
    return new TemplateList(value.map((item) => ({ value: fromJson(item) })));
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return new TemplateMap(Object.entries(value).map(([key, child]) => ({ key, value: fromJson(child) })));
  }
  return new Literal(value);
}

/** The node at a path of the object that the tree was made of. List indices hold as long as no item was added before. */
export function nodeAt(root: TemplateNode, path: Path): TemplateNode | undefined {
  let node: TemplateNode | undefined = root;
  for (const part of path) {
    if (node instanceof TemplateMap && typeof part === 'string') node = node.get(part);
    else if (node instanceof TemplateList && typeof part === 'number') {
      const item: TemplateList['items'][number] | undefined = node.items[part];
      node = item !== undefined && 'value' in item ? item.value : undefined;
    } else return undefined;
  }
  return node;
}

export function mapAt(root: TemplateNode, ...path: Path): TemplateMap | undefined {
  const node = nodeAt(root, path);
  return node instanceof TemplateMap ? node : undefined;
}

export function replaceAt(root: TemplateNode, path: Path, value: TemplateNode): void {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (parent instanceof TemplateMap && typeof last === 'string') {
    const entry = parent.entry(last);
    if (entry !== undefined) entry.value = value;
  } else if (parent instanceof TemplateList && typeof last === 'number') {
    const item = parent.items[last];
    if (item !== undefined && 'value' in item) item.value = value;
  }
}
