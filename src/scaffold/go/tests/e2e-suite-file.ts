import type { GoProject } from '../go-project.ts';
import { Imports } from '../text/imports.ts';

/** `test/e2e/e2e_suite_test.go`: builds the image, loads it into kind, and installs what the scaffold relies on. */
export function e2eSuiteFile(go: GoProject): string {
  const { project, profile } = go;
  const imports = new Imports(project.repo)
    .use('fmt')
    .use('testing')
    .use('github.com/onsi/ginkgo/v2', '.')
    .use('github.com/onsi/gomega', '.');
  const prepares = profile.e2eSetup !== 'in-test';
  if (prepares) imports.use('os').use('os/exec').use(`${project.repo}/test/utils`);
  return `${e2eTag(go)}${go.header}package e2e

${imports.block()}
${prepares ? variables(go) : ''}// TestE2E deploys the project to a kind cluster.${prepares ? ' CERT_MANAGER_INSTALL_SKIP=true leaves cert-manager alone.' : ''}
func TestE2E(t *testing.T) {
\tRegisterFailHandler(Fail)
\t_, _ = fmt.Fprintf(GinkgoWriter, "end-to-end tests of ${project.projectName}\\n")
\tRunSpecs(t, "e2e suite")
}
${prepares ? preparation(go) : ''}`;
}

export function e2eTag(go: GoProject): string {
  return go.profile.e2eTag ? '//go:build e2e\n\n' : '';
}

/** What the variable for the manager's image is called. */
export function e2eImage({ profile }: GoProject): string {
  return { 'in-test': 'projectimage', suite: 'projectImage', functions: 'managerImage' }[profile.e2eSetup];
}

/** The name of that image. */
export function e2eImageName({ project }: GoProject): string {
  return `example.com/${project.projectName}:v0.0.1`;
}

function variables(go: GoProject): string {
  const image = `\t// ${e2eImage(go)} is built from this project and loaded into the cluster.
\t${e2eImage(go)} = "${e2eImageName(go)}"
`;
  if (go.profile.e2eSetup === 'functions') {
    return `var (
${image}\t// shouldCleanupCertManager tells whether cert-manager was installed here, and is to be removed again.
\tshouldCleanupCertManager = false
)

`;
  }
  const prometheus = go.profile.e2eInstallsPrometheus
    ? `\t// PROMETHEUS_INSTALL_SKIP=true leaves the Prometheus operator alone.
\tskipPrometheusInstall = os.Getenv("PROMETHEUS_INSTALL_SKIP") == "true"
\t// isPrometheusOperatorAlreadyInstalled is what was found before the tests.
\tisPrometheusOperatorAlreadyInstalled = false

`
    : '';
  return `var (
\t// CERT_MANAGER_INSTALL_SKIP=true leaves cert-manager alone.
\tskipCertManagerInstall = os.Getenv("CERT_MANAGER_INSTALL_SKIP") == "true"
\t// isCertManagerAlreadyInstalled is what was found before the tests.
\tisCertManagerAlreadyInstalled = false

${prometheus}${image})

`;
}

function preparation(go: GoProject): string {
  const { profile } = go;
  const functions = profile.e2eSetup === 'functions';
  const kuberc = profile.e2eKubercOff ? '\tconfigureKubectlKubeRC()\n\n' : '';
  return `
var _ = BeforeSuite(func() {
${kuberc}\tBy("building the image")
\t_, err := utils.Run(exec.Command("make", "docker-build", fmt.Sprintf("IMG=%s", ${e2eImage(go)})))
\tExpect(err).NotTo(HaveOccurred())

\tBy("loading the image into the cluster")
\tExpect(utils.LoadImageToKindClusterWithName(${e2eImage(go)})).To(Succeed())

${functions ? '\tsetupCertManager()\n' : installs(profile.e2eInstallsPrometheus)}})

var _ = AfterSuite(func() {
${functions ? '\tteardownCertManager()\n' : removes(profile.e2eInstallsPrometheus)}})
${functions ? CERT_MANAGER_FUNCTIONS : ''}${profile.e2eKubercOff ? KUBERC : ''}`;
}

function installs(prometheus: boolean): string {
  const certManager = `\tif !skipCertManagerInstall {
\t\tisCertManagerAlreadyInstalled = utils.IsCertManagerCRDsInstalled()
\t\tif !isCertManagerAlreadyInstalled {
\t\t\tBy("installing cert-manager")
\t\t\tExpect(utils.InstallCertManager()).To(Succeed())
\t\t}
\t}
`;
  if (!prometheus) return certManager;
  return `\tif !skipPrometheusInstall {
\t\tisPrometheusOperatorAlreadyInstalled = utils.IsPrometheusCRDsInstalled()
\t\tif !isPrometheusOperatorAlreadyInstalled {
\t\t\tBy("installing the Prometheus operator")
\t\t\tExpect(utils.InstallPrometheusOperator()).To(Succeed())
\t\t}
\t}
${certManager}`;
}

function removes(prometheus: boolean): string {
  const operator = `\tif !skipPrometheusInstall && !isPrometheusOperatorAlreadyInstalled {
\t\tBy("removing the Prometheus operator")
\t\tutils.UninstallPrometheusOperator()
\t}
`;
  return `${prometheus ? operator : ''}\tif !skipCertManagerInstall && !isCertManagerAlreadyInstalled {
\t\tBy("removing cert-manager")
\t\tutils.UninstallCertManager()
\t}
`;
}

const CERT_MANAGER_FUNCTIONS = `
// setupCertManager installs cert-manager, unless it is there or is to be left alone.
func setupCertManager() {
\tif os.Getenv("CERT_MANAGER_INSTALL_SKIP") == "true" || utils.IsCertManagerCRDsInstalled() {
\t\treturn
\t}
\tBy("installing cert-manager")
\t// What was begun is removed, even where it fails.
\tshouldCleanupCertManager = true
\tExpect(utils.InstallCertManager()).To(Succeed())
}

// teardownCertManager removes cert-manager where setupCertManager installed it.
func teardownCertManager() {
\tif !shouldCleanupCertManager {
\t\treturn
\t}
\tBy("removing cert-manager")
\tutils.UninstallCertManager()
}
`;

const KUBERC = `
// configureKubectlKubeRC has kubectl pass over the user's own settings, unless KUBECTL_KUBERC=true.
func configureKubectlKubeRC() {
\tif os.Getenv("KUBECTL_KUBERC") != "true" {
\t\tExpect(os.Setenv("KUBECTL_KUBERC", "false")).To(Succeed())
\t}
}
`;
