import type { ModuleStep } from './module-step.ts';

export const V0_25: readonly ModuleStep[] = [
  {
    controllerRuntime: 'v0.25.0',
    sets: `
github.com/antlr4-go/antlr/v4 v4.13.1
github.com/fxamacker/cbor/v2 v2.9.1
github.com/go-openapi/jsonpointer v1.0.0
github.com/go-openapi/jsonreference v1.0.0
github.com/go-openapi/swag v0.27.1
github.com/go-openapi/swag/cmdutils v0.27.1
github.com/go-openapi/swag/conv v0.27.1
github.com/go-openapi/swag/fileutils v0.27.1
github.com/go-openapi/swag/jsonutils v0.27.1
github.com/go-openapi/swag/loading v0.27.1
github.com/go-openapi/swag/mangling v0.27.1
github.com/go-openapi/swag/netutils v0.27.1
github.com/go-openapi/swag/pools v0.27.1
github.com/go-openapi/swag/stringutils v0.27.1
github.com/go-openapi/swag/typeutils v0.27.1
github.com/go-openapi/swag/yamlutils v0.27.1
github.com/google/cel-go v0.29.2
github.com/grpc-ecosystem/grpc-gateway/v2 v2.29.0
github.com/prometheus/client_golang v1.24.0
github.com/prometheus/common v0.70.0
github.com/prometheus/procfs v0.21.1
github.com/spf13/pflag v1.0.10
go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp v0.69.0
go.opentelemetry.io/otel v1.44.0
go.opentelemetry.io/otel/exporters/otlp/otlptrace v1.44.0
go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc v1.44.0
go.opentelemetry.io/otel/metric v1.44.0
go.opentelemetry.io/otel/sdk v1.44.0
go.opentelemetry.io/otel/trace v1.44.0
go.opentelemetry.io/proto/otlp v1.10.0
go.yaml.in/yaml/v2 v2.4.4
golang.org/x/exp v0.0.0-20260410095643-746e56fc9e2f
golang.org/x/mod v0.37.0
golang.org/x/net v0.57.0
golang.org/x/oauth2 v0.36.0
golang.org/x/sync v0.22.0
golang.org/x/sys v0.47.0
golang.org/x/term v0.45.0
golang.org/x/text v0.40.0
golang.org/x/time v0.15.0
golang.org/x/tools v0.47.0
google.golang.org/genproto/googleapis/api v0.0.0-20260526163538-3dc84a4a5aaa
google.golang.org/genproto/googleapis/rpc v0.0.0-20260526163538-3dc84a4a5aaa
google.golang.org/grpc v1.82.1
k8s.io/api v0.37.0
k8s.io/apiextensions-apiserver v0.37.0
k8s.io/apimachinery v0.37.0
k8s.io/apiserver v0.37.0
k8s.io/client-go v0.37.0
k8s.io/component-base v0.37.0
k8s.io/kube-openapi v0.0.0-20260721132016-d427ff9ee9ad
k8s.io/streaming v0.37.0
k8s.io/utils v0.0.0-20260626114624-be93311217bd
sigs.k8s.io/apiserver-network-proxy/konnectivity-client v0.36.0
sigs.k8s.io/structured-merge-diff/v6 v6.4.2
`,
    drops: [
      'github.com/josharian/intern',
      'github.com/mailru/easyjson',
      'github.com/stoewer/go-strcase',
      'gopkg.in/yaml.v3',
    ],
  },
];
