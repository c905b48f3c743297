import type { GoPackage, GoProject, GoResource } from '../go-project.ts';
import { admits } from '../go-project.ts';
import { fromPackage, suiteAssets, suiteImports, suiteVariables } from '../tests/suite-parts.ts';
import { testsBesideTypes } from './tests-beside-types.ts';

/** `webhook_suite_test.go`: an API server that calls the webhooks of one package, served by a manager. */
export function webhookSuiteFile(go: GoProject, target: GoPackage, resources: readonly GoResource[]): string {
  const { profile } = go;
  const methods = profile.webhookStyle === 'methods';
  const imports = suiteImports(go.project.repo)
    .use('context')
    .use('crypto/tls')
    .use('fmt')
    .use('net')
    .use('time')
    .use('sigs.k8s.io/controller-runtime', 'ctrl')
    .use('sigs.k8s.io/controller-runtime/pkg/metrics/server', 'metricsserver')
    .use('sigs.k8s.io/controller-runtime/pkg/webhook');
  const assets = suiteAssets(go, target.directory, imports);
  const { name, prefix } = methods ? testsBesideTypes(go, target, imports) : { name: target.name, prefix: '' };
  const foreign = resources.filter(({ api, external }) => api !== undefined || external);
  const schemes = new Set(
    methods
      ? [`${prefix}AddToScheme`]
      : foreign.map(({ types }) => `${imports.named(types.path, types.alias)}.AddToScheme`),
  );
  const setups = resources.map(({ kind }) =>
    methods ? `(&${prefix}${kind}{}).SetupWebhookWithManager(mgr)` : `Setup${kind}WebhookWithManager(mgr)`,
  );
  const check = (call: string) => `\terr = ${call}\n\tExpect(err).NotTo(HaveOccurred())\n\n`;
  const admitting = go.resources.some(admits);
  return `${go.header}package ${name}

${imports.block(`${go.marker}scaffold:imports`)}
${suiteVariables(true)}
func TestAPIs(t *testing.T) {
\tRegisterFailHandler(Fail)
\tRunSpecs(t, "Webhook Suite")
}

var _ = BeforeSuite(func() {
\tlogf.SetLogger(zap.New(zap.WriteTo(GinkgoWriter), zap.UseDevMode(true)))
\tctx, cancel = context.WithCancel(context.Background())

\tvar err error
${[...schemes].map((add) => check(`${add}(scheme.Scheme)`)).join('')}\t${go.marker}scaffold:scheme

\ttestEnv = &envtest.Environment{
\t\tCRDDirectoryPaths:     []string{${fromPackage(target.directory, 'config', 'crd', 'bases')}},
\t\tErrorIfCRDPathMissing: false,
\t\tBinaryAssetsDirectory: ${assets.expression},
${admitting ? `\t\tWebhookInstallOptions: envtest.WebhookInstallOptions{\n\t\t\tPaths: []string{${fromPackage(target.directory, 'config', 'webhook', 'manifests.yaml')}},\n\t\t},\n` : ''}\t}
\tcfg, err = testEnv.Start()
\tExpect(err).NotTo(HaveOccurred())

\tk8sClient, err = client.New(cfg, client.Options{Scheme: scheme.Scheme})
\tExpect(err).NotTo(HaveOccurred())

\tserving := testEnv.WebhookInstallOptions
\tmgr, err := ctrl.NewManager(cfg, ctrl.Options{
\t\tScheme: scheme.Scheme,
\t\tWebhookServer: webhook.NewServer(webhook.Options{
\t\t\tHost:    serving.LocalServingHost,
\t\t\tPort:    serving.LocalServingPort,
\t\t\tCertDir: serving.LocalServingCertDir,
\t\t}),
\t\tMetrics: metricsserver.Options{BindAddress: "0"},
\t})
\tExpect(err).NotTo(HaveOccurred())

${setups.map(check).join('')}\t${go.marker}scaffold:webhook

\tgo func() {
\t\tdefer GinkgoRecover()
\t\tExpect(mgr.Start(ctx)).To(Succeed())
\t}()

\taddress := net.JoinHostPort(serving.LocalServingHost, fmt.Sprint(serving.LocalServingPort))
\tEventually(func() error {
\t\t// The certificate is envtest's own; that something answers is what counts here.
\t\tconn, err := tls.DialWithDialer(&net.Dialer{Timeout: time.Second}, "tcp", address,
\t\t\t&tls.Config{InsecureSkipVerify: true}) // #nosec G402
\t\tif err != nil {
\t\t\treturn err
\t\t}
\t\treturn conn.Close()
\t}).WithTimeout(10 * time.Second).Should(Succeed())
})

var _ = AfterSuite(func() {
\tcancel()
\tExpect(testEnv.Stop()).To(Succeed())
})
${assets.declaration}`;
}
