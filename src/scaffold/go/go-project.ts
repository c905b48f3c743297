import { compareCodeUnits } from '../../core/compare.ts';
import { ObjectMemo } from '../../core/memo.ts';
import { hasWebhooks, type Project, type Resource } from '../../options/project.ts';
import type { Profile } from '../../presets/facts/facts.ts';
import { importAlias, packageName } from './text/identifiers.ts';
import { licenceHeader } from './text/licence-header.ts';

/** A project as its Go files see it: the options, the profile, and the names that follow from both. */
export interface GoProject {
  readonly project: Project;
  readonly profile: Profile;
  readonly resources: readonly GoResource[];
  /** The packages of the project's own API types, in order of path. */
  readonly apiPackages: readonly ApiPackage[];
  /** The licence comment, or nothing; ends in a newline. */
  readonly header: string;
  /** What stands before the name of a marker: `// +kubebuilder:`, or `//+kubebuilder:` up to 3.15.1. */
  readonly marker: string;
}

export interface GoPackage {
  readonly directory: string;
  readonly path: string;
  readonly name: string;
  /** The alias that other packages wish to import it by. */
  readonly alias: string;
}

export interface ApiPackage extends GoPackage {
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly GoResource[];
}

export interface GoResource extends Resource {
  readonly lowerKind: string;
  /** Where the types are: in the project, or in another module. */
  readonly types: GoPackage;
  readonly controllerPackage: GoPackage;
  readonly controllerName: string;
  readonly webhookPackage: GoPackage;
  /** Whether several versions of the kind are ours, and this is the one that is stored. */
  readonly storageVersion: boolean;
  /** The version that this one converts through; undefined where it is no spoke. */
  readonly hub: Resource | undefined;
}

/**
 * A project for its Go emitters. Getters, so that only who looks at what follows from a fact depends on it: a diff then
 * writes a file anew only where a fact of its own changes.
 */
export function toGoProject(project: Project, profile: Profile): GoProject {
  const byProfile = PROJECTS.get(project, () => new ObjectMemo<Profile, GoProject>());
  return byProfile.get(profile, () => makeGoProject(project, profile));
}

/** Emitters of manifests that follow from Go files ask for the same one. */
const PROJECTS = new ObjectMemo<Project, ObjectMemo<Profile, GoProject>>();

function makeGoProject(project: Project, profile: Profile): GoProject {
  let resources: readonly GoResource[] | undefined;
  let packages: readonly ApiPackage[] | undefined;
  return {
    project,
    profile,
    get resources() {
      resources ??= namedResources(project).map((resource) => ({
        ...resource,
        get webhookPackage() {
          return webhookPackageOf(resource, project, profile);
        },
      }));
      return resources;
    },
    get apiPackages() {
      packages ??= apiPackages(this.resources);
      return packages;
    },
    header: licenceHeader(project),
    get marker() {
      return `//${profile.markerPrefix.slice(1)}kubebuilder:`;
    },
  };
}

type NamedResource = Omit<GoResource, 'webhookPackage'>;

const NAMED = new ObjectMemo<Project, readonly NamedResource[]>();

/** The names that follow from the options alone, worked out once for a project. */
function namedResources(project: Project): readonly NamedResource[] {
  return NAMED.get(project, () => project.resources.map((resource) => toNamedResource(resource, project)));
}

function toNamedResource(resource: Resource, project: Project): NamedResource {
  const { repo } = project;
  const grouped = isGrouped(resource, project);
  const lowerKind = resource.kind.toLowerCase();
  const alias = importAlias(resource.group === '' ? resource.domain : resource.group, resource.version);
  return {
    ...resource,
    lowerKind,
    types: { path: importPath(resource), directory: directoryOf(resource.path, repo), name: resource.version, alias },
    controllerPackage: grouped
      ? ownPackage(repo, `internal/controller/${resource.group}`, packageName(resource.group), 'controller')
      : ownPackage(repo, 'internal/controller', 'controller'),
    controllerName: grouped ? `${resource.group}-${lowerKind}` : lowerKind,
    storageVersion: isStorageVersion(resource, project.resources),
    hub: project.resources.find((other) => isSameKind(other, resource) && isHubOf(other, resource)),
  };
}

/** The tool records k8s.io/api/rbac.authorization for core types of that group, which is not where they are. */
function importPath({ core, path }: Resource): string {
  return core ? path.replace(/^k8s\.io\/api\/rbac\.authorization\//, 'k8s.io/api/rbac/') : path;
}

function isGrouped(resource: Resource, project: Project): boolean {
  return project.multigroup && resource.group !== '';
}

function ownPackage(repo: string, directory: string, name: string, suffix = ''): GoPackage {
  return { directory, path: `${repo}/${directory}`, name, alias: `${name}${suffix}` };
}

function webhookPackageOf(resource: NamedResource, project: Project, profile: Profile): GoPackage {
  if (profile.webhookPackage === 'api') return resource.types;
  const { group, version } = resource;
  const grouped = isGrouped(resource, project);
  const directory = grouped ? `internal/webhook/${group}/${version}` : `internal/webhook/${version}`;
  const style = grouped ? 'group-version' : profile.webhookAlias;
  const alias = style === 'group-version' ? `webhook${resource.types.alias}` : `webhook${version}`;
  return { ...ownPackage(project.repo, directory, version), alias };
}

function directoryOf(path: string, repo: string): string {
  return path.startsWith(`${repo}/`) ? path.slice(repo.length + 1) : '';
}

function isSameKind(a: Resource, b: Resource): boolean {
  return a.kind === b.kind && a.qualifiedGroup === b.qualifiedGroup;
}

function isHubOf(hub: Resource, spoke: Resource): boolean {
  return hub.version !== spoke.version && hub.webhooks.conversion && hub.webhooks.spoke.includes(spoke.version);
}

/** The hub is stored; without one the version that came first. A kind with one version needs no word about it. */
function isStorageVersion(resource: Resource, all: readonly Resource[]): boolean {
  if (resource.api === undefined) return false;
  const versions = all.filter((other) => other.api !== undefined && isSameKind(other, resource));
  const stored = versions.find((version) => version.webhooks.conversion) ?? versions[0];
  return stored === resource && (versions.length > 1 || resource.webhooks.conversion);
}

function apiPackages(resources: readonly GoResource[]): ApiPackage[] {
  const packages = new Map<string, GoResource[]>();
  for (const resource of resources) {
    if (resource.api === undefined) continue;
    const kinds = packages.get(resource.types.path);
    if (kinds === undefined) packages.set(resource.types.path, [resource]);
    else kinds.push(resource);
  }
  return [...packages]
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .map(([, kinds]) => {
      const first = kinds[0] as GoResource;
      return { ...first.types, group: first.qualifiedGroup, version: first.version, kinds };
    });
}

/** The resources whose webhooks the manager serves. */
export function withWebhooks(go: GoProject): GoResource[] {
  return go.resources.filter(hasWebhooks);
}

export function withControllers(go: GoProject): GoResource[] {
  return go.resources.filter((resource) => resource.controller);
}

/** Whether the webhook admits objects, rather than only converts them. */
export function admits(resource: Resource): boolean {
  return resource.webhooks.defaulting || resource.webhooks.validation;
}
