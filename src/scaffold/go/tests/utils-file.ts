import type { GoProject } from '../go-project.ts';
import { align } from '../text/align.ts';
import { Imports } from '../text/imports.ts';

/** `test/utils/utils.go`: running commands, kind, cert-manager (and the Prometheus operator) for the e2e tests. */
export function utilsFile(go: GoProject): string {
  const { profile } = go;
  const imports = new Imports(go.project.repo)
    .use('fmt')
    .use('os')
    .use('os/exec')
    .use('path/filepath')
    .use('strings')
    .use('github.com/onsi/ginkgo/v2', 'ginkgo');
  const prometheus = profile.e2ePrometheusOperator !== '';
  const urls = [
    ['certManagerURL', `= "${release('cert-manager/cert-manager', profile.e2eCertManager)}/cert-manager.yaml"`],
    ...(prometheus
      ? [
          [
            'prometheusOperatorURL',
            `= "${release('prometheus-operator/prometheus-operator', profile.e2ePrometheusOperator)}/bundle.yaml"`,
          ],
        ]
      : []),
  ];
  const defaultCluster = ['by-hand', 'checked'].includes(profile.e2eCluster)
    ? 'kind'
    : `${go.project.projectName}-test-e2e`;
  return `${go.header}package utils

${imports.block()}
const (
${align(urls, '\t')})

// Run runs a command in the project's directory and returns what it prints.
func Run(cmd *exec.Cmd) (string, error) {
\tdir, err := GetProjectDir()
\tif err != nil {
\t\treturn "", err
\t}
\tcmd.Dir = dir
\tcmd.Env = append(os.Environ(), "GO111MODULE=on")
\tcommand := strings.Join(cmd.Args, " ")
\t_, _ = fmt.Fprintf(ginkgo.GinkgoWriter, "running: %q\\n", command)
\toutput, err := cmd.CombinedOutput()
\tif err != nil {
\t\treturn string(output), fmt.Errorf("%q failed with %q: %w", command, string(output), err)
\t}
\treturn string(output), nil
}

// GetProjectDir is the root of the project: the directory that holds go.mod.
func GetProjectDir() (string, error) {
\tdir, err := os.Getwd()
\tif err != nil {
\t\treturn "", fmt.Errorf("finding the current directory: %w", err)
\t}
\tfor {
\t\tif _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
\t\t\treturn dir, nil
\t\t}
\t\tparent := filepath.Dir(dir)
\t\tif parent == dir {
\t\t\treturn "", fmt.Errorf("no go.mod above the current directory")
\t\t}
\t\tdir = parent
\t}
}

// GetNonEmptyLines splits what a command printed into its lines, empty ones left out.
func GetNonEmptyLines(output string) []string {
\treturn strings.FieldsFunc(output, func(r rune) bool { return r == '\\n' })
}

// LoadImageToKindClusterWithName makes a local image known to the kind cluster (KIND_CLUSTER, or ${defaultCluster}).
func LoadImageToKindClusterWithName(name string) error {
\tcluster := valueOr("KIND_CLUSTER", "${defaultCluster}")
\t_, err := Run(exec.Command(valueOr("KIND", "kind"), "load", "docker-image", name, "--name", cluster))
\treturn err
}

func valueOr(variable, value string) string {
\tif set := os.Getenv(variable); set != "" {
\t\treturn set
\t}
\treturn value
}

// IsCertManagerCRDsInstalled tells whether the cluster knows cert-manager's kinds.
func IsCertManagerCRDsInstalled() bool {
\treturn hasCRDs("certificates.cert-manager.io", "issuers.cert-manager.io")
}

// InstallCertManager installs cert-manager and waits until its webhook answers.
func InstallCertManager() error {
\tif _, err := Run(exec.Command("kubectl", "apply", "-f", certManagerURL)); err != nil {
\t\treturn err
\t}
\t_, err := Run(exec.Command("kubectl", "wait", "deployment/cert-manager-webhook",
\t\t"--for", "condition=Available", "--namespace", "cert-manager", "--timeout", "5m"))
\treturn err
}

// UninstallCertManager removes cert-manager; what is left of it is a warning.
func UninstallCertManager() {
\tuninstall(certManagerURL)
\t// cert-manager keeps these in a namespace that is not its own.
\tfor _, lease := range []string{"cert-manager-cainjector-leader-election", "cert-manager-controller"} {
\t\tcmd := exec.Command("kubectl", "delete", "lease", lease, "--namespace", "kube-system", "--ignore-not-found")
\t\tif _, err := Run(cmd); err != nil {
\t\t\twarn(err)
\t\t}
\t}
}
${prometheus ? PROMETHEUS : ''}
func hasCRDs(names ...string) bool {
\tfor _, name := range names {
\t\tif _, err := Run(exec.Command("kubectl", "get", "crd", name)); err != nil {
\t\t\treturn false
\t\t}
\t}
\treturn true
}

func uninstall(url string) {
\tif _, err := Run(exec.Command("kubectl", "delete", "--ignore-not-found", "-f", url)); err != nil {
\t\twarn(err)
\t}
}

func warn(err error) {
\t_, _ = fmt.Fprintf(ginkgo.GinkgoWriter, "warning: %v\\n", err)
}
`;
}

function release(repository: string, version: string): string {
  return `https://github.com/${repository}/releases/download/${version}`;
}

const PROMETHEUS = `
// IsPrometheusCRDsInstalled tells whether the cluster knows the Prometheus operator's kinds.
func IsPrometheusCRDsInstalled() bool {
\treturn hasCRDs("servicemonitors.monitoring.coreos.com")
}

// InstallPrometheusOperator installs the Prometheus operator. Its CRDs are too large for an annotation, hence create.
func InstallPrometheusOperator() error {
\t_, err := Run(exec.Command("kubectl", "create", "-f", prometheusOperatorURL))
\treturn err
}

// UninstallPrometheusOperator removes the Prometheus operator; what is left of it is a warning.
func UninstallPrometheusOperator() {
\tuninstall(prometheusOperatorURL)
}
`;
