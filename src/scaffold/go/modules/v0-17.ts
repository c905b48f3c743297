import type { ModuleStep } from './module-step.ts';

export const V0_17: readonly ModuleStep[] = [
  {
    controllerRuntime: 'v0.17.0',
    sets: `
github.com/evanphx/json-patch/v5 v5.8.0
github.com/fsnotify/fsnotify v1.7.0
github.com/go-logr/logr v1.4.1
github.com/go-logr/zapr v1.3.0
github.com/google/go-cmp v0.6.0
github.com/matttproud/golang_protobuf_extensions/v2 v2.0.0
github.com/onsi/ginkgo/v2 v2.14.0
github.com/onsi/gomega v1.30.0
github.com/prometheus/client_golang v1.18.0
github.com/prometheus/client_model v0.5.0
github.com/prometheus/common v0.45.0
github.com/prometheus/procfs v0.12.0
go.uber.org/zap v1.26.0
golang.org/x/net v0.19.0
golang.org/x/oauth2 v0.12.0
golang.org/x/sys v0.16.0
golang.org/x/term v0.15.0
golang.org/x/text v0.14.0
golang.org/x/tools v0.16.1
google.golang.org/protobuf v1.31.0
k8s.io/api v0.29.0
k8s.io/apiextensions-apiserver v0.29.0
k8s.io/apimachinery v0.29.0
k8s.io/client-go v0.29.0
k8s.io/component-base v0.29.0
k8s.io/klog/v2 v2.110.1
k8s.io/kube-openapi v0.0.0-20231010175941-2dd684a91f00
k8s.io/utils v0.0.0-20230726121419-3b25d923346b
sigs.k8s.io/structured-merge-diff/v4 v4.4.1
sigs.k8s.io/yaml v1.4.0
`,
    drops: ['github.com/matttproud/golang_protobuf_extensions'],
  },
  {
    controllerRuntime: 'v0.17.2',
    sets: `
`,
    drops: [],
  },
  {
    controllerRuntime: 'v0.17.3',
    sets: `
k8s.io/api v0.29.2
k8s.io/apiextensions-apiserver v0.29.2
k8s.io/apimachinery v0.29.2
k8s.io/client-go v0.29.2
k8s.io/component-base v0.29.2
`,
    drops: [],
  },
];
