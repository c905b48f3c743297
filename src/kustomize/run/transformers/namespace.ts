import { type YamlNode, YamlScalar } from '../../../yaml/node.ts';
import { Refusal } from '../../errors/refusal.ts';
import { describeId } from '../../ids/res-id.ts';
import { fieldOf, isMissingOrNull, itemsOf, requireKind, textOf } from '../../nodes/fields.ts';
import { lookupCreate } from '../../nodes/lookup.ts';
import { setScalar } from '../../nodes/set-field.ts';
import { applyFieldSpec, applyPath } from '../../resources/apply-field-spec.ts';
import { HELM_GENERATED } from '../../resources/build-annotations.ts';
import { IdTable, namespaceOf } from '../../resources/id-table.ts';
import type { Resource } from '../../resources/resource.ts';
import { type FieldSpec, specsFor } from '../../specs/field-spec.ts';
import type { Transformer } from './transformer.ts';

/** Which subjects of role bindings get the namespace. `defaultOnly`: those whose name is "default". */
export type SubjectMode = 'defaultOnly' | 'allServiceAccounts' | 'none';

export interface NamespaceOptions {
  readonly namespace: string;
  readonly fieldSpecs: readonly FieldSpec[];
  /** Only fields that are empty so far. */
  readonly unsetOnly?: boolean;
  readonly subjects?: SubjectMode;
}

const METADATA_NAMESPACE: FieldSpec = {
  group: '',
  version: '',
  kind: '',
  path: 'metadata/namespace',
  create: true,
};

/** `namespace:` of a kustomization: the namespace of every object that can have one, and of some references. */
export function namespaceTransformer(options: NamespaceOptions): Transformer {
  return {
    name: 'NamespaceTransformer',
    transform(map) {
      if (options.namespace === '') return;
      const ids = new IdTable(map.list);
      for (const resource of map.list) {
        if (resource.isEmpty || resource.annotation(HELM_GENERATED) === 'true') continue;
        ids.remove(resource.type, resource.name, namespaceOf(resource));
        resource.rememberId();
        setNamespace(resource, options);
        if (ids.add(resource) > 1) {
          const id = describeId(resource.currentId);
          throw new Refusal('kustomize-conflict', `the namespace makes two objects the same: ${id}`, {
            expected: 'objects that differ in name or kind once they share a namespace',
          });
        }
      }
      map.touch();
    },
  };
}

/** Also used by ValueAddTransformer for the path metadata/namespace. */
export function setNamespace(resource: Resource, options: NamespaceOptions): void {
  const { namespace, unsetOnly = false, subjects = 'defaultOnly' } = options;
  const set = (node: YamlNode): void => {
    if (unsetOnly && textOf(node) !== '') return;
    setScalar(node, new YamlScalar(namespace, '!!str'));
  };
  const { apiVersion, kind } = resource;
  const creation = { kind: 'scalar', tag: '!!str' } as const;
  if (!resource.type.clusterScoped) {
    applyFieldSpec(resource, METADATA_NAMESPACE, set, { kind: 'scalar', tag: '' });
  }
  const isBinding = kind === 'RoleBinding' || kind === 'ClusterRoleBinding';
  if (isBinding) setSubjects(resource, subjects, set);
  for (const spec of specsFor(options.fieldSpecs, resource.type)) {
    if (spec.path === 'metadata/namespace') continue;
    // Only the Namespace of the core API is renamed, not another API's kind of that name.
    if (spec.path === 'metadata/name' && apiVersion !== 'v1') continue;
    if (isBinding && spec.path === 'subjects/namespace' && /^(Cluster)?RoleBinding$/.test(spec.kind)) continue;
    applyPath(resource, spec.path, set, spec.create ? creation : undefined);
  }
}

function setSubjects(resource: Resource, mode: SubjectMode, set: (node: YamlNode) => void): void {
  const subjects = fieldOf(resource.node, 'subjects');
  if (mode === 'none' || isMissingOrNull(subjects)) return;
  const [field, text] = mode === 'defaultOnly' ? ['name', 'default'] : ['kind', 'ServiceAccount'];
  for (const subject of itemsOf(subjects)) {
    requireKind(subject, 'map');
    const value = fieldOf(subject, field);
    if (isMissingOrNull(value)) continue;
    requireKind(value, 'scalar');
    if (textOf(value) !== text) continue;
    const namespace = lookupCreate(subject, ['namespace'], 'scalar');
    if (namespace !== undefined) set(namespace);
  }
}
