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
  readonly preset?: string;
  /**
   * A kustomize scaffold, or a Helm chart of what that scaffold renders to.
   *
   * @default "kustomize"
   */
  readonly format?: 'kustomize' | 'helm';
  /**
   * A DNS-1123 label. The namespace is <projectName>-system, the name prefix <projectName>-.
   */
  readonly projectName: string;
  /**
   * The domain of the API groups; an empty string leaves it out.
   *
   * @default "my.domain"
   */
  readonly domain?: string;
  /**
   * The Go module path. Default: <domain>/<projectName>.
   */
  readonly repo?: string;
  /**
   * Whether the API groups have directories of their own.
   *
   * @default false
   */
  readonly multigroup?: boolean;
  /**
   * Whether the manager watches its own namespace only, with Roles instead of ClusterRoles.
   *
   * @default false
   */
  readonly namespaced?: boolean;
  /**
   * The kinds of the project, in the order of creation: all APIs first, then their webhooks in the same order.
   *
   * @default []
   *
   * @maxItems 1000
   */
  readonly resources?: readonly ResourceOptions[];
  readonly features?: FeatureOptions;
  /**
   * The manager's image: repository with an optional tag and an optional digest.
   *
   * @default "controller:latest"
   */
  readonly image?: string;
  /**
   * The licence header of Go files.
   *
   * @default "apache2"
   */
  readonly license?: 'apache2' | 'none';
  /**
   * The owner named in the licence header; an empty string leaves it out.
   *
   * @default ""
   */
  readonly owner?: string;
  /**
   * The year in the licence header. Default: no year, because a scaffold depends on no clock.
   */
  readonly year?: number;
  /**
   * Whether files that serve a single editor or coding assistant are written, in presets that have them: .devcontainer/ and AGENTS.md.
   *
   * @default true
   */
  readonly editorFiles?: boolean;
  readonly chart?: ChartOptions;
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
  readonly group?: string;
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
  readonly plural?: string;
  /**
   * The domain of this kind's group where it is not the project's: for external types. Default: the project's; for core types that of Kubernetes; for external types none.
   */
  readonly domain?: string;
  /**
   * Whether the CRD is ours; true is a namespaced kind. Default: true, and false for core and external types.
   */
  readonly api?: boolean | ApiOptions;
  /**
   * Whether the project reconciles this kind. Default: true for the first version of a kind, which serves the others.
   */
  readonly controller?: boolean;
  readonly webhooks?: WebhookOptions;
  /**
   * A type of Kubernetes itself, such as a Deployment: no API of ours.
   *
   * @default false
   */
  readonly core?: boolean;
  /**
   * A type of another project: no API of ours. It needs path.
   *
   * @default false
   */
  readonly external?: boolean;
  /**
   * The Go import path of the types. Default: inside repo, or k8s.io/api for core types.
   */
  readonly path?: string;
  /**
   * The Go module of external types, with an optional version: what go.mod requires. Default: whatever the first `go mod tidy` finds for path.
   */
  readonly module?: string;
}
export interface ApiOptions {
  /**
   * Whether objects of the kind live in namespaces.
   *
   * @default true
   */
  readonly namespaced?: boolean;
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
  readonly defaulting?: boolean;
  /**
   * A validating admission webhook.
   *
   * @default false
   */
  readonly validation?: boolean;
  /**
   * A conversion webhook, with this version as the hub.
   *
   * @default false
   */
  readonly conversion?: boolean;
  /**
   * The versions that convert through this one.
   *
   * @default []
   *
   * @maxItems 100
   */
  readonly spoke?: readonly string[];
}
/**
 * Sections of the scaffold, switched on or off. Default: as the preset has them.
 */
export interface FeatureOptions {
  /**
   * The metrics endpoint with its Service. Default: the preset's.
   */
  readonly metrics?: boolean;
  /**
   * NetworkPolicies that limit who reaches the metrics endpoint and the webhook server. Default: the preset's.
   */
  readonly networkPolicy?: boolean;
  /**
   * A ServiceMonitor for the metrics endpoint. Default: the preset's.
   */
  readonly prometheus?: boolean;
  /**
   * Certificates issued by cert-manager. Default: the preset's.
   */
  readonly certManager?: boolean;
  /**
   * A certificate for the metrics endpoint, verified by the ServiceMonitor. Default: the preset's.
   */
  readonly metricsCerts?: boolean;
  /**
   * The webhook server with its Service. Default: on where a resource has webhooks.
   */
  readonly webhooks?: boolean;
}
/**
 * How a chart is made of objects.
 */
