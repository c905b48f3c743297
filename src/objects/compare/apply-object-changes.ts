import { schemaArgument } from '../../core/arguments.ts';
import { enter } from '../../core/call.ts';
import { describeValue, ScaffoldError } from '../../core/errors.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { byIdentity, compareIdentities, identityOf, refOf } from '../identity.ts';
import type { FieldChange, ObjectChange } from '../model.ts';
import { CHANGES_SCHEMA, OBJECTS_SCHEMA } from './changes-schema.ts';
import { pointerKeys } from './pointer.ts';

/**
 * The objects after the changes of a diff: applied to the objects of `from`, they give those of `to`, ordered by
 * identity.
 *
 * @throws ScaffoldError `diff-mismatch` where the changes are not of these objects, `invalid-type` for what are no changes
 * @example
 * applyObjectChanges(renderManifests(from), diff.objects).length === renderManifests(to).length; // true
 */
export function applyObjectChanges(
  objects: readonly KubernetesObject[],
  changes: readonly ObjectChange[],
  call?: CallOptions,
): KubernetesObject[] {
  return enter(call, () =>
    applied(
      schemaArgument<readonly KubernetesObject[]>(objects, OBJECTS_SCHEMA, 'objects'),
      schemaArgument<readonly ObjectChange[]>(changes, CHANGES_SCHEMA, 'changes'),
    ),
  );
}

function applied(objects: readonly KubernetesObject[], changes: readonly ObjectChange[]): KubernetesObject[] {
  const left = byIdentity(objects);
  const result: KubernetesObject[] = [];
  for (const change of changes) {
    const identity = change.from === undefined ? '' : identityOf(change.from);
    const old = left.get(identity);
    left.delete(identity);
    if (change.from !== undefined && old === undefined)
      throw mismatch('', `no ${change.from.kind} ${change.from.name}`);
    if (change.kind === 'added') result.push(change.object!);
    else if (change.kind !== 'removed') result.push(applyFieldChanges(old!, change.fields));
  }
  return [...result, ...left.values()].sort((a, b) => compareIdentities(refOf(a), refOf(b)));
}

/** A value as a tree that can be taken apart while its parts stay known. */
interface Node {
  content: Map<string, Node> | Node[] | Leaf;
  gone: boolean;
}

class Leaf {
  readonly value: JsonValue;
  constructor(value: JsonValue) {
    this.value = value;
  }
}

/**
 * One object after the changes of its fields. Old pointers are all resolved before anything moves; then lists lose and
 * reorder their elements; then what is new goes in from the front, so that each new pointer is right when it is used.
 *
 * @throws ScaffoldError `diff-mismatch`
 */
export function applyFieldChanges(
  object: KubernetesObject,
  fields: readonly Omit<FieldChange, 'reasons'>[],
): KubernetesObject {
  const root = unfold(object);
  const of = (kind: FieldChange['kind']) => fields.filter((field) => field.kind === kind);
  const removed = of('removed').map((field) => find(root, field.oldPointer!));
  const changed = of('changed').map((field) => ({ node: find(root, field.oldPointer!), to: field.to! }));
  const reordered = of('reordered').map((field) => {
    const node = find(root, field.oldPointer!);
    return { node, kept: field.order!.map(([old]) => childOf(node, String(old), field.oldPointer!)) };
  });
  for (const { node, to } of changed) node.content = unfold(to).content;
  for (const node of removed) node.gone = true;
  // The elements that `order` does not name are those that go.
  for (const { node, kept } of reordered) node.content = kept;
  prune(root);
  const added = of('added').sort((a, b) => comparePointers(a.newPointer!, b.newPointer!));
  for (const field of added) insert(root, field.newPointer!, unfold(field.to!));
  const result = fold(root) as KubernetesObject;
  if (typeof result?.apiVersion !== 'string' || typeof result.kind !== 'string')
    throw mismatch('', 'changes that leave no apiVersion or kind');
  return result;
}

function unfold(value: JsonValue): Node {
  if (Array.isArray(value)) return { content: value.map(unfold), gone: false };
  if (typeof value !== 'object' || value === null) return { content: new Leaf(value), gone: false };
  return { content: new Map(Object.entries(value).map(([key, item]) => [key, unfold(item)])), gone: false };
}

function fold({ content }: Node): JsonValue {
  if (content instanceof Leaf) return content.value;
  if (Array.isArray(content)) return content.map(fold);
  return Object.fromEntries([...content].map(([key, item]) => [key, fold(item)]));
}

function prune(node: Node): void {
  if (node.content instanceof Leaf) return;
  if (Array.isArray(node.content)) node.content = node.content.filter((item) => !item.gone);
  else for (const [key, item] of node.content) if (item.gone) node.content.delete(key);
  for (const item of node.content.values()) prune(item);
}

function childOf(node: Node, key: string, pointer: string): Node {
  const { content } = node;
  const child = Array.isArray(content) ? content[Number(key)] : content instanceof Map ? content.get(key) : undefined;
  if (child === undefined) throw mismatch(pointer, `nothing at ${key}`);
  return child;
}

function find(root: Node, pointer: string): Node {
  return pointerKeys(pointer).reduce((node, key) => childOf(node, key, pointer), root);
}

function insert(root: Node, pointer: string, value: Node): void {
  const keys = pointerKeys(pointer);
  const last = keys.pop() ?? '';
  const { content } = keys.reduce((node, key) => childOf(node, key, pointer), root);
  if (Array.isArray(content)) content.splice(Number(last), 0, value);
  else if (content instanceof Map) content.set(last, value);
  else throw mismatch(pointer, 'neither a map nor a list to add it to');
}

/** In the order of the document: list positions as numbers. */
function comparePointers(a: string, b: string): number {
  const left = pointerKeys(a);
  const right = pointerKeys(b);
  for (const [index, key] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (key === other) continue;
    const numbers = /^\d+$/.test(key) && /^\d+$/.test(other);
    return numbers ? Number(key) - Number(other) : key < other ? -1 : 1;
  }
  return left.length - right.length;
}

function mismatch(path: string, received: string): ScaffoldError {
  return new ScaffoldError({
    code: 'diff-mismatch',
    path,
    message: 'the changes are not those of these objects',
    expected: 'the objects that the diff was made from',
    received: describeValue(received),
  });
}
