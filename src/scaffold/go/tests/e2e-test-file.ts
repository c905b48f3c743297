import { type GoProject, type GoResource, withWebhooks } from '../go-project.ts';
import { Imports } from '../text/imports.ts';
import { e2eImage, e2eImageName, e2eTag } from './e2e-suite-file.ts';

/** `test/e2e/e2e_test.go`: the manager runs, serves its metrics to those who may read them, and gets certificates. */
export function e2eTestFile(go: GoProject): string {
  const { project, profile } = go;
  const { projectName } = project;
  const prepared = profile.e2eSetup !== 'in-test';
  const metrics = prepared && profile.metricsFilter !== 'never';
  const webhooks = withWebhooks(go);
  const certificates = webhooks.length > 0 && profile.certManagerWithWebhooks;
  const imports = new Imports(project.repo)
    .use('fmt')
    .use('os/exec')
    .use('time')
    .use('github.com/onsi/ginkgo/v2', '.')
    .use('github.com/onsi/gomega', '.')
    .use(`${project.repo}/test/utils`);
  if (metrics) imports.use('encoding/json').use('os').use('path/filepath');
  return `${e2eTag(go)}${go.header}package e2e

${imports.block()}
// namespace is where the project is deployed.
const namespace = "${projectName}-system"
${metrics ? metricsNames(projectName) : ''}
var _ = Describe("Manager", Ordered, func() {
${prepared ? '' : `\tconst projectimage = "${e2eImageName(go)}"\n`}\tvar controllerPodName string

\tBeforeAll(func() {
${prepared ? '' : preparation(go)}\t\tBy("creating the namespace")
\t\t_, err := utils.Run(exec.Command("kubectl", "create", "namespace", namespace))
\t\tExpect(err).NotTo(HaveOccurred())
${profile.podSeccompProfile ? RESTRICTED : ''}
\t\tBy("deploying the manager")
\t\t_, err = utils.Run(exec.Command("make", "deploy", fmt.Sprintf("IMG=%s", ${e2eImage(go)})))
\t\tExpect(err).NotTo(HaveOccurred())
\t})

\tAfterAll(func() {
${metrics ? '\t\t_, _ = utils.Run(exec.Command("kubectl", "delete", "clusterrolebinding", metricsRoleBindingName,\n\t\t\t"--ignore-not-found"))\n' : ''}\t\t_, _ = utils.Run(exec.Command("make", "undeploy", "ignore-not-found=true"))
\t\t_, _ = utils.Run(exec.Command("kubectl", "delete", "namespace", namespace, "--ignore-not-found"))
${prepared ? '' : '\t\tutils.UninstallCertManager()\n\t\tutils.UninstallPrometheusOperator()\n'}\t})

\tAfterEach(func() {
\t\tif !CurrentSpecReport().Failed() {
\t\t\treturn
\t\t}
\t\tfor _, arguments := range [][]string{
\t\t\t{"logs", controllerPodName, "--namespace", namespace, "--all-containers"},
\t\t\t{"get", "events", "--namespace", namespace, "--sort-by=.lastTimestamp"},
\t\t\t{"describe", "pod", controllerPodName, "--namespace", namespace},
\t\t} {
\t\t\toutput, _ := utils.Run(exec.Command("kubectl", arguments...))
\t\t\t_, _ = fmt.Fprintln(GinkgoWriter, ${prepared ? 'output' : 'string(output)'})
\t\t}
\t})

\tSetDefaultEventuallyTimeout(2 * time.Minute)
\tSetDefaultEventuallyPollingInterval(time.Second)

\tContext("Manager", func() {
\t\tIt("runs", func() {
\t\t\tEventually(func(g Gomega) {
\t\t\t\toutput, err := utils.Run(exec.Command("kubectl", "get", "pods", "--namespace", namespace,
\t\t\t\t\t"--selector", "control-plane=controller-manager", "--output", "jsonpath={.items[*].metadata.name}"))
\t\t\t\tg.Expect(err).NotTo(HaveOccurred())
\t\t\t\tcontrollerPodName = ${prepared ? 'output' : 'string(output)'}
\t\t\t\tg.Expect(controllerPodName).To(ContainSubstring("controller-manager"))

\t\t\t\toutput, err = utils.Run(exec.Command("kubectl", "get", "pod", controllerPodName, "--namespace", namespace,
\t\t\t\t\t"--output", \`jsonpath={.status.conditions[?(@.type=="Ready")].status}\`))
\t\t\t\tg.Expect(err).NotTo(HaveOccurred())
\t\t\t\tg.Expect(${prepared ? 'output' : 'string(output)'}).To(Equal("True"))
\t\t\t}).Should(Succeed())
\t\t})
${metrics ? metricsTest(go) : ''}${certificates ? certificateTests(webhooks, projectName) : ''}${
  profile.workflows ? `\n\t\t${go.marker}scaffold:e2e-webhooks-checks\n` : ''
}
\t\t// TODO(user): create a sample, and expect what the controller makes of it.
\t})
})
${metrics ? metricsFunctions(go) : ''}`;
}

