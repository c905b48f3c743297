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
  /** What the tool itself asks for at `init`. */
  readonly goMinimum: string;
}
