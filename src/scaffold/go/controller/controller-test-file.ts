import type { GoProject, GoResource } from '../go-project.ts';
import { Imports } from '../text/imports.ts';

/** `<kind>_controller_test.go`. Types of ours are created in the API server of envtest; others are not there. */
export function controllerTestFile(go: GoProject, resource: GoResource): string {
  if (resource.api !== undefined) return ownTest(go, resource);
  if (resource.path === '') return untypedTest(go, resource);
  return resource.core ? coreTest(go, resource) : foreignTest(go, resource);
}

function ownTest(go: GoProject, resource: GoResource): string {
  const { kind } = resource;
  const namespaced = resource.api?.namespaced !== false;
  const imports = testImports(go)
    .use('k8s.io/apimachinery/pkg/apis/meta/v1', 'metav1')
    .use('sigs.k8s.io/controller-runtime/pkg/client');
  const types = imports.named(resource.types.path, resource.types.alias);
  return `${go.header}package ${resource.controllerPackage.name}

${imports.block()}
var _ = Describe("${kind} controller", func() {
\tconst ${namespaced ? 'name, namespace = "sample", "default"' : 'name = "sample"'}
\tctx := context.Background()
\tkey := types.NamespacedName{Name: name${namespaced ? ', Namespace: namespace' : ''}}
\tvar object *${types}.${kind}

\tBeforeEach(func() {
\t\tobject = &${types}.${kind}{ObjectMeta: metav1.ObjectMeta{Name: name${namespaced ? ', Namespace: namespace' : ''}}}
\t\tExpect(k8sClient.Create(ctx, object)).To(Succeed())
\t\tDeferCleanup(func() {
\t\t\tExpect(client.IgnoreNotFound(k8sClient.Delete(ctx, object))).To(Succeed())
\t\t})
\t})

\tIt("reconciles an object that exists", func() {
\t\treconciler := &${kind}Reconciler{Client: k8sClient, Scheme: k8sClient.Scheme()}
\t\t_, err := reconciler.Reconcile(ctx, reconcile.Request{NamespacedName: key})
\t\tExpect(err).NotTo(HaveOccurred())
\t\t// TODO(user): expect what the reconciler changes in the cluster.
\t})

\tIt("passes over an object that is gone", func() {
\t\tExpect(k8sClient.Delete(ctx, object)).To(Succeed())
\t\treconciler := &${kind}Reconciler{Client: k8sClient, Scheme: k8sClient.Scheme()}
\t\tresult, err := reconciler.Reconcile(ctx, reconcile.Request{NamespacedName: key})
\t\tExpect(err).NotTo(HaveOccurred())
\t\tExpect(result).To(Equal(reconcile.Result{}))
\t})
})
`;
}

/** Objects of Kubernetes' own types have rules of their own, so none is created here. */
function coreTest(go: GoProject, resource: GoResource): string {
  const { kind } = resource;
  return `${go.header}package ${resource.controllerPackage.name}

${testImports(go).block()}
var _ = Describe("${kind} controller", func() {
\tconst name, namespace = "gone", "default"
\tctx := context.Background()

\tIt("passes over an object that is gone", func() {
\t\treconciler := &${kind}Reconciler{Client: k8sClient, Scheme: k8sClient.Scheme()}
${GONE}\t\t// TODO(user): create objects, and expect what the reconciler does about them.
\t})
})
`;
}

/** The CRD of a foreign type is not installed, so the API is a fake that knows its Go type. */
function foreignTest(go: GoProject, resource: GoResource): string {
  const { kind } = resource;
  const imports = testImports(go).use('sigs.k8s.io/controller-runtime/pkg/client/fake');
  imports.use('k8s.io/client-go/kubernetes/scheme');
  return `${go.header}package ${resource.controllerPackage.name}

${imports.block()}
var _ = Describe("${kind} controller", func() {
\tconst name, namespace = "gone", "default"
\tctx := context.Background()

\tIt("passes over an object that is gone", func() {
\t\tfakeClient := fake.NewClientBuilder().WithScheme(scheme.Scheme).Build()
\t\treconciler := &${kind}Reconciler{Client: fakeClient, Scheme: scheme.Scheme}
${GONE}\t\t// TODO(user): create objects in the fake client, and expect what the reconciler does about them.
\t})
})
`;
}

/** There is no type to create an object of. */
function untypedTest(go: GoProject, resource: GoResource): string {
  const { kind } = resource;
  return `${go.header}package ${resource.controllerPackage.name}

${testImports(go).block()}
var _ = Describe("${kind} controller", func() {
\tconst name, namespace = "sample", "default"
\tctx := context.Background()

\tIt("reconciles what a request names", func() {
\t\treconciler := &${kind}Reconciler{Client: k8sClient, Scheme: k8sClient.Scheme()}
\t\tkey := types.NamespacedName{Name: name, Namespace: namespace}
\t\t_, err := reconciler.Reconcile(ctx, reconcile.Request{NamespacedName: key})
\t\tExpect(err).NotTo(HaveOccurred())
\t\t// TODO(user): create objects, and expect what the reconciler does about them.
\t})
})
`;
}

const GONE = `\t\tgone := types.NamespacedName{Name: name, Namespace: namespace}
\t\tresult, err := reconciler.Reconcile(ctx, reconcile.Request{NamespacedName: gone})
\t\tExpect(err).NotTo(HaveOccurred())
\t\tExpect(result).To(Equal(reconcile.Result{}))
`;

function testImports(go: GoProject): Imports {
  return new Imports(go.project.repo)
    .use('context')
    .use('github.com/onsi/ginkgo/v2', '.')
    .use('github.com/onsi/gomega', '.')
    .use('k8s.io/apimachinery/pkg/types')
    .use('sigs.k8s.io/controller-runtime/pkg/reconcile');
}
