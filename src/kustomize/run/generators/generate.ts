import { compareCodeUnits } from '../../../core/compare.ts';
import { YamlMap, YamlScalar } from '../../../yaml/node.ts';
import { Refusal } from '../../errors/refusal.ts';
import { blockNode, quoteAmbiguous, setField, stringNode } from '../../nodes/set-field.ts';
import type { Loader } from '../../read/loader.ts';
import { ENABLED, GENERATOR_BEHAVIOR, NEEDS_HASH_SUFFIX } from '../../resources/build-annotations.ts';
import { type ObjectOrigin, Resource } from '../../resources/resource.ts';
import type { Schemas } from '../../schema/schemas.ts';
import { base64 } from './base64.ts';
import { readSources, type Sources } from './key-values.ts';

/** What an entry of `configMapGenerator:` or `secretGenerator:` says, with `generatorOptions:` taken over. */
export interface GeneratorArgs extends Sources {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace: string;
  readonly behavior: string;
  /** Of a Secret. Default: Opaque. */
  readonly type: string;
  readonly options: GeneratorOptions | undefined;
}

export interface GeneratorOptions {
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly disableNameSuffixHash: boolean;
  readonly immutable: boolean;
}

/** What becomes of an object that is there already. Anything else than these words means create. */
export type Behavior = 'create' | 'replace' | 'merge' | 'unspecified';

/** A ConfigMap or Secret made of files, env files and literals. */
export function generate(args: GeneratorArgs, loader: Loader, origin: ObjectOrigin, schemas: Schemas): Resource {
  if (args.name === '') {
    throw new Refusal('kustomization-invalid', `a generated ${args.kind} needs a name`, { expected: 'name' });
  }
  const node = new YamlMap([
    { key: new YamlScalar('apiVersion'), value: stringNode('v1') },
    { key: new YamlScalar('kind'), value: stringNode(args.kind) },
    {
      key: new YamlScalar('metadata'),
      value: new YamlMap([{ key: new YamlScalar('name'), value: stringNode(args.name) }]),
    },
  ]);
  const resource = new Resource(node, origin, schemas);
  if (args.namespace !== '') {
    setField(node.entries[2]?.value as YamlMap, 'namespace', stringNode(args.namespace));
  }
  if (args.kind === 'Secret') setField(node, 'type', stringNode(args.type === '' ? 'Opaque' : args.type));
  const data = readSources(args, loader);
  if (args.kind === 'Secret') {
    setField(node, 'data', dataNode(mapValues(data, base64)));
  } else {
    const texts = new Map([...data].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    const bytes = new Map([...data].filter((entry): entry is [string, Uint8Array] => typeof entry[1] !== 'string'));
    if (texts.size > 0) setField(node, 'data', dataNode(texts));
    if (bytes.size > 0) setField(node, 'binaryData', dataNode(mapValues(bytes, base64)));
  }
  const { options } = args;
  if (options !== undefined) {
    for (const key of sorted(options.labels)) resource.setLabel(key, options.labels.get(key) as string);
    for (const key of sorted(options.annotations)) resource.setAnnotation(key, options.annotations.get(key) as string);
    if (options.immutable) setField(node, 'immutable', new YamlScalar('true', '!!bool'));
  }
  const notes = resource.annotations;
  if (options?.disableNameSuffixHash !== true) notes.set(NEEDS_HASH_SUFFIX, ENABLED);
  notes.set(GENERATOR_BEHAVIOR, behaviorOf(args.behavior));
  resource.annotations = notes;
  return resource;
}

export function behaviorOf(text: string): Behavior {
  return text === 'create' || text === 'replace' || text === 'merge' ? text : 'unspecified';
}

/** The data of an object as a node. */
export function dataNode(data: ReadonlyMap<string, string>): YamlMap {
  const entries = sorted(data).map((key) => ({ key: new YamlScalar(key), value: blockNode(data.get(key) as string) }));
  // Once in quotes, always in quotes: what is patched in takes over the style.
  for (const { value } of entries) quoteAmbiguous(value);
  return new YamlMap(entries);
}

function mapValues<T>(data: ReadonlyMap<string, T>, change: (value: T) => string): Map<string, string> {
  return new Map([...data].map(([key, value]) => [key, change(value)]));
}

function sorted(map: ReadonlyMap<string, string>): string[] {
  return [...map.keys()].sort(compareCodeUnits);
}
