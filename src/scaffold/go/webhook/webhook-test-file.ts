import type { Resource } from '../../../options/project.ts';
import type { GoProject, GoResource } from '../go-project.ts';
import { align } from '../text/align.ts';
import { Imports } from '../text/imports.ts';
import { testsBesideTypes } from './tests-beside-types.ts';
import { webhookStructs } from './webhook-structs.ts';

/** `<kind>_webhook_test.go`: a valid object passes, defaults are set, both directions of a conversion agree. */
export function webhookTestFile(go: GoProject, resource: GoResource): string {
  const { kind, webhooks } = resource;
  const methods = go.profile.webhookStyle === 'methods';
  const imports = new Imports(go.project.repo).use('github.com/onsi/ginkgo/v2', '.').use('github.com/onsi/gomega', '.');
  const { name, prefix } = methods
    ? testsBesideTypes(go, resource.types, imports)
    : { name: resource.webhookPackage.name, prefix: `${imports.named(resource.types.path, resource.types.alias)}.` };
  const type = `${prefix}${kind}`;
  const tests = `${methods ? methodTests(resource) : structTests(resource)}${
    webhooks.conversion ? conversionTests(go, resource, imports, type) : ''
  }`;
  const { defaulter, validator } = webhookStructs(go, resource);
  // `kubebuilder create webhook` adds its variables to this block, and looks for them by these names.
  const variables = [
    ['obj', `*${type}`],
    ...(!methods && webhooks.validation ? [['validator', validator]] : []),
    ...(!methods && webhooks.defaulting ? [['defaulter', defaulter]] : []),
  ];
  return `${go.header}package ${name}

${imports.block()}
var _ = Describe("${kind} webhook", func() {
\tvar (
${align(variables, '\t\t')}\t)

\tBeforeEach(func() {
\t\tobj = &${type}{}
${methods ? '' : initial(go, resource)}\t})
${tests}})
`;
}

function initial(go: GoProject, resource: GoResource): string {
  const { webhooks } = resource;
  const { defaulter, validator } = webhookStructs(go, resource);
  return `${webhooks.validation ? `\t\tvalidator = ${validator}{}\n` : ''}${
    webhooks.defaulting ? `\t\tdefaulter = ${defaulter}{}\n` : ''
  }`;
}

function structTests({ webhooks }: GoResource): string {
  return `${
    webhooks.defaulting
      ? `
\tIt("sets defaults", func() {
\t\tExpect(defaulter.Default(ctx, obj)).To(Succeed())
\t\t// TODO(user): expect the defaults.
\t})
`
      : ''
  }${
    webhooks.validation
      ? `
\tIt("admits a valid object", func() {
\t\t_, err := validator.ValidateCreate(ctx, obj)
\t\tExpect(err).NotTo(HaveOccurred())

\t\t_, err = validator.ValidateUpdate(ctx, obj.DeepCopy(), obj)
\t\tExpect(err).NotTo(HaveOccurred())

\t\t_, err = validator.ValidateDelete(ctx, obj)
\t\tExpect(err).NotTo(HaveOccurred())
\t\t// TODO(user): expect errors for invalid objects.
\t})
`
      : ''
  }`;
}

function methodTests({ webhooks }: GoResource): string {
  return `${
    webhooks.defaulting
      ? `
\tIt("sets defaults", func() {
\t\tExpect(obj.Default).NotTo(Panic())
\t\t// TODO(user): expect the defaults.
\t})
`
      : ''
  }${
    webhooks.validation
      ? `
\tIt("admits a valid object", func() {
\t\t_, err := obj.ValidateCreate()
\t\tExpect(err).NotTo(HaveOccurred())

\t\t_, err = obj.ValidateUpdate(obj.DeepCopy())
\t\tExpect(err).NotTo(HaveOccurred())

\t\t_, err = obj.ValidateDelete()
\t\tExpect(err).NotTo(HaveOccurred())
\t\t// TODO(user): expect errors for invalid objects.
\t})
`
      : ''
  }`;
}

function conversionTests(go: GoProject, resource: GoResource, imports: Imports, type: string): string {
  const { kind } = resource;
  const spokes = go.profile.conversionFiles ? go.resources.filter(({ hub }) => isSame(hub, resource)) : [];
  if (spokes.length === 0) {
    return `
\tIt("converts", func() {
\t\t// TODO(user): convert the object to the other versions and back, and expect the same ${kind}.
\t\tExpect(obj).NotTo(BeNil())
\t})
`;
  }
  return spokes
    .map(
      ({ types, version }) => `
\tIt("converts to ${version} and back", func() {
\t\tobj.Name = "sample"
\t\tspoke := &${imports.named(types.path, types.alias)}.${kind}{}
\t\tExpect(spoke.ConvertFrom(obj)).To(Succeed())

\t\tback := &${type}{}
\t\tExpect(spoke.ConvertTo(back)).To(Succeed())
\t\tExpect(back).To(Equal(obj))
\t\t// TODO(user): fill every field first, so that none is lost.
\t})
`,
    )
    .join('');
}

function isSame(hub: Resource | undefined, resource: Resource): boolean {
  return (
    hub?.kind === resource.kind && hub.qualifiedGroup === resource.qualifiedGroup && hub.version === resource.version
  );
}
