import { compareCodeUnits } from '../../core/compare.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { ResourceOptions, ScaffoldOptions } from '../../options/generated/types.ts';
import { toProject } from '../../options/to-project.ts';
import type { BaseNote } from '../model.ts';

const FOLDER = /^config\/crd\/bases\/[^/]+\.ya?ml$/;

interface Crd {
  readonly group: string;
  readonly kind: string;
  readonly plural: string | undefined;
  readonly namespaced: boolean;
  readonly versions: readonly string[];
}

/** The kinds of `config/crd/bases` that PROJECT does not name, as resources without a controller. */
export function kindsOfCrds(
  tree: FileTree,
  options: ScaffoldOptions,
): { readonly resources: readonly ResourceOptions[]; readonly notes: readonly BaseNote[] } {
  const project = toProject(options);
  const known = new Set(project.resources.map(({ qualifiedGroup, kind }) => `${qualifiedGroup}/${kind}`));
  const resources: ResourceOptions[] = [];
  const notes: BaseNote[] = [];
  for (const { path, content } of tree) {
    const crd = FOLDER.test(path) ? readCrd(content) : undefined;
    if (crd === undefined || known.has(`${crd.group}/${crd.kind}`)) continue;
    const { group, kind, plural, namespaced } = crd;
    known.add(`${group}/${kind}`);
    for (const version of crd.versions) {
      resources.push({
        ...groupAndDomain(group, project.domain),
        version,
        kind,
        ...(plural === undefined ? {} : { plural }),
        api: { namespaced },
        controller: false,
      });
    }
    const message = `PROJECT does not name ${kind} of ${group}; it is taken from its CRD.`;
    notes.push({ code: 'kind-from-crd', path, message });
  }
  return { resources, notes };
}

/** Reads what controller-gen has written, whose CRDs can be too long to parse for a few names. */
function readCrd(text: string): Crd | undefined {
  const field = (indent: number, name: string) =>
    new RegExp(`^ {${indent}}${name}: ["']?([^\\s"']+)`, 'm').exec(text)?.[1];
  const [group, kind] = [field(2, 'group'), field(4, 'kind')];
  if (!/^kind: CustomResourceDefinition\s*$/m.test(text) || group === undefined || kind === undefined) return undefined;
  const versions = [...text.matchAll(/^(?: {2}- | {4})name: ["']?(v\d\w*)/gm)].map((found) => found[1]!);
  return {
    group,
    kind,
    plural: field(4, 'plural'),
    namespaced: field(2, 'scope') !== 'Cluster',
    versions: [...new Set(versions)].sort(compareCodeUnits),
  };
}

function groupAndDomain(group: string, domain: string): Pick<ResourceOptions, 'group' | 'domain'> {
  if (group === domain) return { group: '' };
  if (domain !== '' && group.endsWith(`.${domain}`)) return { group: group.slice(0, -domain.length - 1) };
  const [first = '', ...rest] = group.split('.');
  return { group: first, domain: rest.join('.') };
}
