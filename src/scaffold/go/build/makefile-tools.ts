import type { GoProject } from '../go-project.ts';
import { align } from '../text/align.ts';

/** A tool that the Makefile installs into bin/. */
interface Tool {
  readonly variable: string;
  readonly binary: string;
  readonly title: string;
  readonly module: string;
  readonly version: string;
}

/** The Makefile's targets that install tools, each at the version that the project was made with. */
export function toolTargets(go: GoProject): string {
  const { profile } = go;
  const derived = profile.envtestKubernetes === '';
  const tools = toolList(go);
  const kind = profile.e2eCluster === 'by-hand' ? [] : [['KIND', '?= kind']];
  const path = (tool: Tool) =>
    profile.toolNames === 'versioned' ? `${tool.binary}-$(${tool.variable}_VERSION)` : tool.binary;
  return `##@ Dependencies

# Where tools are installed.
LOCALBIN ?= $(shell pwd)/bin
$(LOCALBIN):
\tmkdir -p "$(LOCALBIN)"

${align(
  [['KUBECTL', '?= kubectl'], ...kind, ...tools.map((tool) => [tool.variable, `?= $(LOCALBIN)/${path(tool)}`])],
  '',
)}
${align(
  tools
    .filter(({ variable }) => !(derived && variable === 'ENVTEST'))
    .map(({ variable, version }) => [`${variable}_VERSION`, `?= ${version}`]),
  '',
)}${derived ? derivedVersions(profile.setupEnvtest) : ''}
${tools.map((tool) => target(go, tool)).join('\n')}${profile.lintConfigTarget ? SETUP_ENVTEST : ''}
${INSTALL[profile.toolNames]}`;
}

function toolList({ profile }: GoProject): Tool[] {
  const v2 = profile.lintConfig === 'v2';
  return [
    {
      variable: 'KUSTOMIZE',
      binary: 'kustomize',
      title: 'kustomize',
      module: 'sigs.k8s.io/kustomize/kustomize/v5',
      version: profile.kustomize,
    },
    {
      variable: 'CONTROLLER_GEN',
      binary: 'controller-gen',
      title: 'controller-gen',
      module: 'sigs.k8s.io/controller-tools/cmd/controller-gen',
      version: profile.controllerTools,
    },
    {
      variable: 'ENVTEST',
      binary: 'setup-envtest',
      title: 'setup-envtest',
      module: 'sigs.k8s.io/controller-runtime/tools/setup-envtest',
      version: profile.setupEnvtest,
    },
    {
      variable: 'GOLANGCI_LINT',
      binary: 'golangci-lint',
      title: 'golangci-lint',
      module: `github.com/golangci/golangci-lint/${v2 ? 'v2/' : ''}cmd/golangci-lint`,
      version: profile.golangciLint,
    },
  ];
}

/** envtest follows the modules in go.mod: its tool controller-runtime, its binaries k8s.io/api. */
function derivedVersions(setupEnvtest: string): string {
  const tool = setupEnvtest.startsWith('release-')
    ? `$(shell go list -m -f "{{ .Version }}" sigs.k8s.io/controller-runtime | awk -F'[v.]' '{printf "release-%d.%d", $$2, $$3}')`
    : `$(shell go list -m -f "{{ .Version }}" sigs.k8s.io/controller-runtime)`;
  return `# The tool as new as controller-runtime, and the API server as k8s.io/api.
ENVTEST_VERSION ?= ${tool}
ENVTEST_K8S_VERSION ?= $(shell go list -m -f "{{ .Version }}" k8s.io/api | awk -F'[v.]' '{printf "1.%d", $$3}')
`;
}

function target(go: GoProject, tool: Tool): string {
  const name = tool.binary === 'setup-envtest' ? 'envtest' : tool.binary;
  const custom = tool.variable === 'GOLANGCI_LINT' && go.profile.lintPlugin ? CUSTOM_LINTER : '';
  return `.PHONY: ${name}
${name}: $(${tool.variable}) ## Install ${tool.title}.
$(${tool.variable}): $(LOCALBIN)
\t$(call go-install-tool,$(${tool.variable}),${tool.module},$(${tool.variable}_VERSION))
${custom}`;
}

/** The binary replaces the stock one, so that every target runs the linter with its plugins. */
const CUSTOM_LINTER = `\t@test ! -f .custom-gcl.yml || { \\
\t\techo "Building golangci-lint with its plugins" && \\
\t\t"$(GOLANGCI_LINT)" custom --destination "$(LOCALBIN)" --name golangci-lint-custom && \\
\t\tmv -f "$(LOCALBIN)/golangci-lint-custom" "$(GOLANGCI_LINT)"; \\
\t}
`;

const SETUP_ENVTEST = `
.PHONY: setup-envtest
setup-envtest: envtest ## Download the API server and etcd for the tests.
\t@"$(ENVTEST)" use $(ENVTEST_K8S_VERSION) --bin-dir "$(LOCALBIN)" -p path
`;

const INSTALL = {
  plain: `# go-install-tool installs the package $2 at version $3 as $1, unless it is there.
define go-install-tool
@test -s "$(1)" || GOBIN="$(LOCALBIN)" go install $(2)@$(3)
endef
`,
  versioned: `# go-install-tool installs the package $2 at version $3 as $1, unless it is there.
define go-install-tool
@test -s "$(1)" || { \\
set -e; \\
echo "Installing $(2)@$(3)"; \\
GOBIN="$(LOCALBIN)" go install $(2)@$(3); \\
mv "$$(echo "$(1)" | sed "s/-$(3)$$//")" "$(1)"; \\
}
endef
`,
  linked: `# go-install-tool installs the package $2 at version $3 as $1-$3, unless it is there, and links $1 to it.
define go-install-tool
@test -s "$(1)-$(3)" && test "$$(readlink -- "$(1)")" = "$$(basename "$(1)")-$(3)" || { \\
set -e; \\
test -s "$(1)-$(3)" || { \\
echo "Installing $(2)@$(3)"; \\
rm -f "$(1)"; \\
GOBIN="$(LOCALBIN)" go install $(2)@$(3); \\
mv "$(1)" "$(1)-$(3)"; \\
}; \\
ln -sf "$$(basename "$(1)")-$(3)" "$(1)"; \\
}
endef
`,
} as const;
