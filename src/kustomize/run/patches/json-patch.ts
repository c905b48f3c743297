import { cloneNode, repeatNode } from '../../../yaml/clone.ts';
import { YamlMap, type YamlNode, YamlScalar } from '../../../yaml/node.ts';
import { parseYaml11 } from '../../../yaml/parse-yaml11.ts';
import { settle } from '../../../yaml/settle.ts';
import { type Place, placeOf } from '../../errors/place.ts';
import { at, Refusal } from '../../errors/refusal.ts';
import { entryOf, fieldOf, isMissingOrNull, isNull } from '../../nodes/fields.ts';
import { jsonForm, sameJson, writeForm, writtenStyle } from '../../nodes/json-form.ts';
import { jsonSpelling, withoutJsonEscapes } from '../../nodes/json-spelling.ts';
import { clearField } from '../../nodes/set-field.ts';

/** One operation of RFC 6902. */
export interface JsonOperation {
  /** Undefined where the patch is written out in a kustomization. */
  readonly place: Place | undefined;
  readonly op: string;
  readonly path: string | undefined;
  readonly from: string | undefined;
  /** Undefined: there is none, which counts as null. */
  readonly value: YamlNode | undefined;
  /** Of a patch in JSON: the value as it was read, and how its scalars are written, by which a test compares them. */
  readonly written?: { readonly value: YamlNode; readonly spelling: ReadonlyMap<YamlNode, string> };
}

/**
 * The operations of a JSON patch, written in JSON or YAML.
 *
 * @throws ScaffoldError `yaml-syntax`, Refusal where it is no list of operations
 */
export function parseJsonPatch(text: string, path: string): JsonOperation[] {
  const isJson = text.startsWith('[');
  if (isJson) requireJson(text);
  const node = parseYaml11(isJson ? withoutJsonEscapes(text) : text, path);
  if (node === undefined || isNull(node)) return [];
  if (node.kind !== 'seq') throw notAPatch(node);
  const spelling = isJson ? jsonSpelling(text, node) : undefined;
  return node.items.map((item) => {
    const place = path === '' ? undefined : placeOf(path, item);
    if (isNull(item)) return { place, op: 'unknown', path: undefined, from: undefined, value: undefined };
    if (item.kind !== 'map') throw notAPatch(item);
    const value = fieldOf(item, 'value');
    return {
      place,
      op: textField(item, 'op') ?? 'unknown',
      path: textField(item, 'path'),
      from: textField(item, 'from'),
      value: value === undefined ? undefined : jsonForm(value),
      ...(value === undefined || spelling === undefined ? {} : { written: { value, spelling } }),
    };
  });
}

/** What begins with a bracket kustomize reads as JSON, not as YAML. */
function requireJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new Refusal('kustomize-invalid-patch', 'a patch that begins with [ has to be JSON', {
      expected: 'JSON, with quotes around all keys and strings, or a YAML list that begins with -',
    });
  }
}

function notAPatch(node: YamlNode): Refusal {
  return new Refusal('kustomize-invalid-patch', 'not a JSON patch', {
    expected: 'a list of operations such as {op: add, path: /metadata/labels/app, value: web}',
    received: node.kind === 'scalar' ? node.value : node.kind,
  });
}

function textField(item: YamlMap, name: string): string | undefined {
  const value = fieldOf(item, name);
  if (isMissingOrNull(value)) return undefined;
  return value?.kind === 'scalar' && value.tag === '!!str' ? value.value : undefined;
}

/**
 * Applies operations in their order to an object from `file`, which is changed. Where they differ from RFC 6902, kustomize does:
 * `replace` makes a field that is missing, a negative index counts from the end.
 *
 * @throws Refusal or ScaffoldError where an operation does not apply
 */
export function applyJsonPatch(target: YamlMap, operations: readonly JsonOperation[], file: string): YamlNode {
  settle(target, { file, line: 0 });
  let root: YamlNode = jsonForm(target, file);
  for (const operation of operations) {
    root = operation.place === undefined ? apply(root, operation) : at(operation.place, () => apply(root, operation));
  }
  writeForm(root);
  return root;
}

