/** Facts of the Go module and what is around it: sources, tests, Makefile, Dockerfile, workflows. */
export interface GoFacts {
  // API types: these decide the schema of the CRDs, too
  /** The example field: a plain string, or (with `spec` required) an optional pointer. */
  readonly specField: 'string' | 'pointer';
  /** Whether the status holds a list of conditions, and not nothing. */
  readonly statusConditions: boolean;
  /** What the JSON tags of `metadata` and `status` say. */
  readonly emptyFields: 'omitempty' | 'omitempty,omitzero' | 'omitzero';
  /** Who builds the scheme: controller-runtime's `scheme.Builder`, or apimachinery's `runtime.SchemeBuilder`. */
  readonly schemeBuilder: 'controller-runtime' | 'apimachinery';
  /** Whether `SchemeGroupVersion` stands beside `GroupVersion`, as generated clients expect. */
  readonly schemeGroupVersion: boolean;

  /** Whether controller-gen joins the lines of a doc comment in the CRD, or keeps them. */
  readonly crdDescriptions: 'joined' | 'lines';

  // cmd/main.go
  readonly metricsBindDefault: ':8080' | '0';
  /** The default of `--metrics-secure`; `absent`: there is no such flag. */
  readonly metricsSecureFlag: 'absent' | 'off' | 'on';
  /** When requests for metrics are authenticated and authorized. */
  readonly metricsFilter: 'never' | 'always' | 'if-secure';
  readonly http2Flag: boolean;
  /** Whether the port of the webhook server is a flag, which config/default gives where a JSON patch can. */
  readonly webhookPortFlag: boolean;
  /** Flags for given certificates, served by watchers that the manager runs, or by the servers' own options. */
  readonly certificateFlags: 'absent' | 'watchers' | 'options';
  /** Whether readiness waits for the webhook server. */
  readonly readyWithWebhooks: boolean;
  /** Whether the leader election id of a project without domain ends in a dot. */
  readonly leaderIdKeepsDot: boolean;
  /** How what cannot be set up is reported: `Failed to create controller`, or `unable to create controller`. */
  readonly logMessages: 'unable' | 'failed';
  /** Whether each registration has an error of its own. */
  readonly setupAssignment: '=' | ':=';
  /** How a reconciler that cannot be set up is named in the log: by kind, or by controller. */
  readonly setupErrorNames: 'kind' | 'controller';

  // Controllers
  /** Whether a controller is named explicitly (by kind, in multigroup projects with the group). */
  readonly controllersNamed: boolean;
  /** Whether the RBAC markers of cluster-scoped kinds ask for a Role in namespaced projects, which grants nothing. */
  readonly clusterScopedInRole: boolean;

  // Webhooks
  readonly webhookPackage: 'api' | 'internal';
  /** Methods on the API type, structs that receive `runtime.Object`, or structs that receive the type. */
  readonly webhookStyle: 'methods' | 'custom' | 'typed';
  /** What the structs have in their names between the kind and `Defaulter` or `Validator`. */
  readonly webhookStructInfix: 'Custom' | '';
  /** How cmd/main.go names the package of webhooks in single-group projects: `webhookshopv1`, or `webhookv1`. */
  readonly webhookAlias: 'group-version' | 'version';
  /** Whether entries of a webhook configuration have names of their own where two groups have the same kind. */
  readonly webhookNamesUnique: boolean;
  /** Whether hub and spokes get a file each. */
  readonly conversionFiles: boolean;
  /** Whether the type of a hub is marked as one, which no generator reads. */
  readonly hubMarker: boolean;
  /** Whether the path of a webhook for a core type names its group. */
  readonly corePathHasGroup: boolean;
  /** Whether a project whose webhooks only convert has a webhook suite. */
  readonly conversionSuite: boolean;

