/**
 * The labels on an object: `short` is name and managed-by; `detailed` has instance, component, created-by and part-of
 * too, and the object's kind as its name.
 */
export type LabelSet = 'short' | 'detailed';

/** `absent`: the scaffold has no such section; `off`: it stands there commented out. */
export type Section = 'absent' | 'off' | 'on';

/** Facts of `config/` and PROJECT. */
export interface ConfigFacts {
  // Labels and selectors
  readonly serviceAccountLabels: LabelSet;
  readonly webhookServiceLabels: LabelSet;
  readonly sampleLabels: LabelSet;
  /** Those of every object that no other label fact speaks of. */
  readonly objectLabels: LabelSet;
  readonly certificateLabels: LabelSet;
  /** Whether pods and every selector of them carry the project's name besides `control-plane`. */
  readonly selectorsNameProject: boolean;

  // The manager
  /** The arguments in config/manager/manager.yaml, before any patch. */
  readonly managerArguments: readonly string[];
  readonly podSeccompProfile: boolean;
  readonly readOnlyRootFilesystem: boolean;
  /** Whether containers run under an id of their own and may fill only so much of a node's disk. */
  readonly containersConfined: boolean;
  /** Whether ports, volumeMounts and volumes are there as empty lists, so that a JSON patch can append to them. */
  readonly podListsPresent: boolean;
  readonly healthPortDeclared: boolean;
  /** Whether config/default has a patch for a ComponentConfig, which nothing refers to. */
  readonly componentConfigPatch: boolean;

  /** Whether config/default has its `patches:` key even where no patch is active. */
  readonly patchesKeyAlways: boolean;

  // The metrics endpoint
  /** What the pod does about metrics in config/default when they are on. */
  readonly metricsPatch: 'sidecar' | 'strategic-merge' | 'json-patch';
  /** Image of the kube-rbac-proxy sidecar; an empty string where there is none. */
  readonly metricsSidecarImage: string;
  /** Whether the section can be switched, and how it stands. `always` has no section. */
  readonly metricsSection: 'always' | 'off' | 'on';
  readonly metricsServiceFile: string;
  readonly metricsScheme: 'http' | 'https';
  readonly metricsPort: number;
  /** The container's port by number or by name. */
  readonly metricsTargetPort: number | string;
  readonly metricsBindAddress: string;
  /** Whether the container declares the port of the metrics endpoint, where the manager itself serves it. */
  readonly metricsPortDeclared: boolean;
  /** The roles that let the manager authenticate scrapers, and let scrapers in. */
  readonly metricsRoles: 'none' | 'sidecar' | 'filter';
  /** Whether those roles are left out where metrics are off. */
  readonly metricsRolesWithMetrics: boolean;

  // Network policies
  readonly networkPolicySection: Section;
  /** The TCP port that the webhook policy opens. Policies see the pod's port, not the Service's. */
  readonly networkPolicyWebhookPort: number;
  /** The namespace label that a caller of the webhooks needs; an empty string lets every peer in. */
  readonly networkPolicyWebhookLabel: string;

  // Certificates
  /** Whether webhooks switch the cert-manager section on. */
  readonly certManagerWithWebhooks: boolean;
  /** Whether the Issuer and each Certificate have files of their own. */
  readonly certificateFilesSplit: boolean;
  /** Whether config/default has a patch that puts the CA annotation on both webhook configurations. */
  readonly webhookCaPatch: boolean;
  /** How the replacements that inject the CA are cut: all kinds in each, one pair a kind, one target a CRD. */
  readonly caReplacements: 'all-kinds' | 'each-kind' | 'each-crd';
  /** The order of the replacement blocks in config/default. */
  readonly replacementOrder: readonly ReplacementBlock[];
  /** Whether every CRD with a conversion webhook gets its CA, or only the first. */
  readonly conversionCaTargets: 'first' | 'every';
  readonly metricsCertsSection: Section;
  /** Whether the metrics Certificate is applied even where nothing uses it. */
  readonly metricsCertificateAlways: boolean;
  /** Whether config/certmanager exists only in projects with webhooks. */
  readonly certManagerNeedsWebhooks: boolean;
  /** How the ServiceMonitor is told to verify the metrics certificate. */
  readonly monitorTlsPatch: 'none' | 'strategic-merge' | 'json-patch';

  // CRDs and webhooks
  /** Which webhooks make a CRD convert through the webhook Service. */
  readonly crdConversionPatch: 'every-webhook' | 'conversion';
  /** Which kinds have a (commented) CA injection patch in config/crd. */
  readonly crdCaPatch: 'every-kind' | 'conversion' | 'none';
  /** When the line of a CRD's conversion patch is written: with the API, commented; with each webhook; or once. */
  readonly crdPatchLine: 'with-api' | 'with-each-webhook' | 'once';
  /** Whether kustomize is taught where webhook objects name a namespace. */
  readonly namespaceFieldSpecs: boolean;
  readonly webhookPatch: 'strategic-merge' | 'json-patch';
  readonly webhookPatchLabels: boolean;
  /** Whether webhooks for core types pass over the namespace of the manager. */
  readonly coreWebhooksSpareOwnNamespace: boolean;
  /** Whether the entries of the webhook configurations are named with the version: `mwidget-v1.kb.io`. */
  readonly webhookNamesWithVersion: boolean;
  /** Whether controller-gen sorts all webhook entries by name (0.20.0 and later), or those of each package. */
  readonly webhookEntriesSorted: boolean;

  // RBAC
  /** What config/rbac/role.yaml holds: a filler until the first `make manifests`, or what the controllers need. */
  readonly managerRole: 'filler' | 'generated';
  /** Whether controller-gen merges rules that differ in their resources alone (0.16.1 and later). */
  readonly managerRulesMerged: boolean;
  readonly helperRolesListed: boolean;
  /** Whether helper roles of a multigroup project carry the group in their names. */
  readonly helperRoleNamesWithGroup: boolean;
  readonly adminRole: boolean;
  /** Whether the leader election role grants ConfigMaps too, which older elections locked. */
  readonly leaderElectionConfigMaps: boolean;

  // Samples and generated CRDs
  /** `null`, or a spec that the CRD accepts. */
  readonly sampleSpec: 'null' | 'valid';
  /** The file name of a sample of a kind without group starts with an underscore. */
  readonly samplePathKeepsEmptyGroup: boolean;

  // PROJECT and markers
  /** `#+kubebuilder` or `# +kubebuilder`. */
  readonly markerPrefix: '#+' | '# +';
  /** What PROJECT records as the tool's version; an empty string where it records none. */
  readonly projectCliVersion: string;
  /** Whether PROJECT marks core and external types. */
  readonly projectRecordsOrigin: boolean;
  /** Whether PROJECT names the Go module of external types. */
  readonly projectRecordsModule: boolean;
  readonly projectRecordsSpokes: boolean;
  /** Whether controllers and webhooks for types of other projects are known. */
  readonly externalTypes: boolean;
  /** Whether API versions may have any name that Kubernetes takes, instead of v1, v1alpha1, v2beta3 and the like only. */
  readonly freeVersionNames: boolean;
  /** Whether the manager can be confined to its own namespace. */
  readonly namespacedMode: boolean;
}

/**
 * A pair of replacements: the metrics Service's name into its certificate, the webhook Service's into its, the
 * certificate into the webhook configurations of a kind or the CRDs; `ca` is all of the latter at once.
 */
export type ReplacementBlock =
  | 'metrics-service'
  | 'webhook-service'
  | 'ca'
  | 'validating-ca'
  | 'mutating-ca'
  | 'conversion-ca';
