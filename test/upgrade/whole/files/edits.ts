/** An edit that people make to a file of a project, in one line or a few. */
export interface Edit {
  readonly path: string;
  readonly title: string;
  /** Undefined where the release's file has no place for it. */
  readonly make: (text: string) => string | undefined;
}

type Make = Edit['make'];

/** The first place of a text, or of what a pattern matches, replaced. */
function swap(from: string | RegExp, to: string): Make {
  return (text) => {
    const next = text.replace(from, to);
    return next === text ? undefined : next;
  };
}

function append(lines: string): Make {
  return (text) => `${text}${text.endsWith('\n') ? '' : '\n'}${lines}`;
}

function prepend(lines: string): Make {
  return (text) => lines + text;
}

function edits(path: string, list: Readonly<Record<string, Make>>): Edit[] {
  return Object.entries(list).map(([title, make]) => ({ path, title, make }));
}

const WORKFLOWS = ['lint', 'test', 'test-e2e'];

/** The kinds of edits that users make, each alone. */
export const EDITS: readonly Edit[] = [
  ...edits('Makefile', {
    'another image': swap('IMG ?= controller:latest', 'IMG ?= ghcr.io/acme/demo:v1'),
    'an image without a default': swap('IMG ?= controller:latest', 'IMG := ghcr.io/acme/demo:v1'),
    'a target at the end': append('\n.PHONY: bundle\nbundle: manifests ## Make a bundle.\n\t./hack/bundle.sh\n'),
    'a target at the beginning': prepend('.PHONY: hello\nhello:\n\techo hello\n\n'),
    'a target in the middle': swap('##@ Build\n', '##@ Build\n\n.PHONY: docs\ndocs:\n\t./hack/docs.sh\n'),
    'a variable': prepend('VERSION ?= 0.1.0\n'),
    'a variable beside another': swap('CONTAINER_TOOL ?= docker', 'CONTAINER_TOOL ?= docker\nREGISTRY ?= ghcr.io/acme'),
    podman: swap('CONTAINER_TOOL ?= docker', 'CONTAINER_TOOL ?= podman'),
    'fewer platforms': swap(/^PLATFORMS \?= .*$/m, 'PLATFORMS ?= linux/arm64,linux/amd64'),
    'a tool': swap(/^(KUSTOMIZE_VERSION .*)$/m, '$1\nYQ_VERSION ?= v4.44.1'),
    'a newer tool': swap(/^(KUSTOMIZE_VERSION +\?= ).*$/m, '$1v9.9.9'),
    'a prerequisite': swap(/^build: manifests/m, 'build: licenses manifests'),
    'a prerequisite less': swap(/^build: (.*) vet /m, 'build: $1 '),
    'a prerequisite of the tests': swap(/^test: manifests/m, 'test: mocks manifests'),
    'a flag of go build': swap('\tgo build -o bin/manager', '\tgo build -trimpath -o bin/manager'),
    'a flag of go test': swap('-coverprofile cover.out', '-race -coverprofile cover.out'),
    'a line behind go test': swap(
      '-coverprofile cover.out\n',
      '-coverprofile cover.out\n\tgo tool cover -func cover.out\n',
    ),
    'an argument of docker build': swap('build -t ${IMG} .', 'build --pull -t ${IMG} .'),
    'a line before go run': swap('\tgo run ./cmd/main.go', '\t./hack/certs.sh\n\tgo run ./cmd/main.go'),
    'an argument of controller-gen': swap(
      'rbac:roleName=manager-role crd webhook',
      'rbac:roleName=manager-role crd:allowDangerousTypes=true webhook',
    ),
    'another path of controller-gen': swap(/(object:headerFile=\S+) paths="\.\/\.\.\."/, '$1 paths="./api/..."'),
    'a namespace in deploy': swap(/(build config\/default \| .* apply) -f -/, '$1 -n demo -f -'),
    'a removed target': swap(/^\.PHONY: vet\nvet:.*\n\tgo vet \.\/\.\.\.\n\n/m, ''),
    'a removed variable': swap(/^\.SHELLFLAGS = -ec\n/m, ''),
    'another shell': swap('SHELL = /usr/bin/env bash -o pipefail', 'SHELL = /bin/bash -o pipefail'),
    'an include': prepend('include hack/common.mk\n'),
    'an export': swap('CONTAINER_TOOL ?= docker', 'export CGO_ENABLED = 0\nCONTAINER_TOOL ?= docker'),
    'a comment': prepend('# The build of Acme.\n'),
    'another help text': swap(/^fmt: ## .*$/m, 'fmt: ## Format it.'),
    'a condition': append('\nifdef CI\nGOFLAGS += -mod=readonly\nendif\n'),
    'a definition': append('\ndefine shout\n@echo "$(1)!"\nendef\n'),
    'a target of its own for the installer': append(
      '\n.PHONY: release\nrelease: docker-build docker-push\n\tgit tag $(VERSION)\n',
    ),
  }),
  ...edits('Dockerfile', {
    'a copied directory': swap('COPY go.sum go.sum\n', 'COPY go.sum go.sum\nCOPY vendor/ vendor/\n'),
    'a copied package': swap(/^(COPY (?:internal\/|\. ).*)$/m, '$1\nCOPY pkg/ pkg/'),
    'another final image': swap('gcr.io/distroless/static:nonroot', 'registry.access.redhat.com/ubi9/ubi-minimal:9.4'),
    'another variant of Go': swap(/(golang:[\d.]+)/, '$1-alpine'),
    'a mirror of the image': swap(/(?:docker\.io\/)?golang:/, 'mirror.example.com/golang:'),
    'a platform': swap(/^FROM (\S*golang)/m, 'FROM --platform=$BUILDPLATFORM $1'),
    'an argument': swap('ARG TARGETARCH\n', 'ARG TARGETARCH\nARG VERSION=dev\n'),
    'a variable': swap('WORKDIR /workspace\n', 'WORKDIR /workspace\nENV GOPROXY=https://proxy.example.com\n'),
    'flags of go build': swap('go build -a -o manager', 'go build -a -trimpath -ldflags="-s -w" -o manager'),
    'a cache': swap('RUN go mod download', 'RUN --mount=type=cache,target=/go/pkg/mod go mod download'),
    'another user': swap('USER 65532:65532', 'USER 1000:1000'),
    'a label': append('LABEL org.opencontainers.image.source="https://example.com/demo"\n'),
    'a command': swap('RUN go mod download\n', 'RUN go mod download\nRUN go mod verify\n'),
    'a file of the final image': swap('USER 65532', 'COPY --from=builder /workspace/assets /assets\nUSER 65532'),
    'a stage': prepend('FROM node:22 AS web\nRUN npm ci\n\n'),
    'a port': append('EXPOSE 8443\n'),
    'an argument of the program': swap('ENTRYPOINT ["/manager"]', 'ENTRYPOINT ["/manager", "--zap-devel"]'),
  }),
  ...edits('go.mod', {
    'a requirement': swap(/^require \(\n/m, 'require (\n\tgithub.com/google/go-github v17.0.0+incompatible\n'),
    'a requirement on a line': append('\nrequire golang.org/x/crypto v0.99.0\n'),
    'a newer requirement': swap(/(github\.com\/onsi\/gomega) v\S+/, '$1 v1.999.0'),
    'a replacement': append('\nreplace github.com/acme/api => ../api\n'),
    'an exclusion': append('\nexclude github.com/acme/api v0.1.0\n'),
    'a tool': append('\ntool golang.org/x/tools/cmd/stringer\n'),
    'a newer Go': swap(/^go \d.*$/m, 'go 1.99.0'),
    'a toolchain': swap(/^(go \d.*)$/m, '$1\n\ntoolchain go1.99.1'),
    'a comment': swap(/^(\tgithub\.com\/onsi\/gomega .*)$/m, '$1 // tests'),
  }),
  ...['.gitignore', '.dockerignore'].flatMap((path) =>
    edits(path, {
      'a pattern at the end': append('dist/\n'),
      'a pattern at the beginning': prepend('*.log\n'),
      'a pattern that brings back': append('!keep.txt\n'),
      'a comment': append('# ours\n'),
      ...(path === '.gitignore' ? { 'a removed pattern': swap('*.swp\n', '') } : {}),
    }),
  ),
  ...edits('.golangci.yml', {
    'a linter': swap('    - dupl\n', '    - dupl\n    - gosec\n'),
    'a linter at the end': swap('    - unused\n', '    - unused\n    - whitespace\n'),
    'a linter less': swap('    - goconst\n', ''),
    'a linter less at the end': swap('    - unparam\n', ''),
    'a rule': swap(/^( *)- path: "?internal\/\*"?\n/m, '$1- path: cmd/main.go\n$1  linters:\n$1    - gocyclo\n$&'),
    'a linter in a rule': swap(/^( +)- dupl\n( +)- lll\n/m, '$1- dupl\n$1- errcheck\n$2- lll\n'),
    'no parallel runners': swap('allow-parallel-runners: true', 'allow-parallel-runners: false'),
    'tests left out': swap('  allow-parallel-runners: true\n', '  allow-parallel-runners: true\n  tests: false\n'),
    'a comment': swap('    - dupl\n', '    # copies\n    - dupl\n'),
  }),
  ...WORKFLOWS.flatMap((name) =>
    edits(`.github/workflows/${name}.yml`, {
      branches: swap('  push:\n', '  push:\n    branches: [main]\n'),
      'another runner': swap('runs-on: ubuntu-latest', 'runs-on: ubuntu-24.04'),
      'a step': append('\n      - name: Upload\n        uses: codecov/codecov-action@v4\n'),
      'a script': append('\n      - name: Size\n        run: ls -l bin\n'),
      'a limit of time': swap('    runs-on: ubuntu-latest\n', '    runs-on: ubuntu-latest\n    timeout-minutes: 30\n'),
      'a condition': swap(
        '    runs-on: ubuntu-latest\n',
        "    if: github.actor != 'bot'\n    runs-on: ubuntu-latest\n",
      ),
      'a job': append('\n  other:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make build\n'),
      'no pull requests': swap('  pull_request:\n', ''),
      'another name': swap(/^name: .*$/m, 'name: Checks'),
    }),
  ),
  ...edits('.devcontainer/post-install.sh', {
    'a line at the end': append('curl -Lo tilt https://example.com/tilt\n'),
    'a line in the middle': swap(/^(docker network .*)$/m, 'docker login registry.example.com\n$1'),
  }),
  ...edits('.devcontainer/devcontainer.json', {
    'a feature': swap('"features": {\n', '"features": {\n    "ghcr.io/devcontainers/features/node:1": {},\n'),
    'an extension': swap('"ms-azuretools.vscode-docker"', '"ms-azuretools.vscode-docker", "golang.go"'),
    'a mount': swap(
      /^ {2}"onCreateCommand"/m,
      '  "mounts": ["source=cache,target=/cache,type=volume"],\n  "onCreateCommand"',
    ),
    'a comment': swap(/^ {2}"runArgs"/m, '  // for kind\n  "runArgs"'),
    'another variant': swap(/"((?:docker\.io\/)?golang:[\d.]+)"/, '"$1-bookworm"'),
  }),
];
