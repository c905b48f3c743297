import type { FileTree } from '../../core/file-tree.ts';
import { baseName } from '../../core/paths.ts';
import type { YamlPath } from '../../edit/yaml/path.ts';
import { KUSTOMIZATION_NAMES } from '../../kustomize/read/kustomization.ts';
import type { Manifests } from './manifests.ts';

/** A text; or the text of a file that a `make` target copies there, or of the file itself, without some fields. */
export type StandIn = string | { readonly copyOf: string; readonly without?: readonly YamlPath[] };

/**
 * What a clean checkout lacks and a kustomization reads: files that a `make` target writes (CRDs, the OLM base, patches
 * with an image, a kustomization that is copied from another), their directories, and those behind generators. With
 * something in their place the directories build, so that the rest of them can be planned and proven; the plan tells of
 * them, and never writes them.
 *
 * @returns what stands in, by path
 */
export function standIns(tree: FileTree, { kustomizations }: Manifests): ReadonlyMap<string, StandIn> {
  const found = new Map<string, StandIn>();
  for (const { directory, file } of kustomizations.values()) {
    if (KUSTOMIZATION_NAMES.includes(baseName(file))) continue;
    found.set(directory === '.' ? 'kustomization.yaml' : `${directory}/kustomization.yaml`, { copyOf: file });
  }
  for (const { names } of kustomizations.values()) {
    for (const { entry, path } of names) {
      if (tree.has(path) || found.has(path) || tree.others.has(path)) continue;
      if (entry.field === 'configMapGenerator' || entry.field === 'secretGenerator') found.set(path, '');
      // A patch without documents changes nothing.
      if (/^patches(StrategicMerge)?$/.test(entry.field) && /\.ya?ml$/.test(path)) found.set(path, '');
      const kind = entry.target?.kind;
      // Without any operation it would be refused.
      if (entry.field === 'patchesJson6902' && typeof kind === 'string' && /^\w+$/.test(kind))
        found.set(path, `- op: test\n  path: /kind\n  value: ${kind}\n`);
      if (entry.field !== 'resources' && entry.field !== 'bases') continue;
      if (/\.ya?ml$/.test(path)) found.set(path, objectFor(path));
      // A path of the tree, and no repository.
      else if (/^\.\.?\//.test(entry.path!) && !kustomizations.has(path)) {
        found.set(`${path}/kustomization.yaml`, 'resources:\n- stand-in.yaml\n');
        found.set(`${path}/stand-in.yaml`, objectFor(path));
      }
    }
  }
  return found;
}

/** The object that a file of this name holds, as controller-gen and the Operator SDK name their files. */
function objectFor(path: string): string {
  const name = baseName(path).replace(/\.ya?ml$/, '');
  const definition = /^([a-z0-9.-]+)_([a-z0-9-]+)$/.exec(name);
  if (definition !== null) {
    const [, group = '', plural = ''] = definition;
    return object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `${plural}.${group}`, [
      'spec:',
      `  group: ${group}`,
      `  names: {kind: ${plural}, plural: ${plural}}`,
      '  scope: Namespaced',
      '  versions: [{name: v1, served: true, storage: true}]',
    ]);
  }
  if (name.endsWith('.clusterserviceversion')) {
    const version = name.slice(0, -'.clusterserviceversion'.length);
    return object('operators.coreos.com/v1alpha1', 'ClusterServiceVersion', `${version}.v0.0.0`, ['spec: {}']);
  }
  return object('v1', 'ConfigMap', `stand-in-${name.toLowerCase().replace(/[^a-z0-9.-]/g, '-')}`, ['data: {}']);
}

function object(apiVersion: string, kind: string, name: string, rest: readonly string[]): string {
  return [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', `  name: ${name}`, ...rest, ''].join('\n');
}
