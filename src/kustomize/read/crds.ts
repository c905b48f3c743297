import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { parseYaml11 } from '../../yaml/parse-yaml11.ts';
import { toJs } from '../../yaml/to-js.ts';
import { placeOf } from '../errors/place.ts';
import { at, Refusal } from '../errors/refusal.ts';
import type { NameReference } from '../specs/data/name-references.ts';
import { type FieldSpec, mergeFieldSpecs } from '../specs/field-spec.ts';
import {
  EMPTY_CONFIG,
  mergeConfigs,
  mergeNameReferences,
  type TransformerConfig,
} from '../specs/transformer-config.ts';
import type { Loader } from './loader.ts';

type Definitions = ReadonlyMap<string, JsonObject>;

/**
 * The fields that the files of `crds:` mark with x-kubernetes extensions as names, labels, annotations or references.
 * Such a file maps type names to OpenAPI definitions (`{Schema, Dependencies}`); it is no CustomResourceDefinition.
 *
 * @throws ScaffoldError where a file is something else
 */
export function readCrds(paths: readonly string[], loader: Loader): TransformerConfig {
  let config = EMPTY_CONFIG;
  for (const path of paths) {
    const file = loader.resolve(path);
    const text = loader.load(path);
    const definitions = at(placeOf(file), () => parseDefinitions(text, file));
    for (const [name, schema] of definitions) {
      const properties = propertiesOf(schema);
      if (!['kind', 'apiVersion', 'metadata'].every((field) => Object.hasOwn(properties, field))) continue;
      const kind = name.slice(name.lastIndexOf('.') + 1);
      config = mergeConfigs(config, collect(kind, name, definitions));
    }
  }
  return config;
}

function parseDefinitions(text: string, file: string): Definitions {
  const node = parseYaml11(text, file);
  const document = node === undefined ? null : toJs(node);
  const definitions = new Map<string, JsonObject>();
  if (document === null) return definitions;
  for (const [name, definition] of Object.entries(isObject(document) ? document : { '': document })) {
    if (definition !== null && !isObject(definition)) {
      throw new Refusal('kustomization-invalid', 'not a file for crds:', {
        expected: 'a map of type names to {Schema, Dependencies}; a CustomResourceDefinition belongs into resources:',
        received: name,
      });
    }
    const schema = definition === null ? undefined : findField(definition, 'schema');
    definitions.set(name, isObject(schema) ? schema : {});
  }
  return definitions;
}

function collect(kind: string, typeName: string, definitions: Definitions): TransformerConfig {
  let annotations: readonly FieldSpec[] = [];
  let labels: readonly FieldSpec[] = [];
  let names: readonly FieldSpec[] = [];
  let references: readonly NameReference[] = [];
  const visit = (type: string, path: readonly string[]): void => {
    if (path.length > 100) throw new Refusal('kustomization-invalid', `the definitions of ${kind} refer to themselves`);
    const schema = definitions.get(type);
    if (schema === undefined) return;
    for (const [name, property] of Object.entries(propertiesOf(schema))) {
      if (!isObject(property)) continue;
      const here = [...path, name];
      const spec = [fieldSpec(kind, here)];
      if (textOf(property, 'x-kubernetes-annotation') !== undefined) annotations = mergeFieldSpecs(annotations, spec);
      if (textOf(property, 'x-kubernetes-label-selector') !== undefined) labels = mergeFieldSpecs(labels, spec);
      if (textOf(property, 'x-kubernetes-identity') !== undefined) names = mergeFieldSpecs(names, spec);
      const version = textOf(property, 'x-kubernetes-object-ref-api-version');
      const target = textOf(property, 'x-kubernetes-object-ref-kind');
      if (version !== undefined && target !== undefined) {
        const nameKey = textOf(property, 'x-kubernetes-object-ref-name-key') ?? 'name';
        const fieldSpecs = [fieldSpec(kind, [...here, nameKey])];
        references = mergeNameReferences(references, [{ group: '', version, kind: target, fieldSpecs }]);
      }
      const ref = textOf(property, '$ref');
      if (ref !== undefined) visit(ref, here);
    }
  };
  visit(typeName, []);
  return {
    ...EMPTY_CONFIG,
    commonAnnotations: annotations,
    commonLabels: labels,
    namePrefix: names,
    nameReference: references,
  };
}

function fieldSpec(kind: string, path: readonly string[]): FieldSpec {
  return { group: '', version: '', kind, path: path.join('/'), create: false };
}

function propertiesOf(schema: JsonObject): JsonObject {
  const properties = schema.properties;
  return isObject(properties) ? properties : {};
}

function textOf(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}

function findField(object: JsonObject, lowerCase: string): JsonValue | undefined {
  const key = Object.keys(object).find((name) => name.toLowerCase() === lowerCase);
  return key === undefined ? undefined : object[key];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
