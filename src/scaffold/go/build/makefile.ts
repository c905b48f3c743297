import type { GoProject } from '../go-project.ts';
import { deploymentTargets } from './makefile-deployment.ts';
import { toolTargets } from './makefile-tools.ts';
import { quoter } from './quoter.ts';

/** `Makefile`. \`make help\` lists the targets that have a ## comment. */
export function makefile(go: GoProject): string {
  const { profile, project } = go;
  const quote = quoter(profile);
  const header = project.license === 'none' ? '' : ':headerFile="hack/boilerplate.go.txt"';
  const baseImage = profile.builderImageArgument ? ' $(if $(BASE_IMAGE),--build-arg BASE_IMAGE=$(BASE_IMAGE))' : '';
  const year = profile.yearVariable && header !== '' ? ',year=$(YEAR)' : '';
  return `# The image that is built and deployed.
IMG ?= controller:latest
${profile.yearVariable ? '\n# What stands for YEAR in hack/boilerplate.go.txt, where that names it.\nYEAR ?= $(shell date +%Y)\n' : ''}
${envtestVersion(go)}ifeq (,$(shell go env GOBIN))
GOBIN=$(shell go env GOPATH)/bin
else
GOBIN=$(shell go env GOBIN)
endif

# Any tool with docker's command line, such as podman.
CONTAINER_TOOL ?= docker

# A recipe fails with the first command that does.
SHELL = /usr/bin/env bash -o pipefail
.SHELLFLAGS = -ec

.PHONY: all
all: build

##@ General

.PHONY: help
help: ## List the targets.
\t@awk 'BEGIN {FS = ":.*##"; printf "\\nUsage:\\n  make \\033[36m<target>\\033[0m\\n"} \\
\t\t/^[a-zA-Z_0-9-]+:.*?##/ { printf "  \\033[36m%-20s\\033[0m %s\\n", $$1, $$2 } \\
\t\t/^##@/ { printf "\\n\\033[1m%s\\033[0m\\n", substr($$0, 5) }' $(MAKEFILE_LIST)

##@ Development

.PHONY: manifests
manifests: controller-gen ## Generate CRDs, the manager's role and webhook configurations from the Go sources.
\t${quote('$(CONTROLLER_GEN)')} rbac:roleName=manager-role crd webhook paths="./..." output:crd:artifacts:config=config/crd/bases

.PHONY: generate
generate: controller-gen ## Generate the deep copies of the API types.
\t${quote('$(CONTROLLER_GEN)')} object${header}${year} paths="./..."

.PHONY: fmt
fmt: ## Format the Go sources.
\tgo fmt ./...

.PHONY: vet
vet: ## Look for suspicious code.
\tgo vet ./...

${tests(go)}
${linter(go)}
##@ Build

.PHONY: build
build: manifests generate fmt vet ## Build the manager.
\tgo build -o bin/manager cmd/main.go

.PHONY: run
run: manifests generate fmt vet ## Run the manager on this machine, against the current cluster of kubectl.
\tgo run ./cmd/main.go

${profile.builderImageArgument ? '# BASE_IMAGE is another image to compile in than the Dockerfile names, such as one of a mirror.\n' : ''}.PHONY: docker-build
docker-build: ## Build the image.
\t$(CONTAINER_TOOL) build${baseImage} -t \${IMG} .

.PHONY: docker-push
docker-push: ## Push the image.
\t$(CONTAINER_TOOL) push \${IMG}

# The builder stage runs on the machine's own platform and compiles for each of these.
PLATFORMS ?= linux/arm64,linux/amd64,linux/s390x,linux/ppc64le
.PHONY: docker-buildx
docker-buildx: ## Build and push the image for several platforms.
\tsed -e '1,/^FROM/ s/^FROM/FROM --platform=$\${BUILDPLATFORM}/' Dockerfile > Dockerfile.cross
\t- $(CONTAINER_TOOL) buildx create --name ${profile.buildxBuilder === 'fixed' ? 'project-v3' : project.projectName}-builder
\t$(CONTAINER_TOOL) buildx use ${profile.buildxBuilder === 'fixed' ? 'project-v3' : project.projectName}-builder
\t- $(CONTAINER_TOOL) buildx build --push --platform=$(PLATFORMS)${baseImage} --tag \${IMG} -f Dockerfile.cross .
\t- $(CONTAINER_TOOL) buildx rm ${profile.buildxBuilder === 'fixed' ? 'project-v3' : project.projectName}-builder
\trm Dockerfile.cross

${deploymentTargets(go)}
${toolTargets(go)}`;
}

