import type { GoPackage, GoProject, GoResource } from '../go-project.ts';
import { fromPackage, suiteAssets, suiteImports, suiteVariables } from '../tests/suite-parts.ts';

/** `suite_test.go` beside the controllers of one package: an API server with the project's CRDs. */
export function controllerSuiteFile(go: GoProject, target: GoPackage, resources: readonly GoResource[]): string {
  const imports = suiteImports(go.project.repo);
  const assets = suiteAssets(go, target.directory, imports);
  const { suiteContext } = go.profile;
  if (suiteContext) imports.use('context');
  const known = new Map(
    resources
      .filter(({ api, external }) => api !== undefined || external)
      .map(({ types }) => [imports.named(types.path, types.alias), types]),
  );
  const schemes = [...known.keys()]
    .map((alias) => `\terr = ${alias}.AddToScheme(scheme.Scheme)\n\tExpect(err).NotTo(HaveOccurred())\n\n`)
    .join('');
  // A project that watches foreign kinds alone has no config/crd.
  const required = go.apiPackages.length > 0;
  return `${go.header}package ${target.name}

${imports.block(`${go.marker}scaffold:imports`)}
${suiteVariables(suiteContext)}
func TestControllers(t *testing.T) {
\tRegisterFailHandler(Fail)
\tRunSpecs(t, "Controller Suite")
}

var _ = BeforeSuite(func() {
\tlogf.SetLogger(zap.New(zap.WriteTo(GinkgoWriter), zap.UseDevMode(true)))
${suiteContext ? '\tctx, cancel = context.WithCancel(context.Background())\n' : ''}
\tvar err error
${schemes}\t${go.marker}scaffold:scheme

\ttestEnv = &envtest.Environment{
\t\tCRDDirectoryPaths:     []string{${fromPackage(target.directory, 'config', 'crd', 'bases')}},
\t\tErrorIfCRDPathMissing: ${required},
\t\tBinaryAssetsDirectory: ${assets.expression},
\t}
\tcfg, err = testEnv.Start()
\tExpect(err).NotTo(HaveOccurred())

\tk8sClient, err = client.New(cfg, client.Options{Scheme: scheme.Scheme})
\tExpect(err).NotTo(HaveOccurred())
})

var _ = AfterSuite(func() {
${suiteContext ? '\tcancel()\n' : ''}\tExpect(testEnv.Stop()).To(Succeed())
})
${assets.declaration}`;
}
