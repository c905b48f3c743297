import type { ResourceOptions, ScaffoldOptions } from './generated/types.ts';
import { pluralOf } from './plural.ts';
import type { Project, Resource } from './project.ts';

export const DEFAULT_DOMAIN = 'my.domain';
export const DEFAULT_IMAGE = 'controller:latest';

/** Core groups of Kubernetes whose name has no suffix (facts of `kubebuilder create api`); the others get `.k8s.io`. */
const UNSUFFIXED_CORE_GROUPS: ReadonlySet<string> = new Set([
  'apps',
  'autoscaling',
  'batch',
  'core',
  'extensions',
  'policy',
]);

/** Valid options with every default filled in and every derived name computed. */
export function toProject(options: ScaffoldOptions): Project {
  const domain = options.domain ?? DEFAULT_DOMAIN;
  const repo = options.repo ?? (domain === '' ? options.projectName : `${domain}/${options.projectName}`);
  const multigroup = options.multigroup ?? false;
  return {
    projectName: options.projectName,
    domain,
    repo,
    multigroup,
    namespaced: options.namespaced ?? false,
    resources: (options.resources ?? []).map((resource) => toResource(resource, { domain, repo, multigroup })),
    features: { ...options.features },
    image: options.image ?? DEFAULT_IMAGE,
    license: options.license ?? 'apache2',
    owner: options.owner ?? '',
    year: options.year,
  };
}

function toResource(options: ResourceOptions, project: Pick<Project, 'domain' | 'repo' | 'multigroup'>): Resource {
  const { version, kind } = options;
  const group = options.group ?? '';
  const core = options.core ?? false;
  const external = options.external ?? false;
  const domain = options.domain ?? (core ? coreDomain(group) : project.domain);
  const regular = pluralOf(kind);
  const plural = options.plural ?? regular;
  const api = options.api ?? !(core || external);
  const webhooks = options.webhooks ?? {};
  return {
    group,
    domain,
    qualifiedGroup: core && group === 'core' ? '' : [group, domain].filter((part) => part !== '').join('.'),
    version,
    kind,
    plural,
    regularPlural: plural === regular,
    api: api === false ? undefined : { namespaced: api === true ? true : (api.namespaced ?? true) },
    controller: options.controller ?? true,
    webhooks: {
      defaulting: webhooks.defaulting ?? false,
      validation: webhooks.validation ?? false,
      conversion: webhooks.conversion ?? false,
      spoke: [...(webhooks.spoke ?? [])],
    },
    core,
    external,
    path: options.path ?? (core ? `k8s.io/api/${group}/${version}` : typesPath(project, group, version)),
  };
}

function coreDomain(group: string): string {
  return UNSUFFIXED_CORE_GROUPS.has(group) ? '' : 'k8s.io';
}

function typesPath(project: Pick<Project, 'repo' | 'multigroup'>, group: string, version: string): string {
  return project.multigroup && group !== ''
    ? `${project.repo}/api/${group}/${version}`
    : `${project.repo}/api/${version}`;
}
