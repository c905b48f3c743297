import { FileTree } from '../core/file-tree.ts';
import type { YamlMap } from '../yaml/node.ts';
import { settle } from '../yaml/settle.ts';
import type { BuildOptions } from './build-options.ts';
import { placeOf } from './errors/place.ts';
import { at, Refusal } from './errors/refusal.ts';
import type { Kustomization } from './read/kustomization.ts';
import { rootLoader } from './read/loader.ts';
import { type Source, treeSource } from './read/source.ts';
import {
  BUILD_ANNOTATIONS,
  LOCAL_CONFIG,
  MANAGED_BY_LABEL,
  ORIGIN,
  TRANSFORMATIONS,
} from './resources/build-annotations.ts';
import type { ObjectOrigin, Resource } from './resources/resource.ts';
import type { ResourceMap } from './resources/resource-map.ts';
import { updateNameReferences } from './run/references/name-reference.ts';
import { resolveVars } from './run/references/vars.ts';
import { hashTransformer } from './run/transformers/hash.ts';
import { labelTransformer } from './run/transformers/label.ts';
import { sortOrderTransformer } from './run/transformers/sort-order.ts';
import { Schemas } from './schema/schemas.ts';
import { spec } from './specs/data/spec.ts';
import { Target } from './target.ts';

/** The kustomize release whose results a build has, as `buildMetadata: [managedByLabel]` names it. */
export const KUSTOMIZE_VERSION = 'v5.8.2';

/** Where a Kubebuilder project keeps what it deploys. */
export const DEFAULT_DIRECTORY = 'config/default';

/** One object of a finished build. */
export interface BuiltObject {
  readonly node: YamlMap;
  readonly origin: ObjectOrigin;
}

/**
 * What `kustomize build DIRECTORY` makes of a tree: objects in the order in which they are printed, each with the file
 * that it came from.
 *
 * @param from a tree, or what stands for one
 * @param directory of the tree, with a kustomization file in it
 * @throws ScaffoldError with a `kustomize-…`, `kustomization-…`, `yaml-…`, `not-an-object` or `file-unreadable` code for
 *   each thing that real kustomize would refuse, and for what needs a network, Helm or a plugin
 */
export function build(from: FileTree | Source, directory: string, options: BuildOptions = {}): BuiltObject[] {
  const { map } = buildMap(from, directory, options);
  for (const { node, origin } of map.list) if (node !== undefined) settle(node, origin);
  return map.list.flatMap(({ node, origin }) => (node === undefined ? [] : [{ node, origin }]));
}

/** As build, before the objects are written as YAML once and read again. */
export function buildMap(from: FileTree | Source, directory: string, options: BuildOptions): { map: ResourceMap } {
  const schemas = new Schemas();
  const restricted = options.loadRestrictor !== 'LoadRestrictionsNone';
  const loader = rootLoader(from instanceof FileTree ? treeSource(from) : from, directory, restricted);
  const target = at(placeOf(directory), () => new Target(loader, schemas, rootTrail));
  const { kustomization } = target;
  const accumulator = target.accumulate();
  const { map } = accumulator;
  at(placeOf(kustomization.file), () => {
    hashTransformer().transform(map);
    updateNameReferences(map, accumulator.config.nameReference);
    resolveVars(map, accumulator.vars, accumulator.config.varReference);
    dropLocal(map);
    sort(map, kustomization);
    finish(map, kustomization, options);
  });
  return { map };
}

/** Paths are noted from the first kustomization on, where its `buildMetadata` asks for anything. */
function rootTrail({ fields }: Kustomization): string | undefined {
  return (fields.buildMetadata?.length ?? 0) > 0 ? '' : undefined;
}

/** Objects that are marked as local are for the build only. */
function dropLocal(map: ResourceMap): void {
  for (const resource of map.list) requireIdentity(resource);
  map.assertUnique();
  const isLocal = (resource: Resource) => (resource.annotation(LOCAL_CONFIG) ?? 'false') !== 'false';
  if (map.list.some(isLocal)) map.retain((resource) => !isLocal(resource));
}

/** A patch may have taken away what makes an object one. */
function requireIdentity(resource: Resource): void {
  const missing = resource.kind === '' ? 'kind' : resource.name === '' ? 'metadata.name' : undefined;
  if (missing === undefined || (missing === 'metadata.name' && resource.kind.endsWith('List'))) return;
  throw new Refusal('not-an-object', `an object from ${resource.origin.file} has lost its ${missing}`, {
    expected: 'a patch that leaves kind and name',
  });
}

/** Without `sortOptions` as the command line has it: by kind. */
function sort(map: ResourceMap, kustomization: Kustomization): void {
  const { sortOptions } = kustomization.fields;
  const options = sortOptions?.legacySortOptions;
  const legacy =
    options === undefined ? undefined : { orderFirst: options.orderFirst ?? [], orderLast: options.orderLast ?? [] };
  const order = sortOptions === undefined ? 'legacy' : (sortOptions.order ?? '');
  at(kustomization.place('sortOptions'), () => sortOrderTransformer({ order, legacy }).transform(map));
}

/** Takes the notes of the build away, as far as `buildMetadata` does not ask for them. */
function finish(map: ResourceMap, { fields }: Kustomization, { managedByLabel = false }: BuildOptions): void {
  const metadata = new Set(fields.buildMetadata);
  if (managedByLabel || metadata.has('managedByLabel')) {
    const labels = new Map([[MANAGED_BY_LABEL, `kustomize-${KUSTOMIZE_VERSION}`]]);
    labelTransformer(labels, [spec('metadata/labels', '', { create: true })]).transform(map);
  }
  const removed = new Set(BUILD_ANNOTATIONS);
  if (!metadata.has('originAnnotations')) removed.add(ORIGIN);
  if (!metadata.has('transformerAnnotations')) removed.add(TRANSFORMATIONS);
  // Annotations are written anew whatever was in them: values become strings, and without any the field goes away.
  for (const resource of map.list) resource.removeAnnotations(removed);
}
