import type { Project, Resource } from '../../options/project.ts';

/** `widget`, or `shop_widget` in a multigroup project: how the files of a kind's helper roles begin. */
export function kindFileName(project: Project, resource: Resource): string {
  const kind = resource.kind.toLowerCase();
  return project.multigroup && resource.group !== '' ? `${resource.group}_${kind}` : kind;
}

/** `widgets`, or `shop_widgets` in a multigroup project: how the files of a CRD's patches end. */
export function pluralFileName(project: Project, resource: Resource): string {
  return project.multigroup && resource.group !== '' ? `${resource.group}_${resource.plural}` : resource.plural;
}

/** `widgets.shop.example.com`. Types of Kubernetes have a name of this form, too, although no CRD. */
export function crdName(resource: Resource): string {
  const group = resource.qualifiedGroup === '' ? resource.group : resource.qualifiedGroup;
  return `${resource.plural}.${group}`;
}

export function crdFileName(resource: Resource): string {
  return `${resource.qualifiedGroup}_${resource.plural}.yaml`;
}

/** The resources that have a CRD of ours: each version, in the order of creation. */
export function apiResources(project: Project): readonly Resource[] {
  return project.resources.filter((resource) => resource.api !== undefined);
}

/** The first of the resources under each name, in order. */
export function uniqueBy(resources: readonly Resource[], name: (resource: Resource) => string): readonly Resource[] {
  const seen = new Set<string>();
  return resources.filter((resource) => {
    const key = name(resource);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
