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
  // Since the suite prepares what the tests need, it looks what is there, and commands give text.
  const looks = profile.e2eSetup !== 'in-test';
  const [output, text] = looks ? ['string', 'string(output)'] : ['[]byte', 'output'];
  return `${go.header}package utils

${imports.block()}
const (
${constants(go)})

// Run runs a command in the project's directory and returns what it prints.
func Run(cmd *exec.Cmd) (${output}, error) {
\tdir, err := GetProjectDir()
\tif err != nil {
\t\treturn ${looks ? '""' : 'nil'}, err
\t}
\tcmd.Dir = dir
\tcmd.Env = append(os.Environ(), "GO111MODULE=on")
\tcommand := strings.Join(cmd.Args, " ")
\t_, _ = fmt.Fprintf(ginkgo.GinkgoWriter, "running: %q\\n", command)
\toutput, err := cmd.CombinedOutput()
\tif err != nil {
\t\treturn ${text}, fmt.Errorf("%q failed with %q: %w", command, string(output), err)
\t}
\treturn ${text}, nil
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

${loadImage(profile.kindPassed)}${looks ? UNCOMMENT : ''}${looks ? CERT_MANAGER_INSTALLED : ''}
// InstallCertManager installs cert-manager and waits until its webhook answers.
func InstallCertManager() error {
\turl := fmt.Sprintf(certmanagerURLTmpl, certmanagerVersion)
\tif _, err := Run(exec.Command("kubectl", "apply", "-f", url)); err != nil {
\t\treturn err
\t}
\t_, err := Run(exec.Command("kubectl", "wait", "deployment/cert-manager-webhook",
\t\t"--for", "condition=Available", "--namespace", "cert-manager", "--timeout", "5m"))
\treturn err
}

// UninstallCertManager removes cert-manager; what is left of it is a warning.
func UninstallCertManager() {
\turl := fmt.Sprintf(certmanagerURLTmpl, certmanagerVersion)
\tif _, err := Run(exec.Command("kubectl", "delete", "--ignore-not-found", "-f", url)); err != nil {
\t\twarnError(err)
\t}
${profile.e2eRemovesLeases ? LEASES : ''}}
${prometheus && looks ? PROMETHEUS_INSTALLED : ''}${prometheus ? PROMETHEUS : ''}
func warnError(err error) {
\t_, _ = fmt.Fprintf(ginkgo.GinkgoWriter, "warning: %v\\n", err)
}
`;
}

/** Versions stand apart from the addresses, so that one can be changed without the other. */
function constants({ profile }: GoProject): string {
  const address = (repository: string, file: string) =>
    `"https://github.com/${repository}/releases/download/%s/${file}"`;
  const owner = profile.e2eCertManagerOwner;
  const groups = [
    ...(profile.e2ePrometheusOperator === ''
      ? []
      : [
          [
            ['prometheusOperatorVersion', `= "${profile.e2ePrometheusOperator}"`],
            ['prometheusOperatorURL', `= ${address('prometheus-operator/prometheus-operator', 'bundle.yaml')}`],
          ],
        ]),
    [
      ['certmanagerVersion', `= "${profile.e2eCertManager}"`],
      ['certmanagerURLTmpl', `= ${address(`${owner}/cert-manager`, 'cert-manager.yaml')}`],
    ],
    ...(profile.kindPassed
      ? [
          [
            ['defaultKindBinary', '= "kind"'],
            ['defaultKindCluster', '= "kind"'],
          ],
        ]
      : []),
  ];
  return groups.map((group) => align(group, '\t')).join('\n');
}

function loadImage(kindPassed: boolean): string {
  const binary = kindPassed
    ? `\tbinary := defaultKindBinary
\tif set, ok := os.LookupEnv("KIND"); ok {
\t\tbinary = set
\t}
`
    : '';
  return `// LoadImageToKindClusterWithName makes a local image known to the kind cluster (KIND_CLUSTER, or kind).
func LoadImageToKindClusterWithName(name string) error {
\tcluster := ${kindPassed ? 'defaultKindCluster' : '"kind"'}
\tif set, ok := os.LookupEnv("KIND_CLUSTER"); ok {
\t\tcluster = set
\t}
${binary}\t_, err := Run(exec.Command(${kindPassed ? 'binary' : '"kind"'}, "load", "docker-image", name, "--name", cluster))
\treturn err
}
`;
}

const UNCOMMENT = `
// UncommentCode takes the prefix from every line of target where target first stands in the file.
func UncommentCode(filename, target, prefix string) error {
\tcontent, err := os.ReadFile(filename) // #nosec G304
\tif err != nil {
\t\treturn fmt.Errorf("reading %q: %w", filename, err)
\t}
\tbefore, after, found := strings.Cut(string(content), target)
\tif !found {
\t\treturn fmt.Errorf("%q is not in %q", target, filename)
\t}
\tlines := strings.Split(target, "\\n")
\tfor i, line := range lines {
\t\tlines[i] = strings.TrimPrefix(line, prefix)
\t}
\ttext := before + strings.Join(lines, "\\n") + after
\treturn os.WriteFile(filename, []byte(text), 0o644) // #nosec G306
}
`;

const CERT_MANAGER_INSTALLED = `
// IsCertManagerCRDsInstalled tells whether the cluster knows cert-manager's kinds.
func IsCertManagerCRDsInstalled() bool {
\t_, err := Run(exec.Command("kubectl", "get", "crd", "certificates.cert-manager.io", "issuers.cert-manager.io"))
\treturn err == nil
}
`;

const LEASES = `\t// cert-manager keeps these in a namespace that is not its own.
\tfor _, lease := range []string{"cert-manager-cainjector-leader-election", "cert-manager-controller"} {
\t\tcmd := exec.Command("kubectl", "delete", "lease", lease, "--namespace", "kube-system", "--ignore-not-found")
\t\tif _, err := Run(cmd); err != nil {
\t\t\twarnError(err)
\t\t}
\t}
`;

const PROMETHEUS_INSTALLED = `
// IsPrometheusCRDsInstalled tells whether the cluster knows the Prometheus operator's kinds.
func IsPrometheusCRDsInstalled() bool {
\t_, err := Run(exec.Command("kubectl", "get", "crd", "servicemonitors.monitoring.coreos.com"))
\treturn err == nil
}
`;

const PROMETHEUS = `
// InstallPrometheusOperator installs the Prometheus operator. Its CRDs are too large for an annotation, hence create.
func InstallPrometheusOperator() error {
\t_, err := Run(exec.Command("kubectl", "create", "-f", fmt.Sprintf(prometheusOperatorURL, prometheusOperatorVersion)))
\treturn err
}

// UninstallPrometheusOperator removes the Prometheus operator; what is left of it is a warning.
func UninstallPrometheusOperator() {
\turl := fmt.Sprintf(prometheusOperatorURL, prometheusOperatorVersion)
\tif _, err := Run(exec.Command("kubectl", "delete", "--ignore-not-found", "-f", url)); err != nil {
\t\twarnError(err)
\t}
}
`;
