import type { GoProject } from '../go-project.ts';
import { quoter } from './quoter.ts';

/** A tool that the Makefile installs into bin/. */
interface Tool {
  readonly variable: string;
  readonly binary: string;
  readonly module: string;
  /** The variable that holds its version. */
  readonly versionVariable: string;
  readonly version: string;
}

/** The Makefile's targets that install tools, each at the version that the project was made with. */
export function toolTargets(go: GoProject): string {
  const { profile } = go;
  const tools = toolList(go);
  const path = (tool: Tool) =>
    profile.toolNames === 'versioned' ? `${tool.binary}-$(${tool.versionVariable})` : tool.binary;
  return `##@ Dependencies

# Where tools are installed.
LOCALBIN ?= $(shell pwd)/bin
$(LOCALBIN):
\tmkdir -p ${quoter(profile)('$(LOCALBIN)')}

KUBECTL ?= kubectl
${profile.kindVariable ? 'KIND ?= kind\n' : ''}${tools
  .map((tool) => `${tool.variable} ${operator(tool)} $(LOCALBIN)/${path(tool)}\n`)
  .join('')}
${tools.map((tool) => versionLines(go, tool)).join('')}
${tools.map((tool) => target(go, tool)).join('\n')}${installTool(go)}${
  profile.moduleVersionFunction ? MODULE_VERSION : ''
}`;
}

/** The path of the linter was never one that the environment may give. */
function operator({ variable }: Tool): string {
  return variable === 'GOLANGCI_LINT' ? '=' : '?=';
}

function toolList({ profile }: GoProject): Tool[] {
  const v2 = profile.lintConfig === 'v2';
  const tools: Tool[] = [
    {
      variable: 'KUSTOMIZE',
      binary: 'kustomize',
      module: 'sigs.k8s.io/kustomize/kustomize/v5',
      versionVariable: 'KUSTOMIZE_VERSION',
      version: profile.kustomize,
    },
    {
      variable: 'CONTROLLER_GEN',
      binary: 'controller-gen',
      module: 'sigs.k8s.io/controller-tools/cmd/controller-gen',
      versionVariable: 'CONTROLLER_TOOLS_VERSION',
      version: profile.controllerTools,
    },
    {
      variable: 'ENVTEST',
      binary: 'setup-envtest',
      module: 'sigs.k8s.io/controller-runtime/tools/setup-envtest',
      versionVariable: 'ENVTEST_VERSION',
      version: profile.setupEnvtest,
    },
    {
      variable: 'GOLANGCI_LINT',
      binary: 'golangci-lint',
      module: `github.com/golangci/golangci-lint/${v2 ? 'v2/' : ''}cmd/golangci-lint`,
      versionVariable: 'GOLANGCI_LINT_VERSION',
      version: profile.golangciLint,
    },
  ];
  // Before tools had versions in their names the linter came by a script of its own, see makefile.ts.
  return profile.toolNames === 'plain' ? tools.filter(({ variable }) => variable !== 'GOLANGCI_LINT') : tools;
}

function versionLines({ profile }: GoProject, { variable, versionVariable, version }: Tool): string {
  if (variable === 'ENVTEST' && profile.toolNames === 'plain') return '';
  if (variable === 'ENVTEST' && profile.envtestKubernetes === '') {
    return profile.moduleVersionFunction ? byFunction(profile.setupEnvtest) : byList();
  }
  return `${versionVariable} ?= ${version}\n`;
}

/** envtest follows the modules in go.mod: its tool controller-runtime, its binaries k8s.io/api. */
function byList(): string {
  const version = (module: string, format: string) =>
    `$(shell go list -m -f "{{ .Version }}" ${module} | awk -F'[v.]' '{printf ${format}}')`;
  return `# The tool as new as controller-runtime, and the API server as k8s.io/api.
ENVTEST_VERSION ?= ${version('sigs.k8s.io/controller-runtime', '"release-%d.%d", $$2, $$3')}
ENVTEST_K8S_VERSION ?= ${version('k8s.io/api', '"1.%d", $$3')}
`;
}

/** A replacement by a directory has no version: then the variables are to be given. */
function byFunction(setupEnvtest: string): string {
  const runtime = '$(call gomodver,sigs.k8s.io/controller-runtime)';
  const tool = setupEnvtest.startsWith('release-')
    ? `$(shell echo '${runtime}' | awk -F'[v.]' 'NF > 2 {printf "release-%d.%d", $$2, $$3}')`
    : `$(shell echo '${runtime}')`;
  return `# The tool as new as controller-runtime, and the API server as k8s.io/api. Give them where go.mod replaces the modules
# by directories.
ENVTEST_VERSION ?= ${tool}
ENVTEST_K8S_VERSION ?= $(shell echo '$(call gomodver,k8s.io/api)' | awk -F'[v.]' 'NF > 2 {printf "1.%d", $$3}')
`;
}

