import type { FeatureName } from './generated/types.ts';

/**
 * What the options mean, with every default filled in and every derived name computed: the one form that the
 * stages behind the options read.
 */
export interface Project {
  readonly projectName: string;
  /** Empty string: no domain. */
  readonly domain: string;
  /** The Go module path. */
  readonly repo: string;
  readonly multigroup: boolean;
  readonly namespaced: boolean;
  /** In the order of creation. */
  readonly resources: readonly Resource[];
  /** Only what the user said; the preset decides the rest. */
  readonly features: Readonly<Partial<Record<FeatureName, boolean>>>;
  readonly image: string;
  readonly license: 'apache2' | 'none';
  readonly owner: string;
  /** For the licence header; undefined leaves the year out. There is no clock here. */
  readonly year: number | undefined;
  readonly editorFiles: boolean;
}

export interface Resource {
  /** Empty string: none (then `domain` alone is the API group). */
  readonly group: string;
  readonly domain: string;
  /** `group.domain`, or what remains where one is empty; the core group of Kubernetes is the empty string. */
  readonly qualifiedGroup: string;
  readonly version: string;
  readonly kind: string;
  /** Lower case. */
  readonly plural: string;
  /** Whether `plural` is what the kind gives by rule, so that PROJECT leaves it out. */
  readonly regularPlural: boolean;
  /** Undefined: the CRD is not ours. */
  readonly api: { readonly namespaced: boolean } | undefined;
  readonly controller: boolean;
  readonly webhooks: Webhooks;
  readonly core: boolean;
  readonly external: boolean;
  /** Go import path of the types. Empty string: none are imported (a controller without an API). */
  readonly path: string;
  /** The Go module of external types, with a version behind an @ or not. Empty string: not given. */
  readonly module: string;
}

export interface Webhooks {
  readonly defaulting: boolean;
  readonly validation: boolean;
  readonly conversion: boolean;
  /** Versions that convert through this one, the hub. */
  readonly spoke: readonly string[];
}

export function hasWebhooks(resource: Resource): boolean {
  return resource.webhooks.defaulting || resource.webhooks.validation || resource.webhooks.conversion;
}
