import type { ApiPackage, GoProject } from '../go-project.ts';
import { Imports } from '../text/imports.ts';

/** `groupversion_info.go`: the group and version of the types beside it, and how a scheme learns of them. */
export function groupVersionFile(go: GoProject, api: ApiPackage): string {
  const { profile } = go;
  const imports = new Imports(go.project.repo).use('k8s.io/apimachinery/pkg/runtime/schema');
  const own = profile.schemeBuilder === 'apimachinery';
  if (own) imports.use('k8s.io/apimachinery/pkg/apis/meta/v1', 'metav1').use('k8s.io/apimachinery/pkg/runtime');
  else imports.use('sigs.k8s.io/controller-runtime/pkg/scheme');
  const version = `schema.GroupVersion{Group: "${api.group}", Version: "${api.version}"}`;
  const name = profile.schemeGroupVersion ? 'SchemeGroupVersion' : 'GroupVersion';
  const alias = profile.schemeGroupVersion
    ? `\t// GroupVersion is the same under the name that older code uses.\n\tGroupVersion = SchemeGroupVersion\n\n`
    : '';
  return `${go.header}// Package ${api.name} holds the types of the API group ${api.group} in version ${api.version}.
// +kubebuilder:object:generate=true
// +groupName=${api.group}
package ${api.name}

${imports.block()}
var (
\t// ${name} identifies the types of this package.
\t${name} = ${version}

${alias}\t// SchemeBuilder collects what adds the types of this package to a scheme.
${own ? OWN_BUILDER : `\tSchemeBuilder = &scheme.Builder{GroupVersion: ${name}}\n`}
\t// AddToScheme adds the types of this package to a scheme.
\tAddToScheme = SchemeBuilder.AddToScheme
)
`;
}

const OWN_BUILDER = `\tSchemeBuilder = runtime.NewSchemeBuilder(func(s *runtime.Scheme) error {
\t\tmetav1.AddToGroupVersion(s, SchemeGroupVersion)
\t\treturn nil
\t})
`;