export interface ChartOptions {
  /**
   * The chart's name. Default: the objects' common name prefix, or their namespace less -system.
   */
  readonly name?: string;
  /**
   * The chart's version, semver 2.
   *
   * @default "0.1.0"
   */
  readonly version?: string;
  /**
   * The version of what the chart installs. Default: the tag of the manager's image.
   */
  readonly appVersion?: string;
  /**
   * One sentence for Chart.yaml. Default: one that names the project.
   */
  readonly description?: string;
  /**
   * What the objects' names start with and a release's name takes the place of; an empty text for nothing. Default: the longest run of words that most names start with.
   */
  readonly prefix?: string;
  /**
   * The workload whose values stand at the top of values.yaml, as KIND/NAME. Default: the one that looks most like a manager of controllers.
   */
  readonly primary?: string;
  /**
   * full: a README.md with a table of all values, kept true over updates. helm-docs: a README.md.gotmpl, of which helm-docs makes README.md. none: no README.
   *
   * @default "full"
   */
  readonly readme?: 'full' | 'helm-docs' | 'none';
  /**
   * Notes that are known and not told again, by their code in the report, or as CODE:OBJECT for one object.
   *
   * @default []
   *
   * @maxItems 1000
   */
  readonly accept?: readonly string[];
  /**
   * Where the CustomResourceDefinitions go. auto is templates where Helm's release record has room for them, else the first that fits: subchart (templates whose schemas lie in a library chart, which Helm does not store), crds (a directory that Helm installs but never upgrades), chart (charts of their own, <name>-crds). A given policy has to fit. none leaves them out.
   *
   * @default "auto"
   */
  readonly crds?: 'auto' | 'templates' | 'crds' | 'subchart' | 'chart' | 'none';
  /**
   * How the objects are named. release puts the release's name before them, so that several releases can share a cluster; keep leaves all names as the manifests have them, for one release in a cluster.
   *
   * @default "release"
   */
  readonly nameStyle?: 'release' | 'keep';
  /**
   * Objects that keep their names in every release, because something outside the manifests knows them by it, as Kind/name. Default: none.
   *
   * @maxItems 1000
   */
  readonly keepNames?: readonly string[];
  /**
   * Whether values.schema.json lets keys at the top pass that the chart does not know: those of templates or of dependencies that are added by hand.
   *
   * @default false
   */
  readonly openValues?: boolean;
  /**
   * Address of the project's home page. Default: none.
   */
  readonly home?: string;
  /**
   * Addresses of the source code. Default: none.
   *
   * @maxItems 100
   */
  readonly sources?: readonly string[];
  /**
   * Address of an SVG or PNG image. Default: none.
   */
  readonly icon?: string;
  /**
   * Words by which the chart is found.
   *
   * @default ["operator","controller"]
   *
   * @maxItems 100
   */
  readonly keywords?: readonly string[];
  /**
   * Who maintains the chart. Default: nobody is named.
   *
   * @maxItems 100
   */
  readonly maintainers?: readonly Maintainer[];
  /**
   * Custom resources as examples: Artifact Hub shows them, and helm test has the API server check them. Default: those among the manifests.
   *
   * @maxItems 1000
   */
  readonly samples?: readonly Sample[];
  /**
   * SPDX identifier of the licence, for Artifact Hub. Default: none.
   */
  readonly license?: string;
  /**
   * How much the operator does by itself, as Artifact Hub shows it. Default: nothing is said.
   */
  readonly operatorCapabilities?: 'Basic Install' | 'Seamless Upgrades' | 'Full Lifecycle' | 'Deep Insights' | 'Auto Pilot';
  /**
   * What is new in this version of the chart, for Artifact Hub. Default: nothing is said.
   *
   * @maxItems 1000
   */
  readonly changes?: readonly Change[];
  /**
   * Further addresses, for Artifact Hub. Default: none.
   *
   * @maxItems 100
   */
  readonly links?: readonly Link[];
  readonly signKey?: SignKey;
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
  readonly email?: string;
  /**
   * Home page. Default: none.
   */
  readonly url?: string;
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
  readonly kind?: 'added' | 'changed' | 'deprecated' | 'removed' | 'fixed' | 'security';
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

/** A section of the scaffold that can be switched. */
export type FeatureName = keyof FeatureOptions;
