// Generated from schema/ by `npm run generate`: edit the schema instead.

/**
 * What to scaffold, in the vocabulary of Kubebuilder's PROJECT file.
 */
export interface ScaffoldOptions {
  /**
   * A named preset (pre-3.15, 3.15, https-metrics) or kubebuilder@ with a version, a semver range or latest.
   *
   * @default "https-metrics"
   */
  readonly preset?: PresetName | undefined;
  /**
   * A kustomize scaffold, or a Helm chart of what that scaffold renders to.
   *
   * @default "kustomize"
   */
  readonly format?: 'kustomize' | 'helm' | undefined;
  /**
   * A DNS-1123 label. The namespace is <projectName>-system, the name prefix <projectName>-.
   */
  readonly projectName: string;
  /**
   * The domain of the API groups; an empty string leaves it out.
   *
   * @default "my.domain"
   */
  readonly domain?: string | undefined;
  /**
   * The Go module path. Default: <domain>/<projectName>.
   */
  readonly repo?: string | undefined;
  /**
   * Whether the API groups have directories of their own.
   *
   * @default false
   */
  readonly multigroup?: boolean | undefined;
  /**
   * Whether the manager watches its own namespace only, with Roles instead of ClusterRoles.
   *
   * @default false
   */
  readonly namespaced?: boolean | undefined;
  /**
   * The kinds of the project, in the order of creation: all APIs first, then their webhooks in the same order.
   *
   * @default []
   *
   * @maxItems 1000
   */
  readonly resources?: readonly ResourceOptions[] | undefined;
  readonly features?: FeatureOptions | undefined;
  /**
   * The manager's image: repository with an optional tag and an optional digest.
   *
   * @default "controller:latest"
   */
  readonly image?: string | undefined;
  /**
   * The licence header of Go files.
   *
   * @default "apache2"
   */
  readonly license?: 'apache2' | 'none' | undefined;
  /**
   * The owner named in the licence header; an empty string leaves it out.
   *
   * @default ""
   */
  readonly owner?: string | undefined;
  /**
   * The year in the licence header. Default: no year, because a scaffold depends on no clock.
   */
  readonly year?: number | undefined;
  /**
   * Whether files that serve a single editor or coding assistant are written, in presets that have them: .devcontainer/ and AGENTS.md.
   *
   * @default true
   */
  readonly editorFiles?: boolean | undefined;
  readonly chart?: ChartOptions | undefined;
}
/**
 * One version of a kind, with what the project does for it.
 */
export interface ResourceOptions {
  /**
   * The API group without the domain. For a core type its short name, such as apps or core.
   *
   * @default ""
   */
  readonly group?: string | undefined;
  /**
   * The API version: v1, v1alpha1, v2beta3. It names a Go package as well, so it has letters and digits only.
   */
  readonly version: string;
  /**
   * The kind, in upper camel case.
   */
  readonly kind: string;
  /**
   * The plural in lower case. Default: by the rules of English, as Kubebuilder has them.
   */
  readonly plural?: string | undefined;
  /**
   * The domain of this kind's group where it is not the project's: for external types. Default: the project's; for core types that of Kubernetes; for external types none.
   */
  readonly domain?: string | undefined;
  /**
   * Whether the CRD is ours; true is a namespaced kind. Default: true, and false for core and external types.
   */
  readonly api?: boolean | ApiOptions | undefined;
  /**
   * Whether the project reconciles this kind. Default: true for the first version of a kind, which serves the others.
   */
  readonly controller?: boolean | undefined;
  readonly webhooks?: WebhookOptions | undefined;
  /**
   * A type of Kubernetes itself, such as a Deployment: no API of ours.
   *
   * @default false
   */
  readonly core?: boolean | undefined;
  /**
   * A type of another project: no API of ours. It needs path.
   *
   * @default false
   */
  readonly external?: boolean | undefined;
  /**
   * The Go import path of the types. Default: inside repo, or k8s.io/api for core types.
   */
  readonly path?: string | undefined;
  /**
   * The Go module of external types, with an optional version: what go.mod requires. Default: whatever the first `go mod tidy` finds for path.
   */
  readonly module?: string | undefined;
}
export interface ApiOptions {
  /**
   * Whether objects of the kind live in namespaces.
   *
   * @default true
   */
  readonly namespaced?: boolean | undefined;
}
/**
 * The webhooks that the project serves for this kind.
 */
