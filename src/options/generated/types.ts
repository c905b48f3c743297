// Generated from schema/ by `npm run generate`: edit the schema instead.
/**
 * What to scaffold, in the vocabulary of Kubebuilder's PROJECT file.
 */
export interface ScaffoldOptions {
/**
 * A named preset (pre-3.15, 3.15, https-metrics) or kubebuilder@ with a version, a semver range or latest.
 */
preset?: string
/**
 * A kustomize scaffold, or a Helm chart of what that scaffold renders to.
 */
format?: ("kustomize" | "helm")
/**
 * A DNS-1123 label. The namespace is <projectName>-system, the name prefix <projectName>-.
 */
projectName: string
/**
 * The domain of the API groups; an empty string leaves it out.
 */
domain?: string
/**
 * The Go module path. Default: <domain>/<projectName>.
 */
repo?: string
/**
 * Whether the API groups have directories of their own.
 */
multigroup?: boolean
/**
 * Whether the manager watches its own namespace only, with Roles instead of ClusterRoles.
 */
namespaced?: boolean
/**
 * The kinds of the project, in the order of creation: all APIs first, then their webhooks in the same order.
 */
resources?: ResourceOptions[]
features?: FeatureOptions
/**
 * The manager's image: repository with an optional tag and an optional digest.
 */
image?: string
/**
 * The licence header of Go files.
 */
license?: ("apache2" | "none")
/**
 * The owner named in the licence header; an empty string leaves it out.
 */
owner?: string
/**
 * The year in the licence header; left out where it is not given, because a scaffold depends on no clock.
 */
year?: number
chart?: ChartOptions
}
/**
 * One version of a kind, with what the project does for it.
 */
export interface ResourceOptions {
/**
 * The API group without the domain. For a core type its short name, such as apps or core.
 */
group?: string
/**
 * The API version: v1, v1alpha1, v2beta3.
 */
version: string
/**
 * The kind, in upper camel case.
 */
kind: string
/**
 * The plural in lower case. Default: by the rules of English, as Kubebuilder has them.
 */
plural?: string
/**
 * The domain of this kind's group where it is not the project's: for external types. An empty string leaves it out.
 */
domain?: string
/**
 * Whether the CRD is ours. true is a namespaced kind. Default: true, and false for core and external types.
 */
api?: (boolean | ApiOptions)
/**
 * Whether the project reconciles this kind.
 */
controller?: boolean
webhooks?: WebhookOptions
/**
 * A type of Kubernetes itself, such as a Deployment: no API of ours.
 */
core?: boolean
/**
 * A type of another project: no API of ours. Needs path.
 */
external?: boolean
/**
 * The Go import path of the types. Default: inside repo, or k8s.io/api for core types.
 */
path?: string
}
export interface ApiOptions {
/**
 * Whether objects of the kind live in namespaces.
 */
namespaced?: boolean
}
/**
 * The webhooks that the project serves for this kind.
 */
export interface WebhookOptions {
/**
 * A mutating admission webhook that sets defaults.
 */
defaulting?: boolean
/**
 * A validating admission webhook.
 */
validation?: boolean
/**
 * A conversion webhook, with this version as the hub.
 */
conversion?: boolean
/**
 * The versions that convert through this one.
 */
spoke?: string[]
}
/**
 * Sections of the scaffold, switched on or off. Default: as the preset has them.
 */
export interface FeatureOptions {
/**
 * The metrics endpoint with its Service.
 */
metrics?: boolean
/**
 * NetworkPolicies that limit who reaches the metrics endpoint and the webhook server.
 */
networkPolicy?: boolean
/**
 * A ServiceMonitor for the metrics endpoint.
 */
prometheus?: boolean
/**
 * Certificates issued by cert-manager.
 */
certManager?: boolean
/**
 * A certificate for the metrics endpoint, verified by the ServiceMonitor.
 */
metricsCerts?: boolean
/**
 * The webhook server with its Service. Default: on where a resource has webhooks.
 */
webhooks?: boolean
}
/**
 * How a chart is made of objects.
 */
export interface ChartOptions {
/**
 * The chart's name. Default: the objects' common name prefix, or their namespace less -system.
 */
name?: string
/**
 * The chart's version, semver 2.
 */
version?: string
/**
 * The version of what the chart installs. Default: the tag of the manager's image.
 */
appVersion?: string
/**
 * One sentence for Chart.yaml.
 */
description?: string
/**
 * Where the CustomResourceDefinitions go. auto is templates where Helm's release record has room for them, and else the first policy that fits.
 */
crds?: ("auto" | "templates" | "crds" | "subchart" | "chart" | "none")
}

/** A section of the scaffold that can be switched. */
export type FeatureName = keyof FeatureOptions;