function envtestVersion({ profile }: GoProject): string {
  if (profile.envtestKubernetes === '') return '';
  return `# The Kubernetes version of the API server that tests start.
ENVTEST_K8S_VERSION = ${profile.envtestKubernetes}

`;
}

function tests(go: GoProject): string {
  const { profile, project } = go;
  const quote = quoter(profile);
  // The end-to-end tests need a cluster, and are called by a target of their own.
  const packages = profile.tests ? '$$(go list ./... | grep -v /e2e)' : './...';
  const assets = `$(shell ${quote('$(ENVTEST)')} use $(ENVTEST_K8S_VERSION) --bin-dir ${quote('$(LOCALBIN)')} -p path)`;
  const setup = profile.lintConfigTarget ? 'setup-envtest' : 'envtest';
  const unit = `.PHONY: test
test: manifests generate fmt vet ${setup} ## Run the tests, with an API server where they need one.
\tKUBEBUILDER_ASSETS="${assets}" go test ${packages} -coverprofile cover.out
`;
  if (!profile.tests) return unit;
  const run = `go test ${profile.e2eTag ? '-tags=e2e ' : ''}./test/e2e/ -v -ginkgo.v`;
  const kind = profile.kindVariable ? '$(KIND)' : 'kind';
  const needsKind = `\t@command -v ${kind} >/dev/null || { echo "Install kind first."; exit 1; }\n`;
  switch (profile.e2eCluster) {
    case 'by-hand':
      return `${unit}
# Needs a kind cluster that is current in kubectl.
.PHONY: test-e2e
test-e2e:
\t${run}
`;
    case 'checked':
      return `${unit}
.PHONY: test-e2e
test-e2e: manifests generate fmt vet ## Run the end-to-end tests against the kind cluster that is current in kubectl.
${needsKind}\t@${kind} get clusters | grep -q 'kind' || { echo "Create a cluster with kind first."; exit 1; }
\t${run}
`;
    case 'created':
    case 'reused': {
      const reused = profile.e2eCluster === 'reused';
      const create = `${kind} create cluster --name $(KIND_CLUSTER)`;
      return `${unit}
# The cluster of the end-to-end tests is one of their own.
KIND_CLUSTER ?= ${project.projectName}-test-e2e

.PHONY: setup-test-e2e
setup-test-e2e: ## Create the kind cluster of the end-to-end tests${reused ? ', unless it exists' : ''}.
${needsKind}\t${reused ? `@${kind} get clusters | grep -qx "$(KIND_CLUSTER)" || ` : ''}${create}

.PHONY: test-e2e
test-e2e: setup-test-e2e manifests generate fmt vet ## Run the end-to-end tests in a kind cluster.
\t${profile.kindPassed ? `KIND=${kind} ` : ''}KIND_CLUSTER=$(KIND_CLUSTER) ${run}
\t$(MAKE) cleanup-test-e2e

.PHONY: cleanup-test-e2e
cleanup-test-e2e: ## Delete the kind cluster of the end-to-end tests.
\t@${kind} delete cluster --name $(KIND_CLUSTER)
`;
    }
  }
}

/** Before the linter was built from its sources, as the other tools are. */
const LINTER_SCRIPT = 'https://raw.githubusercontent.com/golangci/golangci-lint/master/install.sh';

function linter(go: GoProject): string {
  const { profile } = go;
  const quote = quoter(profile);
  const script =
    profile.toolNames === 'plain'
      ? `GOLANGCI_LINT = $(shell pwd)/bin/golangci-lint
GOLANGCI_LINT_VERSION ?= ${profile.golangciLint}
golangci-lint:
\t@test -f $(GOLANGCI_LINT) || \\
\t\tcurl -sSfL ${LINTER_SCRIPT} | sh -s -- -b $(shell dirname $(GOLANGCI_LINT)) $(GOLANGCI_LINT_VERSION)

`
      : '';
  const config = profile.lintConfigTarget
    ? `
.PHONY: lint-config
lint-config: golangci-lint ## Check the configuration of the linter.
\t${quote('$(GOLANGCI_LINT)')} config verify
`
    : '';
  return `${script}.PHONY: lint
lint: golangci-lint ## Run the linter.
\t${quote('$(GOLANGCI_LINT)')} run

.PHONY: lint-fix
lint-fix: golangci-lint ## Run the linter, and let it mend what it can.
\t${quote('$(GOLANGCI_LINT)')} run --fix
${config}`;
}
