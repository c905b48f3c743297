import type { Resource } from '../../../options/project.ts';
import type { GoProject, GoResource } from '../go-project.ts';
import { importAlias } from '../text/identifiers.ts';
import { Imports } from '../text/imports.ts';

/** `<kind>_conversion.go` of the hub: the version that every other converts through. */
export function hubFile(go: GoProject, resource: GoResource): string {
  return `${go.header}package ${resource.version}

// Hub marks ${resource.kind} of this version as the one that the others convert from and to.
func (*${resource.kind}) Hub() {}
`;
}

/** `<kind>_conversion.go` of a spoke: converts every field of the scaffold, both ways. */
export function spokeFile(go: GoProject, resource: GoResource, hub: Resource): string {
  const { kind } = resource;
  const imports = new Imports(go.project.repo).use('sigs.k8s.io/controller-runtime/pkg/conversion');
  const alias = imports.named(hub.path, importAlias(hub.group === '' ? hub.domain : hub.group, hub.version));
  const fields = ['ObjectMeta', 'Spec.Foo', ...(go.profile.statusConditions ? ['Status.Conditions'] : [])];
  const copy = fields.map((field) => `\tdst.${field} = src.${field}\n`).join('');
  return `${go.header}package ${resource.version}

${imports.block()}
// ConvertTo turns this ${kind} into the hub version, ${hub.version}.
// TODO(user): carry over each field that you add, or its values are lost when an object changes its version.
func (src *${kind}) ConvertTo(hub conversion.Hub) error {
\tdst := hub.(*${alias}.${kind})
${copy}\treturn nil
}

// ConvertFrom turns a ${kind} of the hub version, ${hub.version}, into this one.
func (dst *${kind}) ConvertFrom(hub conversion.Hub) error {
\tsrc := hub.(*${alias}.${kind})
${copy}\treturn nil
}
`;
}