export interface WebhookOptions {
  /**
   * A mutating admission webhook that sets defaults.
   *
   * @default false
   */
  readonly defaulting?: boolean | undefined;
  /**
   * A validating admission webhook.
   *
   * @default false
   */
  readonly validation?: boolean | undefined;
  /**
   * A conversion webhook, with this version as the hub.
   *
   * @default false
   */
  readonly conversion?: boolean | undefined;
  /**
   * The versions that convert through this one.
   *
   * @default []
   *
   * @maxItems 100
   */
  readonly spoke?: readonly string[] | undefined;
}
/**
 * Sections of the scaffold, switched on or off. Default: as the preset has them.
 */
export interface FeatureOptions {
  /**
   * The metrics endpoint with its Service. Default: the preset's.
   */
  readonly metrics?: boolean | undefined;
  /**
   * NetworkPolicies that limit who reaches the metrics endpoint and the webhook server. Default: the preset's.
   */
  readonly networkPolicy?: boolean | undefined;
  /**
   * A ServiceMonitor for the metrics endpoint. Default: the preset's.
   */
  readonly prometheus?: boolean | undefined;
  /**
   * Certificates issued by cert-manager. Default: the preset's.
   */
  readonly certManager?: boolean | undefined;
  /**
   * A certificate for the metrics endpoint, verified by the ServiceMonitor. Default: the preset's.
   */
  readonly metricsCerts?: boolean | undefined;
  /**
   * The webhook server with its Service. Default: on where a resource has webhooks.
   */
  readonly webhooks?: boolean | undefined;
}
/**
 * How a chart is made of objects.
 */
export interface ChartOptions {
  /**
   * The chart's name. Default: the objects' common name prefix, or their namespace less -system.
   */
  readonly name?: string | undefined;
  /**
   * The chart's version, semver 2.
   *
   * @default "0.1.0"
   */
  readonly version?: string | undefined;
  /**
   * The version of what the chart installs. Default: the tag of the manager's image.
   */
  readonly appVersion?: string | undefined;
  /**
   * One sentence for Chart.yaml. Default: one that names the project.
   */
  readonly description?: string | undefined;
  /**
   * What the objects' names start with and a release's name takes the place of; an empty text for nothing. Default: the longest run of words that most names start with.
   */
  readonly prefix?: string | undefined;
  /**
   * The workload whose values stand at the top of values.yaml, as KIND/NAME. Default: the one that looks most like a manager of controllers.
   */
  readonly primary?: string | undefined;
  /**
   * full: a README.md with a table of all values, kept true over updates. helm-docs: a README.md.gotmpl, of which helm-docs makes README.md. none: no README.
   *
   * @default "full"
   */
  readonly readme?: 'full' | 'helm-docs' | 'none' | undefined;
  /**
   * Notes that are known and not told again, by their code in the report, or as CODE:OBJECT for one object.
   *
   * @default []
   *
   * @maxItems 1000
   */
  readonly accept?: readonly string[] | undefined;
  /**
   * Where the CustomResourceDefinitions go. auto is templates where Helm's release record has room for them, else the first that fits: subchart (templates whose schemas lie in a library chart, which Helm does not store), crds (a directory that Helm installs but never upgrades), chart (charts of their own, <name>-crds). A given policy has to fit. none leaves them out.
   *
   * @default "auto"
   */
  readonly crds?: 'auto' | 'templates' | 'crds' | 'subchart' | 'chart' | 'none' | undefined;
  /**
   * How the objects are named. release puts the release's name before them, so that several releases can share a cluster; keep leaves all names as the manifests have them, for one release in a cluster.
   *
   * @default "release"
   */
  readonly nameStyle?: 'release' | 'keep' | undefined;
  /**
   * Objects that keep their names in every release, because something outside the manifests knows them by it, as Kind/name. Default: none.
   *
   * @maxItems 1000
   */
  readonly keepNames?: readonly string[] | undefined;
  /**
   * Whether values.schema.json lets keys at the top pass that the chart does not know: those of templates or of dependencies that are added by hand.
   *
   * @default false
   */
  readonly openValues?: boolean | undefined;
  /**
   * Address of the project's home page. Default: none.
   */
  readonly home?: string | undefined;
  /**
   * Addresses of the source code. Default: none.
   *
   * @maxItems 100
   */
  readonly sources?: readonly string[] | undefined;
  /**
   * Address of an SVG or PNG image. Default: none.
   */
  readonly icon?: string | undefined;
  /**
   * Words by which the chart is found.
   *
   * @default ["operator","controller"]
   *
   * @maxItems 100
   */
  readonly keywords?: readonly string[] | undefined;
  /**
   * Who maintains the chart. Default: nobody is named.
   *
   * @maxItems 100
   */
  readonly maintainers?: readonly Maintainer[] | undefined;
  /**
   * Custom resources as examples: Artifact Hub shows them, and helm test has the API server check them. Default: those among the manifests.
   *
   * @maxItems 1000
   */
  readonly samples?: readonly Sample[] | undefined;
  /**
   * SPDX identifier of the licence, for Artifact Hub. Default: none.
   */
  readonly license?: string | undefined;
  /**
   * How much the operator does by itself, as Artifact Hub shows it. Default: nothing is said.
   */
  readonly operatorCapabilities?: 'Basic Install' | 'Seamless Upgrades' | 'Full Lifecycle' | 'Deep Insights' | 'Auto Pilot' | undefined;
  /**
   * What is new in this version of the chart, for Artifact Hub. Default: nothing is said.
   *
   * @maxItems 1000
   */
  readonly changes?: readonly Change[] | undefined;
  /**
   * Further addresses, for Artifact Hub. Default: none.
   *
   * @maxItems 100
   */
  readonly links?: readonly Link[] | undefined;
  readonly signKey?: SignKey | undefined;
  /**
   * Further annotations of Chart.yaml; they go before those that the chart is given by itself.
   *
   * @default {}
   */
  readonly annotations?: {
    [k: string]: string;
  };
}
/**
 * A person or a team.
 */
