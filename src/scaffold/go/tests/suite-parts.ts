import type { GoProject } from '../go-project.ts';
import { Imports } from '../text/imports.ts';

/** The imports of every suite that starts an API server with envtest. */
export function suiteImports(repo: string): Imports {
  return new Imports(repo)
    .use('path/filepath')
    .use('testing')
    .use('github.com/onsi/ginkgo/v2', '.')
    .use('github.com/onsi/gomega', '.')
    .use('k8s.io/client-go/kubernetes/scheme')
    .use('k8s.io/client-go/rest')
    .use('sigs.k8s.io/controller-runtime/pkg/client')
    .use('sigs.k8s.io/controller-runtime/pkg/envtest')
    .use('sigs.k8s.io/controller-runtime/pkg/log', 'logf')
    .use('sigs.k8s.io/controller-runtime/pkg/log/zap');
}

/** The variables that tests share. `kubebuilder create api` writes tests that use them by these names. */
export function suiteVariables(withContext: boolean): string {
  const context = '\tctx       context.Context\n\tcancel    context.CancelFunc\n';
  return `var (
${withContext ? context : ''}\ttestEnv   *envtest.Environment
\tcfg       *rest.Config
\tk8sClient client.Client
)
`;
}

/** A Go expression for a path of the project, seen from a package's directory. */
export function fromPackage(directory: string, ...segments: readonly string[]): string {
  const up = directory.split('/').map(() => '..');
  return `filepath.Join(${[...up, ...segments].map((segment) => `"${segment}"`).join(', ')})`;
}

/** Where a suite has envtest's binaries from when `make test` did not say it, as in an editor. */
export interface SuiteAssets {
  readonly expression: string;
  /** What the expression calls, behind an empty line. */
  readonly declaration: string;
}

export function suiteAssets({ profile }: GoProject, directory: string, imports: Imports): SuiteAssets {
  const binaries = fromPackage(directory, 'bin', 'k8s');
  if (profile.suiteKubernetes !== '') {
    imports.use('fmt').use('runtime');
    const name = `fmt.Sprintf("${profile.suiteKubernetes}-%s-%s", runtime.GOOS, runtime.GOARCH)`;
    return { expression: `${binaries.slice(0, -1)}, ${name})`, declaration: '' };
  }
  imports.use('os');
  return {
    expression: 'getFirstFoundEnvTestBinaryDir()',
    declaration: `
// getFirstFoundEnvTestBinaryDir is where "make setup-envtest" left the API server and etcd, for a run without make.
func getFirstFoundEnvTestBinaryDir() string {
\tif os.Getenv("KUBEBUILDER_ASSETS") != "" {
\t\treturn ""
\t}
\tdirectories, err := filepath.Glob(${fromPackage(directory, 'bin', 'k8s', '*')})
\tif err != nil || len(directories) == 0 {
\t\treturn ""
\t}
\treturn directories[len(directories)-1]
}
`,
  };
}
