import type { Project, Resource } from '../../options/project.ts';
import { PLACEHOLDER } from './names.ts';

/** What the records have of a kind from another project: its package and domain, as they stand in the recorded scenarios. */
const RECORDED = { path: `host.example/other/moss/pkg/apis/lichen/${PLACEHOLDER.version}`, domain: 'tundra.example' };
const { group, domain, version, lowerKind, id, repo } = PLACEHOLDER;

/**
 * Texts as if every kind of the project had a group and a domain of its own, which is what most scenarios are recorded
 * with: files of kinds without them, of Kubernetes' own kinds and of other projects' differ from those in the names alone.
 *
 * @param resource the kind that the file is about; undefined where it is about all of them
 * @returns none where the text has no such names; of a file about another project's kind two, as recorded and as one of
 *   the project's own
 */
export function withUsualGroups(text: string, project: Project, resource: Resource | undefined): string[] {
  const isNameless = project.domain === '' && text.includes('LeaderElectionID');
  const named = isNameless ? text.replace(/(LeaderElectionID: {1,20}")[0-9a-f]{8}(?=")/, `$1${id}.${domain}`) : text;
  const resources = resource === undefined ? project.resources : [resource];
  const usual = (own: boolean) =>
    resources.reduce(
      (all, each) => namesOf(each, all, own).reduce((one, [find, put]) => one.replaceAll(find, put), all),
      named,
    );
  return [usual(false), ...(resource?.external ? [usual(true)] : [])].filter((each) => each !== text);
}

/** Whole expressions, so that nothing else can be taken for them. */
function namesOf(resource: Resource, text: string, own: boolean): (readonly [find: string, put: string])[] {
  const { qualifiedGroup, external, path, core, plural } = resource;
  if (core ? qualifiedGroup === '' : !external && resource.group !== '' && resource.domain !== '') return [];
  const kindInPath = `${resource.version}-${resource.kind.toLowerCase()}`;
  const end = external && !own ? RECORDED.domain : domain;
  const dashed = qualifiedGroup.replaceAll('.', '-');
  const marks = ['mutate', 'validate'].map((verb): readonly [string, string] => [
    `path=/${verb}-${dashed}-${kindInPath},`,
    // Of Kubernetes' kinds, those of the core group are recorded.
    `path=/${verb}-${core ? '' : `${group}-${end.replaceAll('.', '-')}`}-${version}-${lowerKind},`,
  ]);
  const groups: readonly [string, string] = [
    `groups=${qualifiedGroup},`,
    core ? 'groups="",' : `groups=${group}.${end},`,
  ];
  if (core) return marks.some(([mark]) => text.includes(mark)) ? [...marks, groups] : [];
  if (external) return [...marks, groups, [`"${path}"`, own ? `"${repo}/api/${version}"` : `"${RECORDED.path}"`]];
  return [
    ...marks,
    groups,
    [`bases/${qualifiedGroup}_${plural}.yaml`, `bases/${group}.${end}_${lowerKind}.yaml`],
    [`apiGroups:\n  - ${qualifiedGroup}\n`, `apiGroups:\n  - ${group}.${end}\n`],
    [` ${qualifiedGroup}.\n`, ` ${group}.${end}.\n`],
  ];
}
