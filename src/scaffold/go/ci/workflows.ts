import type { GoProject } from '../go-project.ts';

/** Pinned releases of the actions, for the projects whose workflows name commits. */
const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2';
const SETUP_GO = 'actions/setup-go@4b73464bb391d4059bd26b0524d20df3927bd417 # v6.3.0';

/** `.github/workflows/`: lint, test and end-to-end tests, on every push and pull request. */
export function* workflows(go: GoProject): Generator<readonly [string, string]> {
  const byHand = ['by-hand', 'checked'].includes(go.profile.e2eCluster);
  yield ['.github/workflows/lint.yml', workflow(go, 'Lint', 'lint', lintSteps(go))];
  yield ['.github/workflows/test.yml', workflow(go, 'Tests', 'test', [['Run tests', 'go mod tidy\nmake test']])];
  const steps: Step[] = [
    ['Install kind', installKind(go)],
    ['Check kind', 'kind version'],
    ...(byHand ? ([['Create a cluster', 'kind create cluster']] as const) : []),
    ['Run end-to-end tests', 'go mod tidy\nmake test-e2e'],
  ];
  yield ['.github/workflows/test-e2e.yml', workflow(go, 'E2E Tests', 'test-e2e', steps)];
}

function installKind({ profile }: GoProject): string {
  const architecture = profile.downloadsByArchitecture ? '$(go env GOARCH)' : 'amd64';
  return `curl -Lo ./kind https://kind.sigs.k8s.io/dl/latest/kind-linux-${architecture}
chmod +x ./kind
sudo mv ./kind /usr/local/bin/kind`;
}

/** A name and a script. */
type Step = readonly [string, string];

function lintSteps({ profile }: GoProject): (Step | string)[] {
  switch (profile.workflowLint) {
    case 'make':
      return [
        ['Check the linter configuration', 'make lint-config'],
        ['Run the linter', 'make lint'],
      ];
    case 'action-v6':
    case 'action-v8':
      return [
        `      - name: Run the linter
        uses: golangci/golangci-lint-action@${profile.workflowLint === 'action-v6' ? 'v6' : 'v8'}
        with:
          version: ${profile.workflowLintPatch ? profile.golangciLint : profile.golangciLint.replace(/\.\d+$/, '')}
`,
      ];
  }
}

function workflow(go: GoProject, title: string, job: string, steps: readonly (Step | string)[]): string {
  const { profile } = go;
  const pinned = profile.workflowsPinned;
  const version =
    profile.workflowGo === 'go-mod'
      ? 'go-version-file: go.mod'
      : `go-version: "~${profile.goVersion.split('.').slice(0, 2).join('.')}"`;
  return `name: ${title}

on:
  push:
  pull_request:

${pinned ? '# Jobs get only the permissions that they name.\npermissions: {}\n\n' : ''}jobs:
  ${job}:
    runs-on: ubuntu-latest
${pinned ? '    permissions:\n      contents: read\n' : ''}    steps:
      - name: Check out the sources
        uses: ${pinned ? CHECKOUT : 'actions/checkout@v4'}
${pinned ? '        with:\n          persist-credentials: false\n' : ''}
      - name: Set up Go
        uses: ${pinned ? SETUP_GO : 'actions/setup-go@v5'}
        with:
          ${version}

${steps.map((step) => (typeof step === 'string' ? step : run(step))).join('\n')}`;
}

function run([name, script]: Step): string {
  const lines = script.split('\n');
  const body = lines.length === 1 ? ` ${script}\n` : ` |\n${lines.map((line) => `          ${line}\n`).join('')}`;
  return `      - name: ${name}\n        run:${body}`;
}
