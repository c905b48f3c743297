import type { Resource } from '../../../options/project.ts';
import type { GoProject, GoResource } from '../go-project.ts';
import { Imports } from '../text/imports.ts';

/** `<kind>_webhook_test.go`: a valid object passes, defaults are set, both directions of a conversion agree. */
export function webhookTestFile(go: GoProject, resource: GoResource): string {
  const { kind, webhooks } = resource;
  const methods = go.profile.webhookStyle === 'methods';
  const imports = new Imports(go.project.repo).use('github.com/onsi/ginkgo/v2', '.').use('github.com/onsi/gomega', '.');
  const type = methods ? kind : `${imports.named(resource.types.path, resource.types.alias)}.${kind}`;
  const tests = `${methods ? methodTests(resource) : structTests(resource)}${
    webhooks.conversion ? conversionTests(go, resource, imports, type) : ''
  }`;
  return `${go.header}package ${resource.webhookPackage.name}

${imports.block()}
var _ = Describe("${kind} webhook", func() {
\tvar object *${type}

\tBeforeEach(func() {
\t\tobject = &${type}{}
\t})
${tests}})
`;
}

function structTests({ kind, webhooks }: GoResource): string {
  return `${
    webhooks.defaulting
      ? `
\tIt("sets defaults", func() {
\t\tdefaulter := ${kind}CustomDefaulter{}
\t\tExpect(defaulter.Default(ctx, object)).To(Succeed())
\t\t// TODO(user): expect the defaults.
\t})
`
      : ''
  }${
    webhooks.validation
      ? `
\tIt("admits a valid object", func() {
\t\tvalidator := ${kind}CustomValidator{}

\t\t_, err := validator.ValidateCreate(ctx, object)
\t\tExpect(err).NotTo(HaveOccurred())

\t\t_, err = validator.ValidateUpdate(ctx, object.DeepCopy(), object)
\t\tExpect(err).NotTo(HaveOccurred())

\t\t_, err = validator.ValidateDelete(ctx, object)
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
\t\tobject.Default()
\t\t// TODO(user): expect the defaults.
\t})
`
      : ''
  }${
    webhooks.validation
      ? `
\tIt("admits a valid object", func() {
\t\t_, err := object.ValidateCreate()
\t\tExpect(err).NotTo(HaveOccurred())

\t\t_, err = object.ValidateUpdate(object.DeepCopy())
\t\tExpect(err).NotTo(HaveOccurred())

\t\t_, err = object.ValidateDelete()
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
\t\tExpect(object).NotTo(BeNil())
\t})
`;
  }
  return spokes
    .map(
      ({ types, version }) => `
\tIt("converts to ${version} and back", func() {
\t\tobject.Name = "sample"
\t\tspoke := &${imports.named(types.path, types.alias)}.${kind}{}
\t\tExpect(spoke.ConvertFrom(object)).To(Succeed())

\t\tback := &${type}{}
\t\tExpect(spoke.ConvertTo(back)).To(Succeed())
\t\tExpect(back).To(Equal(object))
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