/** Before the suite did it. */
function preparation(go: GoProject): string {
  const image = e2eImage(go);
  return `\t\tBy("installing the Prometheus operator and cert-manager")
\t\tExpect(utils.InstallPrometheusOperator()).To(Succeed())
\t\tExpect(utils.InstallCertManager()).To(Succeed())

\t\tBy("building the image, and loading it into the cluster")
\t\t_, buildErr := utils.Run(exec.Command("make", "docker-build", fmt.Sprintf("IMG=%s", ${image})))
\t\tExpect(buildErr).NotTo(HaveOccurred())
\t\tExpect(utils.LoadImageToKindClusterWithName(${image})).To(Succeed())

`;
}

const RESTRICTED = `\t\t_, err = utils.Run(exec.Command("kubectl", "label", "--overwrite", "namespace", namespace,
\t\t\t"pod-security.kubernetes.io/enforce=restricted"))
\t\tExpect(err).NotTo(HaveOccurred())
`;

function metricsNames(projectName: string): string {
  return `
// serviceAccountName is the manager's, which reads its own metrics here.
const serviceAccountName = "${projectName}-controller-manager"

// metricsServiceName is the Service in front of the metrics endpoint.
const metricsServiceName = "${projectName}-controller-manager-metrics-service"

// metricsRoleBindingName lets the account above read metrics.
const metricsRoleBindingName = "${projectName}-metrics-binding"
`;
}

function metricsTest(go: GoProject): string {
  const { projectName } = go.project;
  const readiness = go.profile.e2eReadinessMarker
    ? `\n\t\t\t${go.marker}scaffold:e2e-metrics-webhooks-readiness\n`
    : '';
  return `
\t\tIt("serves metrics to accounts that may read them", func() {
\t\t\t_, err := utils.Run(exec.Command("kubectl", "create", "clusterrolebinding", metricsRoleBindingName,
\t\t\t\t"--clusterrole=${projectName}-metrics-reader",
\t\t\t\tfmt.Sprintf("--serviceaccount=%s:%s", namespace, serviceAccountName)))
\t\t\tExpect(err).NotTo(HaveOccurred())

\t\t\ttoken, err := serviceAccountToken()
\t\t\tExpect(err).NotTo(HaveOccurred())

\t\t\tBy("waiting for the manager to listen")
\t\t\tEventually(func(g Gomega) {
\t\t\t\toutput, err := utils.Run(exec.Command("kubectl", "logs", controllerPodName, "--namespace", namespace))
\t\t\t\tg.Expect(err).NotTo(HaveOccurred())
\t\t\t\tg.Expect(output).To(ContainSubstring("Serving metrics server"))
\t\t\t}).Should(Succeed())
${readiness}
\t\t\tBy("asking for metrics from within the cluster")
\t\t\t_, err = utils.Run(exec.Command("kubectl", "run", "curl-metrics", "--restart=Never",
\t\t\t\t"--namespace", namespace, "--image=curlimages/curl:latest",
\t\t\t\t"--overrides", fmt.Sprintf(\`${METRICS_POD}\`, serviceAccountName, token, metricsServiceName, namespace)))
\t\t\tExpect(err).NotTo(HaveOccurred())

\t\t\tEventually(func(g Gomega) {
\t\t\t\toutput, err := utils.Run(exec.Command("kubectl", "get", "pod", "curl-metrics", "--namespace", namespace,
\t\t\t\t\t"--output", "jsonpath={.status.phase}"))
\t\t\t\tg.Expect(err).NotTo(HaveOccurred())
\t\t\t\tg.Expect(output).To(Equal("Succeeded"))
\t\t\t}).WithTimeout(5 * time.Minute).Should(Succeed())

${
  go.profile.e2eMetricsFail === 'caller'
    ? '\t\t\tmetrics, err := getMetricsOutput()\n\t\t\tExpect(err).NotTo(HaveOccurred())\n'
    : '\t\t\tmetrics := getMetricsOutput()\n'
}\t\t\tExpect(metrics).To(ContainSubstring("< HTTP/1.1 200 OK"))
\t\t})
`;
}

