import { namespaceOf, objectAt } from '../identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../object.ts';
import { findAll, type Path } from '../paths.ts';
import { podTemplatePath } from '../pod-specs.ts';
import { isSelective, selects } from './label-selectors.ts';
import type { Selector } from './reference.ts';
import { POD_SELECTOR_FIELDS, SELECTOR_FIELDS, type SelectorField } from './selector-fields.ts';

/** The selectors of an object that select something in the input, and what they select. */
export function selectorsOf(object: KubernetesObject, objects: readonly KubernetesObject[]): Selector[] {
  const found: Selector[] = [];
  const template = podTemplatePath(object);
  const podSpec = template === undefined ? undefined : objectAt(object, ...template, 'spec');
  const look = (field: Omit<SelectorField, 'in'>, root: JsonValue, base: Path) => {
    const parents = field.anyNamespaceWith === undefined ? [] : findAll(root, parentOf(field.at), base);
    for (const { path, value } of findAll(root, field.at, base)) {
      if (!isSelective(value, field.form)) continue;
      const parent = parents.find((match) => match.path.length === path.length - 1 && isPrefix(match.path, path));
      const anyNamespace =
        field.selects === 'services'
          ? objectAt(object, 'spec', 'namespaceSelector') !== undefined
          : parent !== undefined && objectAt(parent.value, field.anyNamespaceWith!) !== undefined;
      const hits = objects.flatMap((candidate, at) => {
        const labels = selectableLabels(candidate, field.selects);
        if (labels === undefined || !selects(value, field.form, labels)) return [];
        return anyNamespace || namespaceOf(candidate) === namespaceOf(object) ? [at] : [];
      });
      if (hits.length > 0) found.push({ path, form: field.form, selects: hits });
    }
  };
  for (const field of SELECTOR_FIELDS) if (field.in.includes(object.kind)) look(field, object, []);
  if (podSpec !== undefined) for (const field of POD_SELECTOR_FIELDS) look(field, podSpec, [...template!, 'spec']);
  return found;
}

function selectableLabels(object: KubernetesObject, what: 'pods' | 'services'): JsonObject | undefined {
  if (what === 'services') {
    return object.kind === 'Service' ? (objectAt(object.metadata, 'labels') ?? {}) : undefined;
  }
  const template = podTemplatePath(object);
  return template === undefined ? undefined : (objectAt(object, ...template, 'metadata', 'labels') ?? {});
}

function parentOf(pattern: string): string {
  return pattern.slice(0, pattern.lastIndexOf('.'));
}

function isPrefix(prefix: Path, path: Path): boolean {
  return prefix.every((part, at) => path[at] === part);
}
