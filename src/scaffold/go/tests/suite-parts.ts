import { Imports } from '../text/imports.ts';

/** The imports of every suite that starts an API server with envtest. */
export function suiteImports(repo: string): Imports {
  return new Imports(repo)
    .use('context')
    .use('os')
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
export const SUITE_VARIABLES = `var (
\tctx       context.Context
\tcancel    context.CancelFunc
\ttestEnv   *envtest.Environment
\tcfg       *rest.Config
\tk8sClient client.Client
)
`;

/** A Go expression for a path of the project, seen from a package's directory. */
export function fromPackage(directory: string, ...segments: readonly string[]): string {
  const up = directory.split('/').map(() => '..');
  return `filepath.Join(${[...up, ...segments].map((segment) => `"${segment}"`).join(', ')})`;
}

/** Finds envtest's binaries where \`make test\` did not say where they are, as in an editor. */
export function assetsFunction(directory: string): string {
  return `// downloadedAssets is where "make setup-envtest" left the API server and etcd, for a run without make.
func downloadedAssets() string {
\tif os.Getenv("KUBEBUILDER_ASSETS") != "" {
\t\treturn ""
\t}
\tdirectories, err := filepath.Glob(${fromPackage(directory, 'bin', 'k8s', '*')})
\tif err != nil || len(directories) == 0 {
\t\treturn ""
\t}
\treturn directories[len(directories)-1]
}
`;
}
