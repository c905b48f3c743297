import type { GoProject } from '../go-project.ts';
import { Imports } from '../text/imports.ts';

/** `test/e2e/e2e_suite_test.go`: builds the image, loads it into kind, and installs what the scaffold relies on. */
export function e2eSuiteFile(go: GoProject): string {
  const { project, profile } = go;
  const imports = new Imports(project.repo)
    .use('fmt')
    .use('os')
    .use('os/exec')
    .use('testing')
    .use('github.com/onsi/ginkgo/v2', '.')
    .use('github.com/onsi/gomega', '.')
    .use(`${project.repo}/test/utils`);
  const image = `example.com/${project.projectName}:v0.0.1`;
  return `${e2eTag(go)}${go.header}package e2e

${imports.block()}
// managerImage is built from this project and loaded into the cluster.
const managerImage = "${image}"

// installedCertManager tells whether cert-manager was installed here, and is to be removed again.
var installedCertManager bool

// TestE2E deploys the project to a kind cluster. CERT_MANAGER_INSTALL_SKIP=true leaves cert-manager alone.
func TestE2E(t *testing.T) {
\tRegisterFailHandler(Fail)
\t_, _ = fmt.Fprintf(GinkgoWriter, "end-to-end tests of ${project.projectName}\\n")
\tRunSpecs(t, "e2e suite")
}

var _ = BeforeSuite(func() {
\tBy("building the image")
\t_, err := utils.Run(exec.Command("make", "docker-build", fmt.Sprintf("IMG=%s", managerImage)))
\tExpect(err).NotTo(HaveOccurred())

\tBy("loading the image into the cluster")
\tExpect(utils.LoadImageToKindClusterWithName(managerImage)).To(Succeed())

\tif os.Getenv("CERT_MANAGER_INSTALL_SKIP") != "true" && !utils.IsCertManagerCRDsInstalled() {
\t\tBy("installing cert-manager")
\t\tExpect(utils.InstallCertManager()).To(Succeed())
\t\tinstalledCertManager = true
\t}
${profile.e2ePrometheusOperator === '' ? '' : PROMETHEUS}})

var _ = AfterSuite(func() {
\tif installedCertManager {
\t\tBy("removing cert-manager")
\t\tutils.UninstallCertManager()
\t}
${profile.e2ePrometheusOperator === '' ? '' : '\tutils.UninstallPrometheusOperator()\n'}})
`;
}

export function e2eTag(go: GoProject): string {
  return go.profile.e2eTag ? '//go:build e2e\n\n' : '';
}

const PROMETHEUS = `
\tif !utils.IsPrometheusCRDsInstalled() {
\t\tBy("installing the Prometheus operator")
\t\tExpect(utils.InstallPrometheusOperator()).To(Succeed())
\t}
`;
