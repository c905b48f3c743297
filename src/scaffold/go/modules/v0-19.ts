import type { ModuleStep } from './module-step.ts';

export const V0_19: readonly ModuleStep[] = [
  {
    controllerRuntime: 'v0.19.0',
    sets: `
github.com/antlr4-go/antlr/v4 v4.13.0
github.com/asaskevich/govalidator v0.0.0-20190424111038-f61b66f89f4a
github.com/cenkalti/backoff/v4 v4.3.0
github.com/cespare/xxhash/v2 v2.3.0
github.com/davecgh/go-spew v1.1.2-0.20180830191138-d8f796af33cc
github.com/felixge/httpsnoop v1.0.4
github.com/fxamacker/cbor/v2 v2.7.0
github.com/go-logr/logr v1.4.2
github.com/go-openapi/swag v0.22.4
github.com/go-task/slim-sprig/v3 v3.0.0
github.com/google/cel-go v0.20.1
github.com/google/pprof v0.0.0-20240525223248-4bfdf5a9a2af
github.com/google/uuid v1.6.0
github.com/grpc-ecosystem/grpc-gateway/v2 v2.20.0
github.com/inconshreveable/mousetrap v1.1.0
github.com/onsi/ginkgo/v2 v2.19.0
github.com/onsi/gomega v1.33.1
github.com/prometheus/client_golang v1.19.1
github.com/prometheus/client_model v0.6.1
github.com/prometheus/common v0.55.0
github.com/prometheus/procfs v0.15.1
github.com/spf13/cobra v1.8.1
github.com/x448/float16 v0.8.4
go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp v0.53.0
go.opentelemetry.io/otel v1.28.0
go.opentelemetry.io/otel/exporters/otlp/otlptrace v1.28.0
go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc v1.27.0
go.opentelemetry.io/otel/metric v1.28.0
go.opentelemetry.io/otel/sdk v1.28.0
go.opentelemetry.io/otel/trace v1.28.0
go.opentelemetry.io/proto/otlp v1.3.1
golang.org/x/exp v0.0.0-20230515195305-f3d0a9c9a5cc
golang.org/x/net v0.26.0
golang.org/x/oauth2 v0.21.0
golang.org/x/sync v0.7.0
golang.org/x/sys v0.21.0
golang.org/x/term v0.21.0
golang.org/x/text v0.16.0
golang.org/x/tools v0.21.1-0.20240508182429-e35e4ccd0d2d
google.golang.org/genproto/googleapis/api v0.0.0-20240528184218-531527333157
google.golang.org/genproto/googleapis/rpc v0.0.0-20240701130421-f6361c86f094
google.golang.org/grpc v1.65.0
google.golang.org/protobuf v1.34.2
k8s.io/api v0.31.0
k8s.io/apiextensions-apiserver v0.31.0
k8s.io/apimachinery v0.31.0
k8s.io/apiserver v0.31.0
k8s.io/client-go v0.31.0
k8s.io/component-base v0.31.0
k8s.io/klog/v2 v2.130.1
k8s.io/utils v0.0.0-20240711033017-18e509b52bc8
sigs.k8s.io/apiserver-network-proxy/konnectivity-client v0.30.3
sigs.k8s.io/yaml v1.4.0
`,
    drops: [
      'github.com/antlr/antlr4/runtime/Go/antlr/v4',
      'github.com/go-task/slim-sprig',
      'github.com/matttproud/golang_protobuf_extensions',
      'google.golang.org/appengine',
    ],
  },
  {
    controllerRuntime: 'v0.19.1',
    sets: `
`,
    drops: [],
  },
  {
    controllerRuntime: 'v0.19.4',
    sets: `
`,
    drops: [],
  },
];
