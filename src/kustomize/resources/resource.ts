import { compareCodeUnits } from '../../core/compare.ts';
import { YamlMap, type YamlNode, YamlScalar } from '../../yaml/node.ts';
import { Refusal } from '../errors/refusal.ts';
import { parseApiVersion } from '../ids/gvk.ts';
import { effectiveNamespace, type ResId } from '../ids/res-id.ts';
import { entryOf, fieldOf, isNilOrEmpty, rawText, requireKind } from '../nodes/fields.ts';
import { lookupCreate } from '../nodes/lookup.ts';
import { blockNode, clearField, setField } from '../nodes/set-field.ts';
import type { ObjectType, Schemas } from '../schema/schemas.ts';
import {
  ALLOW_KIND_CHANGE,
  ALLOW_NAME_CHANGE,
  ENABLED,
  PREFIXES,
  PREVIOUS_KINDS,
  PREVIOUS_NAMES,
  PREVIOUS_NAMESPACES,
  SUFFIXES,
} from './build-annotations.ts';

/** Where an object of a build came from. */
export interface ObjectOrigin {
  /** The file that holds it; for a generated object the kustomization that has it made. */
  readonly file: string;
  /** 1-based line on which it starts; 0 where there is none. */
  readonly line: number;
  /** Made by a generator instead of read. */
  readonly generated: boolean;
}

/** One object on its way through a build. */
export class Resource {
  /** Undefined once a patch has deleted the object. */
  node: YamlMap | undefined;
  origin: ObjectOrigin;
  readonly schemas: Schemas;
  /** The vars whose values are read from this object. */
  varNames: string[] = [];
  /** What was last looked up, and for what. */
  #type: ObjectType | undefined;
  #typeKind = '';
  #typeApiVersion = '';
  /** The ids that were last made of the notes, and the notes. */
  #previous: Notes | undefined;

  constructor(node: YamlMap, origin: ObjectOrigin, schemas: Schemas) {
    this.node = node;
    this.origin = origin;
    this.schemas = schemas;
  }

  /** An object of the same provenance with another content. */
  copyWith(node: YamlMap): Resource {
    return new Resource(node, this.origin, this.schemas);
  }

  get isEmpty(): boolean {
    return this.node === undefined || this.node.entries.length === 0;
  }

  get kind(): string {
    return this.#topText('kind');
  }

  get apiVersion(): string {
    return this.#topText('apiVersion');
  }

  /** One object for all of a kind. */
  get type(): ObjectType {
    const { apiVersion, kind } = this;
    if (this.#type === undefined || this.#typeKind !== kind || this.#typeApiVersion !== apiVersion) {
      this.#type = this.schemas.typeOf(apiVersion, kind);
      this.#typeKind = kind;
      this.#typeApiVersion = apiVersion;
    }
    return this.#type;
  }

  get name(): string {
    return metaText(this.node, 'name');
  }

  get namespace(): string {
    return metaText(this.node, 'namespace');
  }

  set kind(kind: string) {
    if (this.node !== undefined) setField(this.node, 'kind', new YamlScalar(kind));
  }

  set apiVersion(apiVersion: string) {
    if (this.node !== undefined) setField(this.node, 'apiVersion', new YamlScalar(apiVersion));
  }

  set name(name: string) {
    this.#setMeta('name', new YamlScalar(name));
  }

  /** An empty namespace removes the field. */
  set namespace(namespace: string) {
    if (namespace !== '') this.#setMeta('namespace', new YamlScalar(namespace));
    else if (this.node !== undefined) {
      const metadata = fieldOf(this.node, 'metadata');
      if (metadata !== undefined) clearField(metadata, 'namespace');
    }
  }

  /** The id as the object stands now. */
  get currentId(): ResId {
    const { group, version, kind, clusterScoped } = this.type;
    return { group, version, kind, name: this.name, namespace: this.namespace, clusterScoped };
  }

