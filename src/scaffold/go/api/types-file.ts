import { generatorPlural } from '../../../options/plural/plural.ts';
import { API_DOCS } from '../../api-docs.ts';
import type { GoProject, GoResource } from '../go-project.ts';
import { align } from '../text/align.ts';
import { Imports } from '../text/imports.ts';

/** `<kind>_types.go`: the Go types that the CRD and the deep copies are generated from. */
export function typesFile(go: GoProject, resource: GoResource): string {
  const { kind, version } = resource;
  const { profile, marker } = go;
  const imports = new Imports(go.project.repo).use('k8s.io/apimachinery/pkg/apis/meta/v1', 'metav1');
  if (profile.schemeBuilder === 'apimachinery') imports.use('k8s.io/apimachinery/pkg/runtime');
  const markers = [
    'object:root=true',
    ...(resource.storageVersion ? ['storageversion'] : []),
    ...(resource.webhooks.conversion && profile.hubMarker ? ['conversion:hub'] : []),
    'subresource:status',
    ...resourceMarker(resource),
  ];
  return `${go.header}package ${version}

${imports.block()}
// The schema of the CRD, and the deep copies, are generated from this file: run "make manifests generate" after a
// change. Every field needs a JSON tag.

// ${API_DOCS.specType(kind)}
type ${kind}Spec struct {
${specFields(go)}}

// ${API_DOCS.statusType(kind)}
type ${kind}Status struct {
${statusFields(go)}}

${markers.map((name) => `${marker}${name}\n`).join('')}
// ${API_DOCS.object(kind)}
type ${kind} struct {
${objectFields(go, kind)}}

${marker}object:root=true

// ${API_DOCS.list(kind)}
type ${kind}List struct {
${listFields(go, kind)}}

func init() {
${register(go, kind)}}
`;
}

function resourceMarker(resource: GoResource): string[] {
  const settings = [
    ...(resource.plural === generatorPlural(resource.kind) ? [] : [`path=${resource.plural}`]),
    ...(resource.api?.namespaced === false ? ['scope=Cluster'] : []),
  ];
  return settings.length === 0 ? [] : [`resource:${settings.join(',')}`];
}

function specFields(go: GoProject): string {
  if (go.profile.specField === 'string') return `\t// ${API_DOCS.foo('Foo')}\n\tFoo string \`json:"foo,omitempty"\`\n`;
  return `\t// ${API_DOCS.foo('foo')}\n\t// +optional\n\tFoo *string \`json:"foo,omitempty"\`\n`;
}

function statusFields(go: GoProject): string {
  if (!go.profile.statusConditions) return '';
  return `\t// ${API_DOCS.conditions}
\t// +listType=map
\t// +listMapKey=type
\t// +optional
\tConditions []metav1.Condition \`json:"conditions,omitempty"\`
`;
}

function objectFields(go: GoProject, kind: string): string {
  if (go.profile.specField === 'string') {
    return `${align(
      [
        ['metav1.TypeMeta', '`json:",inline"`'],
        ['metav1.ObjectMeta', '`json:"metadata,omitempty"`'],
      ],
      '\t',
    )}
${align(
  [
    ['Spec', `${kind}Spec`, '`json:"spec,omitempty"`'],
    ['Status', `${kind}Status`, '`json:"status,omitempty"`'],
  ],
  '\t',
)}`;
  }
  const empty = go.profile.emptyFields;
  return `\tmetav1.TypeMeta \`json:",inline"\`

\t// ${API_DOCS.metadata}
\t// +optional
\tmetav1.ObjectMeta \`json:"metadata,${empty}"\`

\t// ${API_DOCS.spec(kind)}
\t// +required
\tSpec ${kind}Spec \`json:"spec"\`

\t// ${API_DOCS.status(kind)}
\t// +optional
\tStatus ${kind}Status \`json:"status,${empty}"\`
`;
}

function listFields(go: GoProject, kind: string): string {
  const empty = go.profile.emptyFields === 'omitzero' ? 'omitzero' : 'omitempty';
  return align(
    [
      ['metav1.TypeMeta', '`json:",inline"`'],
      ['metav1.ListMeta', `\`json:"metadata,${empty}"\``],
      ['Items', `[]${kind}`, '`json:"items"`'],
    ],
    '\t',
  );
}

function register(go: GoProject, kind: string): string {
  if (go.profile.schemeBuilder === 'controller-runtime') {
    return `\tSchemeBuilder.Register(&${kind}{}, &${kind}List{})\n`;
  }
  return `\tSchemeBuilder.Register(func(s *runtime.Scheme) error {
\t\ts.AddKnownTypes(SchemeGroupVersion, &${kind}{}, &${kind}List{})
\t\treturn nil
\t})
`;
}
