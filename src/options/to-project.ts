import { CORE_GROUPS } from './core-groups.ts';
import type { FeatureName, ResourceOptions, ScaffoldOptions } from './generated/types.ts';
import { kubebuilderPlural, pluralOf } from './plural/plural.ts';
import type { Project, Resource } from './project.ts';

export const DEFAULT_DOMAIN = 'my.domain';
export const DEFAULT_IMAGE = 'controller:latest';

/** Valid options with every default filled in and every derived name computed. */
export function toProject(options: ScaffoldOptions): Project {
  const domain = options.domain ?? DEFAULT_DOMAIN;
  const repo = options.repo ?? (domain === '' ? options.projectName : `${domain}/${options.projectName}`);
  const multigroup = options.multigroup ?? false;
  const common = { domain, repo, multigroup };
  const controlled = new Set<string>();
  return {
    projectName: options.projectName,
    domain,
    repo,
    multigroup,
    namespaced: options.namespaced ?? false,
    resources: (options.resources ?? []).map((resource) => toResource(resource, common, controlled)),
    features: given(options.features),
    image: options.image ?? DEFAULT_IMAGE,
    license: options.license ?? 'apache2',
    owner: options.owner ?? '',
    year: options.year,
    editorFiles: options.editorFiles ?? true,
  };
}

type Common = Pick<Project, 'domain' | 'repo' | 'multigroup'>;

/** @param controlled the kinds that have a controller already; grows */
function toResource(options: ResourceOptions, project: Common, controlled: Set<string>): Resource {
  const { version, kind, webhooks = {} } = options;
  const group = options.group ?? '';
  const core = options.core ?? false;
  const external = options.external ?? false;
  const foreign = core || external;
  const domain = options.domain ?? (core ? (CORE_GROUPS.get(group) ?? '') : external ? '' : project.domain);
  const qualifiedGroup = core && group === 'core' ? '' : [group, domain].filter((part) => part !== '').join('.');
  const api = options.api ?? !foreign;
  const regular = kubebuilderPlural(kind);
  const plural = options.plural ?? regular ?? pluralOf(kind);
  // Kubebuilder takes one controller for all versions of a kind.
  const groupKind = `${kind}.${qualifiedGroup}`;
  const controller = options.controller ?? !controlled.has(groupKind);
  if (controller) controlled.add(groupKind);
  return {
    group,
    domain,
    qualifiedGroup,
    version,
    kind,
    plural,
    regularPlural: plural === regular,
    api: api === false ? undefined : { namespaced: api === true ? true : (api.namespaced ?? true) },
    controller,
    webhooks: {
      defaulting: webhooks.defaulting ?? false,
      validation: webhooks.validation ?? false,
      conversion: webhooks.conversion ?? false,
      spoke: [...(webhooks.spoke ?? [])],
    },
    core,
    external,
    path: options.path ?? typesPath(project, { group, version, core, own: api !== false }),
    module: options.module ?? '',
  };
}

function typesPath(
  project: Common,
  { group, version, core, own }: { group: string; version: string; core: boolean; own: boolean },
): string {
  if (core) return `k8s.io/api/${group}/${version}`;
  if (!own) return '';
  return [project.repo, 'api', ...(project.multigroup && group !== '' ? [group] : []), version].join('/');
}

/** Less what is given as undefined. */
function given(features: ScaffoldOptions['features'] = {}): Partial<Record<FeatureName, boolean>> {
  const entries = Object.entries(features).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}
