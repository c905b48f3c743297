/** Versions that a release pins. With a leading `v` where the ecosystem writes one. */
export interface VersionFacts {
  /** The `go` line of go.mod. */
  readonly goVersion: string;
  readonly controllerRuntime: string;
  /** What `k8s.io/api` resolves to. */
  readonly kubernetes: string;
  readonly controllerTools: string;
  readonly kustomize: string;
  readonly golangciLint: string;
  /** The Kubernetes version that the tests of the project run against. */
  readonly envtestKubernetes: string;
  /** The version or branch of the setup-envtest tool. */
  readonly setupEnvtest: string;
  /** The cert-manager that the end-to-end tests install; an empty string where they install none. */
  readonly testCertManager: string;
  /** The Prometheus operator that the end-to-end tests install; an empty string where they install none. */
  readonly testPrometheusOperator: string;
  /** What the tool itself asks for at `init`. */
  readonly goMinimum: string;
}