  /** The ids before each change of name, namespace or kind, oldest first. */
  get previousIds(): readonly ResId[] {
    const annotations = fieldOf(metadataOf(this.node), 'annotations');
    const names = fieldOf(annotations, PREVIOUS_NAMES);
    if (names === undefined) return NO_IDS;
    const known = this.#previous;
    const nameText = rawText(names);
    const namespaces = noteText(annotations, PREVIOUS_NAMESPACES);
    const kinds = noteText(annotations, PREVIOUS_KINDS);
    const { apiVersion } = this;
    if (
      known?.names === nameText &&
      known.namespaces === namespaces &&
      known.kinds === kinds &&
      known.apiVersion === apiVersion
    ) {
      return known.ids;
    }
    const ids = previousIds(nameText, namespaces, kinds, apiVersion);
    this.#previous = { names: nameText, namespaces, kinds, apiVersion, ids };
    return ids;
  }

  /** The id under which the object was read. */
  get originalId(): ResId {
    return this.previousIds[0] ?? this.currentId;
  }

  /** Keeps the current id before something changes it. */
  rememberId(): void {
    const id = this.currentId;
    this.#appendNotes([
      [PREVIOUS_NAMES, id.name],
      [PREVIOUS_NAMESPACES, effectiveNamespace(id)],
      [PREVIOUS_KINDS, id.kind],
    ]);
  }

  get prefixes(): readonly string[] {
    return this.#notes(PREFIXES);
  }

  get suffixes(): readonly string[] {
    return this.#notes(SUFFIXES);
  }

  addPrefix(prefix: string): void {
    this.#appendNotes([[PREFIXES, prefix]]);
  }

  addSuffix(suffix: string): void {
    this.#appendNotes([[SUFFIXES, suffix]]);
  }

  get nameChangeAllowed(): boolean {
    return this.annotation(ALLOW_NAME_CHANGE) === ENABLED;
  }

  get kindChangeAllowed(): boolean {
    return this.annotation(ALLOW_KIND_CHANGE) === ENABLED;
  }

  /** The text of one annotation. */
  annotation(key: string): string | undefined {
    const value = fieldOf(fieldOf(metadataOf(this.node), 'annotations'), key);
    return value === undefined ? undefined : rawText(value);
  }

  /** Values as their texts, whatever their type. */
  get annotations(): Map<string, string> {
    return textsOf(fieldOf(metadataOf(this.node), 'annotations'));
  }

  get labels(): Map<string, string> {
    return textsOf(fieldOf(metadataOf(this.node), 'labels'));
  }

  /** Writes all annotations anew, as strings and in order; without any the field goes away. */
  set annotations(annotations: ReadonlyMap<string, string>) {
    this.#setMetaMap('annotations', annotations);
  }

  /** Takes annotations away, and writes the others anew. */
  removeAnnotations(keys: ReadonlySet<string>): void {
    const rest = this.annotations;
    for (const key of keys) rest.delete(key);
    this.annotations = rest;
  }

  set labels(labels: ReadonlyMap<string, string>) {
    this.#setMetaMap('labels', labels);
  }

  /** Adds or overwrites one annotation, after empty annotations and empty metadata have been taken away. */
  setAnnotation(key: string, value: string): void {
    const map = this.#annotationMap();
    if (map !== undefined) setField(map, key, quoted(value));
  }

  setLabel(key: string, value: string): void {
    if (this.node === undefined) return;
    const map = lookupCreate(this.node, ['metadata', 'labels'], 'map');
    if (map !== undefined) setField(map, key, quoted(value));
  }

  #topText(name: string): string {
    const node = fieldOf(this.node, name);
    return node === undefined ? '' : rawText(node);
  }

  #setMeta(name: string, value: YamlNode): void {
    if (this.node === undefined) return;
    const metadata = this.#metadataMap();
    if (metadata !== undefined) setField(metadata, name, value);
  }

  #setMetaMap(name: string, texts: ReadonlyMap<string, string>): void {
    const metadata = this.#metadataMap();
    if (metadata === undefined) return;
    clearField(metadata, name);
    if (texts.size === 0) return;
    const keys = [...texts.keys()].sort(compareCodeUnits);
    setField(
      metadata,
      name,
      new YamlMap(keys.map((key) => ({ key: new YamlScalar(key), value: blockNode(texts.get(key) as string) }))),
    );
  }

  #notes(key: string): readonly string[] {
    return this.annotation(key)?.split(',') ?? [];
  }

  #appendNotes(notes: readonly (readonly [key: string, value: string])[]): void {
    for (const [key, value] of notes) {
      if (value === '') continue;
      const map = this.#annotationMap();
      if (map === undefined) return;
      const known = fieldOf(map, key);
      setField(map, key, quoted(known === undefined ? value : `${rawText(known)},${value}`));
    }
  }

  /** Null has no place for fields. */
  #metadataMap(): YamlNode | undefined {
    if (this.node === undefined) return undefined;
    return fieldOf(this.node, 'metadata') ?? lookupCreate(this.node, ['metadata'], 'map');
  }

  #annotationMap(): YamlNode | undefined {
    if (this.node === undefined) return undefined;
    const metadata = fieldOf(this.node, 'metadata');
    const annotations = fieldOf(metadata, 'annotations');
    if (annotations?.kind === 'map' && annotations.entries.length > 0) return annotations;
    if (metadata !== undefined) clearIfChildless(metadata, 'annotations');
    clearIfChildless(this.node, 'metadata');
    return lookupCreate(this.node, ['metadata', 'annotations'], 'map');
  }
}

