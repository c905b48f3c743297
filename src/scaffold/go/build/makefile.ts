import type { GoProject } from '../go-project.ts';
import { deploymentTargets } from './makefile-deployment.ts';
import { toolTargets } from './makefile-tools.ts';

/** `Makefile`. \`make help\` lists the targets that have a ## comment. */
export function makefile(go: GoProject): string {
  const { profile, project } = go;
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
\t"$(CONTROLLER_GEN)" rbac:roleName=manager-role crd webhook paths="./..." output:crd:artifacts:config=config/crd/bases

.PHONY: generate
generate: controller-gen ## Generate the deep copies of the API types.
\t"$(CONTROLLER_GEN)" object${header}${year} paths="./..."

.PHONY: fmt
fmt: ## Format the Go sources.
\tgo fmt ./...

.PHONY: vet
vet: ## Look for suspicious code.
\tgo vet ./...

${tests(go)}
.PHONY: lint
lint: golangci-lint ## Run the linter.
\t"$(GOLANGCI_LINT)" run

.PHONY: lint-fix
lint-fix: golangci-lint ## Run the linter, and let it mend what it can.
\t"$(GOLANGCI_LINT)" run --fix
${profile.lintConfigTarget ? LINT_CONFIG : ''}
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
  // The end-to-end tests need a cluster: they stand behind a build tag, or are filtered out here.
  const packages = profile.tests && !profile.e2eTag ? '$$(go list ./... | grep -v /e2e)' : './...';
  const assets = '$(shell "$(ENVTEST)" use $(ENVTEST_K8S_VERSION) --bin-dir "$(LOCALBIN)" -p path)';
  const setup = profile.lintConfigTarget ? 'setup-envtest' : 'envtest';
  const unit = `.PHONY: test
test: manifests generate fmt vet ${setup} ## Run the tests, with an API server where they need one.
\tKUBEBUILDER_ASSETS="${assets}" go test ${packages} -coverprofile cover.out
`;
  if (!profile.tests) return unit;
  const tags = profile.e2eTag ? '-tags=e2e ' : '';
  if (profile.e2eCluster === 'by-hand') {
    return `${unit}
.PHONY: test-e2e
test-e2e: manifests generate fmt vet ## Run the end-to-end tests against the kind cluster that is current in kubectl.
\tgo test ${tags}./test/e2e/ -v -ginkgo.v
`;
  }
  const create =
    profile.e2eCluster === 'reused'
      ? `\t@"$(KIND)" get clusters | grep -qx "$(KIND_CLUSTER)" || "$(KIND)" create cluster --name "$(KIND_CLUSTER)"\n`
      : `\t"$(KIND)" create cluster --name "$(KIND_CLUSTER)"\n`;
  return `${unit}
# The cluster of the end-to-end tests is one of their own.
KIND_CLUSTER ?= ${project.projectName}-test-e2e

.PHONY: setup-test-e2e
setup-test-e2e: ## Create the kind cluster of the end-to-end tests${profile.e2eCluster === 'reused' ? ', unless it exists' : ''}.
${create}
.PHONY: test-e2e
test-e2e: setup-test-e2e manifests generate fmt vet ## Run the end-to-end tests in a kind cluster.
\tKIND="$(KIND)" KIND_CLUSTER="$(KIND_CLUSTER)" go test ${tags}./test/e2e/ -v -ginkgo.v
\t$(MAKE) cleanup-test-e2e

.PHONY: cleanup-test-e2e
cleanup-test-e2e: ## Delete the kind cluster of the end-to-end tests.
\t@"$(KIND)" delete cluster --name "$(KIND_CLUSTER)"
`;
}

const LINT_CONFIG = `
.PHONY: lint-config
lint-config: golangci-lint ## Check the configuration of the linter.
\t"$(GOLANGCI_LINT)" config verify
`;