export interface Maintainer {
  /**
   * Name, or an account.
   */
  readonly name: string;
  /**
   * Mail address. Default: none.
   */
  readonly email?: string | undefined;
  /**
   * Home page. Default: none.
   */
  readonly url?: string | undefined;
}
/**
 * A custom resource.
 */
export interface Sample {
  /**
   * Group and version.
   */
  readonly apiVersion: string;
  /**
   * Its kind.
   */
  readonly kind: string;
  /**
   * Its name and the rest of its metadata.
   */
  readonly metadata: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * One change.
 */
export interface Change {
  /**
   * What kind of change it is. Default: nothing is said.
   */
  readonly kind?: 'added' | 'changed' | 'deprecated' | 'removed' | 'fixed' | 'security' | undefined;
  /**
   * One sentence.
   */
  readonly description: string;
}
/**
 * A named address.
 */
export interface Link {
  /**
   * What it leads to.
   */
  readonly name: string;
  /**
   * The address.
   */
  readonly url: string;
}
/**
 * The key that the chart's package is signed with, for Artifact Hub. Default: none.
 */
export interface SignKey {
  /**
   * Its fingerprint.
   */
  readonly fingerprint: string;
  /**
   * Where the public key is.
   */
  readonly url: string;
}

/** The presets that are known, for completion, and any other text: `kubebuilder@^4.4`, `kubebuilder@latest`. */
export type PresetName =
  | 'pre-3.15'
  | '3.15'
  | 'https-metrics'
  | 'kubebuilder@3.13.0'
  | 'kubebuilder@3.14.0'
  | 'kubebuilder@3.14.1'
  | 'kubebuilder@3.14.2'
  | 'kubebuilder@3.15.0'
  | 'kubebuilder@3.15.1'
  | 'kubebuilder@4.0.0'
  | 'kubebuilder@4.1.0'
  | 'kubebuilder@4.1.1'
  | 'kubebuilder@4.2.0'
  | 'kubebuilder@4.3.0'
  | 'kubebuilder@4.3.1'
  | 'kubebuilder@4.4.0'
  | 'kubebuilder@4.5.0'
  | 'kubebuilder@4.5.1'
  | 'kubebuilder@4.5.2'
  | 'kubebuilder@4.6.0'
  | 'kubebuilder@4.7.0'
  | 'kubebuilder@4.7.1'
  | 'kubebuilder@4.8.0'
  | 'kubebuilder@4.9.0'
  | 'kubebuilder@4.10.0'
  | 'kubebuilder@4.10.1'
  | 'kubebuilder@4.11.0'
  | 'kubebuilder@4.11.1'
  | 'kubebuilder@4.12.0'
  | 'kubebuilder@4.13.0'
  | 'kubebuilder@4.13.1'
  | 'kubebuilder@4.14.0'
  | 'kubebuilder@4.15.0'
  | 'kubebuilder@4.16.0'
  | (string & {});

/** A section of the scaffold that can be switched. */
export type FeatureName = keyof FeatureOptions;