function apply(root: YamlNode, operation: JsonOperation): YamlNode {
  switch (operation.op) {
    case 'add': {
      const [container, key] = find(root, pathOf(operation));
      add(container, key, newValue(operation));
      return root;
    }
    case 'remove': {
      const [container, key] = find(root, pathOf(operation));
      remove(container, key, pathOf(operation));
      return root;
    }
    case 'replace': {
      const path = pathOf(operation);
      if (path === '') {
        const value = newValue(operation);
        if (value.kind === 'scalar') throw new Refusal('kustomize-invalid-patch', 'an object cannot become a scalar');
        return value;
      }
      const [container, key] = find(root, path);
      set(container, key, newValue(operation));
      return root;
    }
    case 'move': {
      const [source, sourceKey] = find(root, fromOf(operation));
      const value = get(source, sourceKey) ?? nullNode();
      remove(source, sourceKey, fromOf(operation));
      const [container, key] = find(root, pathOf(operation));
      add(container, key, value);
      return root;
    }
    case 'copy': {
      const [source, sourceKey] = find(root, fromOf(operation));
      const value = get(source, sourceKey) ?? nullNode();
      const [container, key] = find(root, pathOf(operation));
      add(container, key, repeatNode(value));
      return root;
    }
    case 'test':
      test(root, operation);
      return root;
    default:
      throw new Refusal('kustomize-invalid-patch', 'an operation that JSON patch does not have', {
        expected: 'add, remove, replace, move, copy or test',
        received: operation.op,
      });
  }
}

function test(root: YamlNode, operation: JsonOperation): void {
  const path = pathOf(operation);
  const { value: wanted, written } = operation;
  let actual: YamlNode | undefined = root;
  if (path !== '') {
    const [container, key] = find(root, path);
    actual = get(container, key);
  }
  const same = isMissingOrNull(actual)
    ? isMissingOrNull(wanted)
    : wanted !== undefined && sameJson(actual, written?.value ?? wanted, written?.spelling);
  if (!same) {
    throw new Refusal('kustomize-invalid-patch', `the test of ${path} failed`, {
      expected: 'the value that the operation names',
    });
  }
}

function pathOf(operation: JsonOperation): string {
  if (operation.path === undefined) throw missing(operation, 'path');
  return operation.path;
}

function fromOf(operation: JsonOperation): string {
  if (operation.from === undefined) throw missing(operation, 'from');
  return operation.from;
}

function missing(operation: JsonOperation, field: string): Refusal {
  return new Refusal('kustomize-invalid-patch', `an operation ${operation.op} without ${field}`, {
    expected: `a string as ${field}`,
  });
}

function newValue(operation: JsonOperation): YamlNode {
  return operation.value === undefined ? nullNode() : cloneNode(operation.value);
}

function nullNode(): YamlScalar {
  return new YamlScalar('null', '!!null');
}

/** The map or list that a pointer's last part names something in, and that part. */
function find(root: YamlNode, pointer: string): [container: YamlNode, key: string] {
  const parts = pointer.split('/').map(unescapePointer);
  if (parts.length < 2) throw noSuchPath(pointer);
  let node: YamlNode = root;
  for (const part of parts.slice(1, -1)) {
    const next = node.kind === 'seq' ? node.items[indexOf(part, node.items.length)] : fieldOf(node, part);
    if (next === undefined || next.kind === 'scalar') throw noSuchPath(pointer);
    node = next;
  }
  return [node, parts[parts.length - 1] as string];
}

function noSuchPath(pointer: string): Refusal {
  return new Refusal(
    'kustomize-invalid-patch',
    pointer === '' ? 'the operation needs a path' : `what should hold ${pointer} is not there`,
    {
      expected: 'a path whose parent is there',
      received: pointer,
    },
  );
}

function unescapePointer(part: string): string {
  return part.replace(/~[01]/g, (code) => (code === '~1' ? '/' : '~'));
}

function get(container: YamlNode, key: string): YamlNode | undefined {
  return container.kind === 'seq' ? container.items[indexOf(key, container.items.length)] : fieldOf(container, key);
}

function add(container: YamlNode, key: string, value: YamlNode): void {
  if (container.kind !== 'seq') putField(container, key, value);
  else if (key === '-') container.items.push(value);
  else container.items.splice(indexOf(key, container.items.length + 1), 0, value);
}

function set(container: YamlNode, key: string, value: YamlNode): void {
  if (container.kind === 'seq') container.items[indexOf(key, container.items.length)] = value;
  else putField(container, key, value);
}

function putField(container: YamlNode, key: string, value: YamlNode): void {
  const entry = entryOf(container, key);
  if (entry !== undefined) entry.value = value;
  else if (container instanceof YamlMap)
    container.entries.push({ key: new YamlScalar(key, '!!str', 0, writtenStyle(key)), value });
}

function remove(container: YamlNode, key: string, pointer: string): void {
  if (container.kind === 'seq') {
    container.items.splice(indexOf(key, container.items.length), 1);
    return;
  }
  if (entryOf(container, key) === undefined) {
    throw new Refusal('kustomize-invalid-patch', `there is nothing at ${pointer}`, {
      expected: 'the path of a field that is there',
      received: pointer,
    });
  }
  clearField(container, key);
}

/** A position in a list of `size`; a negative one counts from the end. */
function indexOf(text: string, size: number): number {
  const index = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(index) || index >= size || index < -size) {
    throw new Refusal('kustomize-invalid-patch', 'not a position in this list', {
      expected: `an index from 0 to ${size - 1}`,
      received: text,
    });
  }
  return index < 0 ? index + size : index;
}
