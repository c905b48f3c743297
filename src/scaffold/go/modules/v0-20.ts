import type { ModuleStep } from './module-step.ts';

export const V0_20: readonly ModuleStep[] = [
  {
    controllerRuntime: 'v0.20.0',
    sets: `
cel.dev/expr v0.18.0
github.com/go-openapi/jsonpointer v0.21.0
github.com/go-openapi/swag v0.23.0
github.com/google/btree v1.1.3
github.com/google/cel-go v0.22.0
github.com/google/pprof v0.0.0-20241029153458-d1b30febd7db
github.com/onsi/ginkgo/v2 v2.21.0
github.com/onsi/gomega v1.35.1
github.com/stoewer/go-strcase v1.3.0
go.uber.org/zap v1.27.0
golang.org/x/exp v0.0.0-20240719175910-8a7402abbf56
golang.org/x/net v0.30.0
golang.org/x/oauth2 v0.23.0
golang.org/x/sync v0.8.0
golang.org/x/sys v0.26.0
golang.org/x/term v0.25.0
golang.org/x/text v0.19.0
golang.org/x/time v0.7.0
golang.org/x/tools v0.26.0
google.golang.org/genproto/googleapis/api v0.0.0-20240826202546-f6391c0de4c7
google.golang.org/genproto/googleapis/rpc v0.0.0-20240826202546-f6391c0de4c7
google.golang.org/protobuf v1.35.1
gopkg.in/evanphx/json-patch.v4 v4.12.0
k8s.io/api v0.32.0
k8s.io/apiextensions-apiserver v0.32.0
k8s.io/apimachinery v0.32.0
k8s.io/apiserver v0.32.0
k8s.io/client-go v0.32.0
k8s.io/component-base v0.32.0
k8s.io/kube-openapi v0.0.0-20241105132330-32ad38e42d3f
k8s.io/utils v0.0.0-20241104100929-3ea5e8cea738
sigs.k8s.io/apiserver-network-proxy/konnectivity-client v0.31.0
sigs.k8s.io/json v0.0.0-20241010143419-9aa6b5e7a4b3
sigs.k8s.io/structured-merge-diff/v4 v4.4.2
`,
    drops: ['github.com/golang/groupcache', 'github.com/imdario/mergo', 'gopkg.in/yaml.v2'],
  },
  {
    controllerRuntime: 'v0.20.2',
    sets: `
github.com/evanphx/json-patch/v5 v5.9.11
github.com/onsi/ginkgo/v2 v2.22.0
github.com/onsi/gomega v1.36.1
k8s.io/api v0.32.1
k8s.io/apiextensions-apiserver v0.32.1
k8s.io/apimachinery v0.32.1
k8s.io/apiserver v0.32.1
k8s.io/client-go v0.32.1
k8s.io/component-base v0.32.1
`,
    drops: [],
  },
  {
    controllerRuntime: 'v0.20.4',
    sets: `
`,
    drops: [],
  },
];
