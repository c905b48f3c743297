import { spend } from '../../core/call.ts';
import { describeValue } from '../../core/errors.ts';
import { YamlMap, type YamlNode } from '../../yaml/node.ts';
import { parseDocuments } from '../../yaml/parse-documents.ts';
import { expand } from '../../yaml/source/expand.ts';
import { toJs } from '../../yaml/to-js.ts';
import { placeOf } from '../errors/place.ts';
import { at, Refusal } from '../errors/refusal.ts';
import { fieldOf, isMissingOrNull, isNilOrEmpty, rawText, textOf } from '../nodes/fields.ts';
import { jsonTextForm } from '../nodes/json-form.ts';
import { metadataOf, Resource } from '../resources/resource.ts';
import type { Schemas } from '../schema/schemas.ts';

/**
 * The objects of a YAML text; lists are taken apart, empty documents left out.
 *
 * @throws ScaffoldError `yaml-syntax`, or `not-an-object` for a document without kind or name
 */
export function readObjects(text: string, file: string, schemas: Schemas): Resource[] {
  return objectsOf(parseDocuments(text, file), file, schemas);
}

/** The objects of documents that have been parsed. */
export function objectsOf(documents: readonly YamlNode[], file: string, schemas: Schemas): Resource[] {
  const objects: YamlMap[] = [];
  // A single document of the kind List or ResourceList is unpacked before anything in it is looked at.
  const nodes = documents.length === 1 ? unpackStream(documents[0] as YamlNode) : documents;
  const queue = nodes.flatMap((node) => checked(node, file));
  const asData = new Set<YamlMap>();
  // Items of lists come after all documents, however deep they lie.
  for (const object of queue) {
    spend('objects', 1, file);
    const isList = textOf(fieldOf(object, 'kind')).endsWith('List');
    const items = isList ? fieldOf(object, 'items') : undefined;
    const known = asData.has(object);
    // kustomize reads lists as data, so what has no form as that is refused at once.
    if (isList && !known) toJs(object, file);
    if (items === undefined) {
      objects.push(object);
      continue;
    }
    if (isMissingOrNull(items)) continue;
    if (items.kind !== 'seq') {
      throw at(placeOf(file, items), () => {
        throw new Refusal('not-an-object', 'the items of a list object are not a list', { expected: 'a list' });
      });
    }
    // Each item is read as a file of its own, of which a List is unpacked at once. What came out of a list already is
    // what it would be read as again, and lists within lists are as deep as they are long.
    for (const item of items.items) {
      for (const one of unpackStream(known ? item : expand(jsonTextForm(item)))) {
        for (const inner of checked(one, file)) {
          asData.add(inner);
          queue.push(inner);
        }
      }
    }
  }
  return objects.map((node) => new Resource(node, { file, line: node.line, generated: false }, schemas));
}

function unpackStream(node: YamlNode): readonly YamlNode[] {
  const kind = textOf(fieldOf(node, 'kind'));
  if (kind !== 'List' && kind !== 'ResourceList') return [node];
  const items = fieldOf(node, 'items');
  if (items === undefined) return fieldOf(node, 'functionConfig') === undefined ? [node] : [];
  return items.kind === 'seq' ? items.items : [];
}

/** The node itself where it is an object, nothing where it is empty. */
function checked(node: YamlNode, file: string): YamlMap[] {
  if (isNilOrEmpty(node)) return [];
  return at(placeOf(file, node), () => {
    const kind = textOf(fieldOf(node, 'kind'));
    if (!(node instanceof YamlMap) || kind === '') {
      throw new Refusal('not-an-object', 'this document is no Kubernetes object', {
        expected: 'a map with apiVersion, kind and metadata.name',
        received:
          node.kind === 'scalar' ? describeValue(node.value) : `a ${node.kind === 'map' ? 'map' : 'list'} without kind`,
      });
    }
    if (kind.endsWith('List')) return [node];
    const name = fieldOf(metadataOf(node), 'name');
    if (name === undefined || isNilOrEmpty(name) || rawText(name) === '') {
      throw new Refusal('not-an-object', `this ${kind} has no name`, { expected: 'metadata.name' });
    }
    return [node];
  });
}
