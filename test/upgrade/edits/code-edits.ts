import { add, after, append, before, cut, drop, type Edit, swap } from './edit.ts';

const MAIN = 'cmd/main.go';
const CONTROLLER = 'internal/controller/order_controller.go';

/** What people do to the Go module, its build and its tests. */
export const CODE_EDITS: readonly Edit[] = [
  // Go.
  before(
    'a flag',
    MAIN,
    /^\topts := zap\.Options/,
    'var region string\nflag.StringVar(&region, "region", "eu", "The region of the shop.")',
  ),
  after('a scheme', MAIN, /utilruntime\.Must\(clientgoscheme/, 'utilruntime.Must(monitoringv1.AddToScheme(scheme))'),
  after('an import', MAIN, /^\t"os"$/, '"time"'),
  before('a check', MAIN, /AddHealthzCheck/, 'setupLog.Info("checks of the shop")'),
  swap('another election', MAIN, /LeaderElectionID: +"[^"]*"/, 'LeaderElectionID:       "shop.example.com"', {
    clashes: true,
  }),
  swap('production logs', MAIN, /Development: true/, 'Development: false'),
  after(
    'a right',
    CONTROLLER,
    /^\/\/ ?\+kubebuilder:rbac.*finalizers/,
    '// +kubebuilder:rbac:groups="",resources=secrets,verbs=get',
  ),
  before(
    'work',
    CONTROLLER,
    /^\treturn ctrl\.Result\{\}, nil/,
    'if err := r.reconcileShop(ctx, req); err != nil {\n\treturn ctrl.Result{}, err\n}',
  ),
  append('a method', CONTROLLER, '\nfunc (r *OrderReconciler) shop() string { return "shop" }'),
  after(
    'a field',
    'api/v1/order_types.go',
    /^type OrderSpec struct/,
    '\t// Size of the shop.\n\tSize int32 `json:"size,omitempty"`',
  ),
  before(
    'a column',
    'api/v1/order_types.go',
    /^type Order struct/,
    '// +kubebuilder:printcolumn:name="Size",type=integer,JSONPath=`.spec.size`',
  ),
  append('a method of the type', 'api/v1/order_types.go', '\nfunc (o *Order) Open() bool { return true }'),
  append('a helper of the tests', 'internal/controller/suite_test.go', '\nfunc shopName() string { return "shop" }'),
  append('a helper of the e2e tests', 'test/e2e/e2e_test.go', '\nfunc shopName() string { return "shop" }'),
  append('a helper of the utilities', 'test/utils/utils.go', '\nfunc ShopName() string { return "shop" }'),
  add('a package', { 'internal/shop/shop.go': 'package shop\n' }),
  add('a helper of main', { 'cmd/region.go': 'package main\n' }),
  drop('no e2e tests', /^test\/e2e\//),
  drop('no controller of items', /^internal\/controller\/item_controller/),
  swap('another header', 'hack/boilerplate.go.txt', /Copyright [^.\n]*/, 'Copyright 2020 The Shop Authors'),
  // The build.
  swap('another image', 'Makefile', /^IMG \?= .*$/m, 'IMG ?= registry.example.com/shop:latest'),
  swap(
    'another controller-gen',
    'Makefile',
    /^CONTROLLER_TOOLS_VERSION \?= .*$/m,
    'CONTROLLER_TOOLS_VERSION ?= v0.99.0',
    { clashes: true },
  ),
  swap('another kustomize', 'Makefile', /^KUSTOMIZE_VERSION \?= .*$/m, 'KUSTOMIZE_VERSION ?= v5.99.0', {
    clashes: true,
  }),
  append('a target', 'Makefile', '\n.PHONY: shop\nshop: ## Open the shop.\n\tgo run ./hack/shop'),
  after('a line of a recipe', 'Makefile', /^\tgo vet \.\/\.\.\./, 'go vet ./hack/...'),
  before('a variable', 'Makefile', /^\.PHONY: all/, 'REGION ?= eu\n'),
  swap('fewer platforms', 'Makefile', /^PLATFORMS \?= .*$/m, 'PLATFORMS ?= linux/amd64'),
  swap(
    'what a target needs',
    'Makefile',
    /^build: manifests generate fmt vet/m,
    'build: manifests generate fmt vet shop-assets',
  ),
  swap('another tool for containers', 'Makefile', /^CONTAINER_TOOL \?= docker/m, 'CONTAINER_TOOL ?= podman'),
  append('an include', 'Makefile', '\n-include local.mk'),
  swap('another builder', 'Dockerfile', /^FROM golang:\S+/m, 'FROM registry.example.com/golang:1.99', {
    clashes: true,
    holds: (tree) => tree.get('Dockerfile')?.includes('registry.example.com/golang:1.99') === true,
  }),
  before('a directory to copy', 'Dockerfile', /^# ?Build$|^RUN CGO_ENABLED/m, 'COPY pkg/ pkg/', { clashes: true }),
  before('a variable of the image', 'Dockerfile', /^USER /, 'ENV REGION=eu'),
  swap('another base', 'Dockerfile', /^FROM gcr\.io\/distroless\/static:nonroot/m, 'FROM registry.example.com/base:1', {
    clashes: true,
  }),
  swap('flags of the linker', 'Dockerfile', /go build -a -o manager/, 'go build -a -ldflags="-s -w" -o manager', {
    clashes: true,
  }),
  append('a label of the image', 'Dockerfile', 'LABEL team=shop'),
  append('a requirement', 'go.mod', '\nrequire github.com/example/shop v1.2.3'),
  append('a replacement', 'go.mod', '\nreplace github.com/example/shop => ./shop'),
  swap(
    'another controller-runtime',
    'go.mod',
    /sigs\.k8s\.io\/controller-runtime v\S+/,
    'sigs.k8s.io/controller-runtime v0.99.0',
    { clashes: true },
  ),
  swap('another Go', 'go.mod', /^go \S+$/m, 'go 1.99.0', { clashes: true }),
  after('a linter', '.golangci.yml', /^ {4}- errcheck$/, '- gosec'),
  cut('a linter less', '.golangci.yml', /^ {4}- lll\n/m, { clashes: true }),
  append('words in the settings of the linter', '.golangci.yml', '# Ours.'),
  append('ignored files', '.gitignore', 'shop.local'),
  cut('files that are not ignored', '.gitignore', /^\.idea\n/m),
  append('files that docker ignores', '.dockerignore', 'shop.local'),
  swap(
    'fewer runs of the tests',
    '.github/workflows/test.yml',
    /^ {2}pull_request:$/m,
    '  pull_request:\n    branches: [main]',
  ),
  append(
    'a job',
    '.github/workflows/test.yml',
    '  shop:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make shop',
  ),
  add('a workflow', { '.github/workflows/shop.yml': 'on: push\njobs: {}\n' }),
  drop('no workflow of linters', /^\.github\/workflows\/lint\.yml$/),
  drop('no container for development', /^\.devcontainer\//),
  swap(
    'another image for development',
    '.devcontainer/devcontainer.json',
    /"image": "[^"]*"/,
    '"image": "example.com/dev:1"',
    { clashes: true },
  ),
  append('words', 'README.md', '\n## The team\n\nAsk us.'),
  append('notes', 'AGENTS.md', '\nAsk us.'),
  append('a plugin', 'PROJECT', 'plugins:\n  shop.example.com/v1: {}'),
  add('documents', { 'docs/shop.md': '# Shop\n', '.env': 'A=b\n', 'bin/tool': 'x\n' }),
];