function certificateTests(resources: readonly GoResource[], projectName: string): string {
  const test = (title: string, object: string, path: string) => `
\t\tIt("${title}", func() {
\t\t\tEventually(func(g Gomega) {
\t\t\t\toutput, err := utils.Run(exec.Command("kubectl", "get", "--namespace", namespace,
\t\t\t\t\t${object},
\t\t\t\t\t"--output", "jsonpath={${path}}"))
\t\t\t\tg.Expect(err).NotTo(HaveOccurred())
\t\t\t\tg.Expect(output).NotTo(BeEmpty())
\t\t\t}).Should(Succeed())
\t\t})
`;
  const configuration = (type: 'mutating' | 'validating') =>
    test(
      `gives the API server the CA of its ${type} webhooks`,
      `"${type}webhookconfigurations", "${projectName}-${type}-webhook-configuration"`,
      '.webhooks[0].clientConfig.caBundle',
    );
  return [
    test('has a certificate for its webhooks', '"secret", "webhook-server-cert"', ".data['tls\\\\.crt']"),
    ...(resources.some(({ webhooks }) => webhooks.defaulting) ? [configuration('mutating')] : []),
    ...(resources.some(({ webhooks }) => webhooks.validation) ? [configuration('validating')] : []),
  ].join('');
}

/** Asks for metrics once, allowed in a restricted namespace. */
const METRICS_POD = `{
\t\t\t\t\t"spec": {
\t\t\t\t\t\t"serviceAccountName": "%s",
\t\t\t\t\t\t"containers": [{
\t\t\t\t\t\t\t"name": "curl",
\t\t\t\t\t\t\t"image": "curlimages/curl:latest",
\t\t\t\t\t\t\t"command": ["curl", "-v", "-k", "-H", "Authorization: Bearer %s", "https://%s.%s.svc:8443/metrics"],
\t\t\t\t\t\t\t"securityContext": {
\t\t\t\t\t\t\t\t"allowPrivilegeEscalation": false,
\t\t\t\t\t\t\t\t"capabilities": {"drop": ["ALL"]},
\t\t\t\t\t\t\t\t"readOnlyRootFilesystem": true,
\t\t\t\t\t\t\t\t"runAsNonRoot": true,
\t\t\t\t\t\t\t\t"runAsUser": 1000,
\t\t\t\t\t\t\t\t"seccompProfile": {"type": "RuntimeDefault"}
\t\t\t\t\t\t\t}
\t\t\t\t\t\t}]
\t\t\t\t\t}
\t\t\t\t}`;

const METRICS_OUTPUT = {
  test: `func getMetricsOutput() string {
\toutput, err := utils.Run(exec.Command("kubectl", "logs", "curl-metrics", "--namespace", namespace))
\tExpect(err).NotTo(HaveOccurred())
\treturn output
}
`,
  caller: `func getMetricsOutput() (string, error) {
\treturn utils.Run(exec.Command("kubectl", "logs", "curl-metrics", "--namespace", namespace))
}
`,
} as const;

function metricsFunctions({ profile }: GoProject): string {
  return `
// serviceAccountToken asks the API server for a token of the manager's account.
func serviceAccountToken() (string, error) {
\trequest := filepath.Join(os.TempDir(), serviceAccountName+"-token-request.json")
\tcontent := []byte(\`{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest"}\`)
\tif err := os.WriteFile(request, content, 0o600); err != nil {
\t\treturn "", err
\t}
\tvar token string
\tEventually(func(g Gomega) {
\t\toutput, err := exec.Command("kubectl", "create", "--raw",
\t\t\tfmt.Sprintf("/api/v1/namespaces/%s/serviceaccounts/%s/token", namespace, serviceAccountName),
\t\t\t"-f", request).Output()
\t\tg.Expect(err).NotTo(HaveOccurred())

\t\tvar answer tokenRequest
\t\tg.Expect(json.Unmarshal(output, &answer)).To(Succeed())
\t\ttoken = answer.Status.Token
\t}).Should(Succeed())
\treturn token, nil
}

// getMetricsOutput is what the pod printed that asked for metrics.
${METRICS_OUTPUT[profile.e2eMetricsFail]}
// tokenRequest is the part of the API server's answer that counts here.
type tokenRequest struct {
\tStatus struct {
\t\tToken string \`json:"token"\`
\t} \`json:"status"\`
}
`;
}
