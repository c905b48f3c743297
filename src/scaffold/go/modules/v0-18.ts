import type { ModuleStep } from './module-step.ts';

export const V0_18: readonly ModuleStep[] = [
  {
    controllerRuntime: 'v0.18.2',
    sets: `
github.com/evanphx/json-patch/v5 v5.9.0
github.com/golang/protobuf v1.5.4
github.com/matttproud/golang_protobuf_extensions v1.0.4
github.com/onsi/ginkgo/v2 v2.17.1
github.com/onsi/gomega v1.32.0
github.com/prometheus/client_golang v1.16.0
github.com/prometheus/client_model v0.4.0
github.com/prometheus/common v0.44.0
golang.org/x/net v0.23.0
golang.org/x/sys v0.18.0
golang.org/x/term v0.18.0
golang.org/x/tools v0.18.0
google.golang.org/protobuf v1.33.0
k8s.io/api v0.30.0
k8s.io/apiextensions-apiserver v0.30.0
k8s.io/apimachinery v0.30.0
k8s.io/client-go v0.30.0
k8s.io/klog/v2 v2.120.1
k8s.io/kube-openapi v0.0.0-20240228011516-70dd3763d340
sigs.k8s.io/yaml v1.3.0
`,
    drops: ['github.com/matttproud/golang_protobuf_extensions/v2', 'k8s.io/component-base'],
  },
  {
    controllerRuntime: 'v0.18.4',
    sets: `
github.com/antlr/antlr4/runtime/Go/antlr/v4 v4.0.0-20230305170008-8188dc5388df
github.com/blang/semver/v4 v4.0.0
github.com/cenkalti/backoff/v4 v4.2.1
github.com/felixge/httpsnoop v1.0.3
github.com/go-logr/stdr v1.2.2
github.com/google/cel-go v0.17.8
github.com/grpc-ecosystem/grpc-gateway/v2 v2.16.0
github.com/stoewer/go-strcase v1.2.0
go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp v0.44.0
go.opentelemetry.io/otel v1.19.0
go.opentelemetry.io/otel/exporters/otlp/otlptrace v1.19.0
go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc v1.19.0
go.opentelemetry.io/otel/metric v1.19.0
go.opentelemetry.io/otel/sdk v1.19.0
go.opentelemetry.io/otel/trace v1.19.0
go.opentelemetry.io/proto/otlp v1.0.0
golang.org/x/sync v0.6.0
google.golang.org/genproto/googleapis/api v0.0.0-20230726155614-23370e0ffb3e
google.golang.org/genproto/googleapis/rpc v0.0.0-20230822172742-b8732ec3820d
google.golang.org/grpc v1.58.3
k8s.io/api v0.30.1
k8s.io/apiextensions-apiserver v0.30.1
k8s.io/apimachinery v0.30.1
k8s.io/apiserver v0.30.1
k8s.io/client-go v0.30.1
k8s.io/component-base v0.30.1
sigs.k8s.io/apiserver-network-proxy/konnectivity-client v0.29.0
`,
    drops: [],
  },
];
