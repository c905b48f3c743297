/** What a version of controller-runtime changes in the modules that a scaffold requires, as `go mod tidy` found it. */
export interface ModuleStep {
  readonly controllerRuntime: string;
  /** A module and its version in each line. */
  readonly sets: string;
  readonly drops: readonly string[];
}