function target(go: GoProject, tool: Tool): string {
  const { profile } = go;
  const name = tool.binary === 'setup-envtest' ? 'envtest' : tool.binary;
  const custom = tool.variable === 'GOLANGCI_LINT' && profile.lintPlugin ? CUSTOM_LINTER : '';
  const setup = name === 'envtest' && profile.lintConfigTarget ? setupEnvtestTarget(go) : '';
  return `.PHONY: ${name}
${name}: $(${tool.variable}) ## Install ${tool.binary}.
$(${tool.variable}): $(LOCALBIN)
${profile.toolNames === 'plain' ? plainInstall(tool) : `\t$(call go-install-tool,$(${tool.variable}),${tool.module},$(${tool.versionVariable}))\n`}${custom}${setup}`;
}

/** A tool of another version is replaced where the tool can tell its version. */
function plainInstall({ variable, module, versionVariable }: Tool): string {
  if (variable === 'ENVTEST') return `\t@test -s $(ENVTEST) || GOBIN=$(LOCALBIN) go install ${module}@latest\n`;
  const command = variable === 'KUSTOMIZE' ? 'version' : '--version';
  const mode = variable === 'KUSTOMIZE' ? 'GO111MODULE=on ' : '';
  return `\t@test -s $(${variable}) && $(${variable}) ${command} | grep -qF $(${versionVariable}) || \\
\t\tGOBIN=$(LOCALBIN) ${mode}go install ${module}@$(${versionVariable})
`;
}

/** The binary replaces the stock one, so that every target runs the linter with its plugins. */
const CUSTOM_LINTER = `\t@test ! -f .custom-gcl.yml || { \\
\t\techo "Building golangci-lint with its plugins" && \\
\t\t$(GOLANGCI_LINT) custom --destination $(LOCALBIN) --name golangci-lint-custom && \\
\t\tmv -f $(LOCALBIN)/golangci-lint-custom $(GOLANGCI_LINT); \\
\t}
`;

function setupEnvtestTarget({ profile }: GoProject): string {
  const quote = quoter(profile);
  return `
.PHONY: setup-envtest
setup-envtest: envtest ## Download the API server and etcd for the tests.
\t@${quote('$(ENVTEST)')} use $(ENVTEST_K8S_VERSION) --bin-dir ${quote('$(LOCALBIN)')} -p path
`;
}

const MODULE_VERSION = `
# gomodver is the version of the module $1 in go.mod, or of what replaces it there.
define gomodver
$(shell go list -m -f '{{with .Replace}}{{.Version}}{{else}}{{.Version}}{{end}}' $(1) 2>/dev/null)
endef
`;

function installTool({ profile }: GoProject): string {
  const quote = quoter(profile);
  const [target, bin] = [quote('$(1)'), quote('$(LOCALBIN)')];
  const versioned = quote('$(1)-$(3)');
  switch (profile.toolNames) {
    case 'plain':
      return '';
    case 'versioned':
      return `
# go-install-tool installs the package $2 at version $3 as $1, unless it is there.
define go-install-tool
@test -s $(1) || { \\
set -e; \\
echo "Installing $(2)@$(3)"; \\
GOBIN=$(LOCALBIN) go install $(2)@$(3); \\
mv $(patsubst %-$(3),%,$(1)) $(1); \\
}
endef
`;
    case 'linked':
      return `
# go-install-tool installs the package $2 at version $3 as $1-$3, unless it is there, and links $1 to it.
define go-install-tool
@test -s ${versioned} || { \\
set -e; \\
echo "Installing $(2)@$(3)"; \\
rm -f ${target}; \\
GOBIN=${bin} go install $(2)@$(3); \\
mv ${target} ${versioned}; \\
}; \\
ln -sf ${versioned} ${target}
endef
`;
    case 'checked':
      return `
# go-install-tool installs the package $2 at version $3 as $1-$3, unless it is there, and links $1 to it.
define go-install-tool
@test -s ${versioned} && test "$$(readlink -- ${target})" = "$$(basename ${versioned})" || { \\
set -e; \\
test -s ${versioned} || { \\
echo "Installing $(2)@$(3)"; \\
rm -f ${target}; \\
GOBIN=${bin} go install $(2)@$(3); \\
mv ${target} ${versioned}; \\
}; \\
ln -sf "$$(basename ${versioned})" ${target}; \\
}
endef
`;
  }
}