interface Notes {
  readonly names: string;
  readonly namespaces: string;
  readonly kinds: string;
  readonly apiVersion: string;
  readonly ids: readonly ResId[];
}

const NO_IDS: readonly ResId[] = [];

function previousIds(names: string, namespaces: string, kinds: string, apiVersion: string): readonly ResId[] {
  const nameList = names.split(',');
  const namespaceList = namespaces.split(',');
  const kindList = kinds.split(',');
  if (nameList.length !== namespaceList.length || nameList.length !== kindList.length) {
    throw new Refusal('kustomize-conflict', 'the notes on earlier names of this object do not fit each other', {
      expected: `as many namespaces and kinds as names in ${PREVIOUS_NAMES}`,
    });
  }
  const { group, version } = parseApiVersion(apiVersion);
  return nameList.map((name, index) => ({
    group,
    version,
    kind: kindList[index] as string,
    name,
    namespace: namespaceList[index] as string,
    // An earlier id carries its effective namespace, so its scope is in there.
    clusterScoped: false,
  }));
}

function noteText(annotations: YamlNode | undefined, key: string): string {
  const node = fieldOf(annotations, key);
  return node === undefined ? '' : rawText(node);
}

export function metadataOf(node: YamlNode | undefined): YamlNode | undefined {
  const metadata = fieldOf(node, 'metadata');
  return isNilOrEmpty(metadata) ? undefined : metadata;
}

function metaText(node: YamlNode | undefined, name: string): string {
  const value = fieldOf(metadataOf(node), name);
  return value === undefined || isNilOrEmpty(value) ? '' : rawText(value);
}

function textsOf(node: YamlNode | undefined): Map<string, string> {
  const texts = new Map<string, string>();
  if (node?.kind === 'map') for (const { key, value } of node.entries) texts.set(key.value, rawText(value));
  // kustomize takes what a list holds for keys and values in turn.
  if (node?.kind === 'seq') {
    if (node.items.length % 2 === 1) requireKind(node, 'map');
    for (let i = 0; i < node.items.length; i += 2) {
      texts.set(rawText(node.items[i] as YamlNode), rawText(node.items[i + 1] as YamlNode));
    }
  }
  return texts;
}

function clearIfChildless(map: YamlNode, name: string): void {
  const value = entryOf(map, name)?.value;
  if (value === undefined) return;
  const childless =
    value.kind === 'scalar' || (value.kind === 'map' ? value.entries.length === 0 : value.items.length === 0);
  if (childless) clearField(map, name);
}

function quoted(value: string): YamlScalar {
  return new YamlScalar(value, '!!str', 0, 'single');
}
