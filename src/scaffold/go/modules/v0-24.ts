import type { ModuleStep } from './module-step.ts';

export const V0_24: readonly ModuleStep[] = [
  {
    controllerRuntime: 'v0.24.1',
    sets: `
cel.dev/expr v0.25.1
github.com/cenkalti/backoff/v5 v5.0.3
github.com/davecgh/go-spew v1.1.2-0.20180830191138-d8f796af33cc
github.com/emicklei/go-restful/v3 v3.13.0
github.com/grpc-ecosystem/grpc-gateway/v2 v2.27.7
github.com/onsi/ginkgo/v2 v2.27.4
github.com/onsi/gomega v1.39.0
github.com/pmezard/go-difflib v1.0.1-0.20181226105442-5d4384ee4fb2
github.com/prometheus/common v0.67.5
github.com/prometheus/procfs v0.19.2
github.com/spf13/cobra v1.10.2
go.opentelemetry.io/auto/sdk v1.2.1
go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp v0.65.0
go.opentelemetry.io/otel v1.41.0
go.opentelemetry.io/otel/exporters/otlp/otlptrace v1.40.0
go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc v1.40.0
go.opentelemetry.io/otel/metric v1.41.0
go.opentelemetry.io/otel/sdk v1.40.0
go.opentelemetry.io/otel/trace v1.41.0
go.opentelemetry.io/proto/otlp v1.9.0
go.uber.org/zap v1.27.1
golang.org/x/exp v0.0.0-20251219203646-944ab1f22d93
golang.org/x/mod v0.32.0
golang.org/x/net v0.49.0
golang.org/x/oauth2 v0.34.0
golang.org/x/sync v0.19.0
golang.org/x/sys v0.40.0
golang.org/x/term v0.39.0
golang.org/x/text v0.33.0
golang.org/x/time v0.14.0
golang.org/x/tools v0.41.0
google.golang.org/genproto/googleapis/api v0.0.0-20260128011058-8636f8732409
google.golang.org/genproto/googleapis/rpc v0.0.0-20260128011058-8636f8732409
google.golang.org/grpc v1.79.3
google.golang.org/protobuf v1.36.12-0.20260120151049-f2248ac996af
k8s.io/api v0.36.0
k8s.io/apiextensions-apiserver v0.36.0
k8s.io/apimachinery v0.36.0
k8s.io/apiserver v0.36.0
k8s.io/client-go v0.36.0
k8s.io/component-base v0.36.0
k8s.io/klog/v2 v2.140.0
k8s.io/kube-openapi v0.0.0-20260317180543-43fb72c5454a
k8s.io/streaming v0.36.0
k8s.io/utils v0.0.0-20260210185600-b8788abfbbc2
sigs.k8s.io/apiserver-network-proxy/konnectivity-client v0.34.0
sigs.k8s.io/structured-merge-diff/v6 v6.3.2
`,
    drops: ['github.com/cenkalti/backoff/v4', 'github.com/google/btree'],
  },
];