  // Tests and the files around
  /** Whether controllers, webhooks and the project as a whole have tests. */
  readonly tests: boolean;
  /** Whether the end-to-end tests stand behind the build tag `e2e`. */
  readonly e2eTag: boolean;
  /**
   * What `make test-e2e` does about its kind cluster: nothing, look whether one is there, or set one up (where it exists
   * already: fail, or use it) and take it down.
   */
  readonly e2eCluster: 'by-hand' | 'checked' | 'created' | 'reused';
  /** Whether the Makefile has a variable for the program `kind`. */
  readonly kindVariable: boolean;
  /** Whether `make test-e2e` tells the tests which program that is. */
  readonly kindPassed: boolean;
  /** Whether there are workflows and a dev container. */
  readonly workflows: boolean;
  readonly workflowGo: 'pinned' | 'go-mod';
  /** Whether what workflows and the dev container download is for the machine's architecture, not for amd64 always. */
  readonly downloadsByArchitecture: boolean;
  /** Whether the dev container brings a Docker of its own, with networks that are seldom in use, and waits for it. */
  readonly devcontainerNested: boolean;
  /** Whether the dev container updates its packages and completes commands in its shell. */
  readonly devcontainerCompletions: boolean;
  /** The linter's action by its major version, or the Makefile's own targets. */
  readonly workflowLint: 'action-v6' | 'action-v8' | 'make';
  /** Whether that action is given the linter's whole version, or without the patch. */
  readonly workflowLintPatch: boolean;
  /** Whether actions are pinned to commits, and jobs start without permissions. */
  readonly workflowsPinned: boolean;
  /**
   * Where the end-to-end tests install what they need: in the test itself, in the suite by its variables, or in functions
   * of the suite. Only a suite looks whether it is there already, and only then the tests ask for metrics.
   */
  readonly e2eSetup: 'in-test' | 'suite' | 'functions';
  /** Whether they install the Prometheus operator. */
  readonly e2eInstallsPrometheus: boolean;
  /** Whether what reads the metrics gives its error back, or fails the test itself. */
  readonly e2eMetricsFail: 'test' | 'caller';
  /** Whether they leave the user's own settings of kubectl out. */
  readonly e2eKubercOff: boolean;
  /** Whether they remove the leases that cert-manager leaves in another namespace. */
  readonly e2eRemovesLeases: boolean;
  /** Whether the end-to-end tests have a place for checks that precede the metrics test. */
  readonly e2eReadinessMarker: boolean;
  readonly agentNotes: boolean;
  /** The linter's configuration format. */
  readonly lintConfig: 'v1' | 'v2';
  /** The setting that stops the linter after five minutes, where there is one. */
  readonly lintTimeoutKey: 'deadline' | 'timeout';
  readonly linters: readonly string[];
  /** Which suggestions of the linter modernize are off. */
  readonly modernizeExcepts: readonly string[];
  /** Whether a linter of ours is built with a plugin that checks log calls. */
  readonly lintPlugin: boolean;

  // Dockerfile, Makefile, go.mod
  /** What stands before `golang:` in the Dockerfile. */
  readonly builderRegistry: '' | 'docker.io/';
  /** Whether the build takes another builder's image, as BASE_IMAGE. */
  readonly builderImageArgument: boolean;
  /** Whether every keyword of the Dockerfile is in upper case. */
  readonly dockerKeywordsUpper: boolean;
  /** What the image's build copies: the controllers, all of internal/, or the context as .dockerignore leaves it. */
  readonly dockerCopies: 'controllers' | 'internal' | 'context';
  /** What .dockerignore lets into that context: Go sources alone, or all that the build may read. */
  readonly dockerContext: 'go-sources' | 'build-inputs';
  /** The value of go.mod's `godebug` line; an empty string where there is none. */
  readonly goDebug: string;
  /** The Kubernetes version of envtest's binaries; an empty string where the Makefile reads it from go.mod. */
  readonly envtestKubernetes: string;
  readonly setupEnvtest: string;
  /** The version whose binaries suites look for; an empty string where they take what they find. */
  readonly suiteKubernetes: string;
  /** Whether the suite of controllers has a context, which ends with it. */
  readonly suiteContext: boolean;
  /** Whether the Makefile reads versions of modules by a function, which follows replacements. */
  readonly moduleVersionFunction: boolean;
  /**
   * How tools lie in bin/: without a version, with it, or with it behind a symbolic link; `checked`: one that leads to
   * another version is mended only then.
   */
  readonly toolNames: 'plain' | 'versioned' | 'linked' | 'checked';
  /** Whether recipes quote the programs and directories that variables name. */
  readonly recipesQuote: boolean;
  /** Whether .gitignore leaves out the file of a Go workspace, and kubeconfigs. */
  readonly workspaceIgnored: boolean;
  readonly kubeconfigIgnored: boolean;
  /** Whether the build of an installer, and the target for end-to-end tests, are there. */
  readonly installerTarget: boolean;
  /** Whether the installer holds the CRDs once more, before everything that is deployed. */
  readonly installerRepeatsCrds: boolean;
  readonly lintConfigTarget: boolean;
  readonly undeployNeedsKustomize: boolean;
  /** Whether `install` and `uninstall` pass where there are no CRDs. */
  readonly installToleratesNoCrds: boolean;
  readonly buildxBuilder: 'fixed' | 'project';
  /** Whether `make generate` fills in the year of the licence header. */
  readonly yearVariable: boolean;
  /** What the end-to-end tests install; an empty string where they do not. */
  readonly e2eCertManager: string;
  /** The owner of the repository that it comes from. */
  readonly e2eCertManagerOwner: string;
  readonly e2ePrometheusOperator: string;
}
