import type { Issue } from '../../core/errors.ts';
import { inspectOptions } from '../../options/check-options.ts';
import type { ResourceOptions, ScaffoldOptions } from '../../options/generated/types.ts';
import type { BaseNote } from '../model.ts';

/** Every round mends something, or leaves a kind out. */
const MAX_ROUNDS = 50;

export interface MendedOptions {
  readonly options: ScaffoldOptions;
  /** What was mended, and what was left out. */
  readonly notes: readonly BaseNote[];
}

/**
 * Options of a project that exists as ones that a scaffold can be built from: what the rules refuse is mended where it
 * is clear how, and else its kind is left out.
 *
 * @param asReleased whether to let through what releases of Kubebuilder do; the presets of ours do not
 */
export function mendOptions(given: ScaffoldOptions, asReleased = false): MendedOptions {
  let options = given;
  const notes: BaseNote[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const issues = issuesOf(options, asReleased);
    if (issues.length === 0) return { options, notes };
    options = mended(options, issues, notes, asReleased);
  }
  const { resources: _resources, ...rest } = options;
  const left = issuesOf(rest, asReleased).length === 0 ? rest : { projectName: 'project', domain: '' };
  notes.push({ code: 'kind-left-out', path: 'PROJECT', message: 'No kind of this project can be scaffolded anew.' });
  return { options: left, notes };
}

/** Only a preset that is named can be one which is reproduced to the letter. */
function issuesOf(options: ScaffoldOptions, asReleased: boolean): readonly Issue[] {
  return inspectOptions({ ...options, preset: 'latest' }, () => asReleased).issues;
}

function mended(
  options: ScaffoldOptions,
  issues: readonly Issue[],
  notes: BaseNote[],
  asReleased: boolean,
): ScaffoldOptions {
  const resources: (ResourceOptions | undefined)[] = [...(options.resources ?? [])];
  let common: ScaffoldOptions = options;
  const touched = new Set<number>();
  const note = (code: BaseNote['code'], message: string) => notes.push({ code, path: 'PROJECT', message });
  for (const { code, path, message } of issues) {
    const place = /^resources\[(\d+)\](?:\.(\w+))?/.exec(path);
    if (code === 'groups-need-multigroup') {
      if (!common.multigroup) note('option-mended', 'The project has several groups; it is compared as multigroup.');
      common = { ...common, multigroup: true };
      continue;
    }
    if (place === null) {
      const key = /^\w+/.exec(path)?.[0] ?? '';
      const { [key as 'repo']: _gone, ...rest } = common;
      const { projectName } = options;
      common = { ...rest, projectName: key === 'projectName' ? shortName(projectName, asReleased) : projectName };
      note('option-mended', `${path}: ${message}. It is read without that.`);
      continue;
    }
    const index = Number(place[1]);
    const resource = resources[index];
    // One mend a kind and round: the next round sees what is left.
    if (resource === undefined || touched.has(index)) continue;
    touched.add(index);
    const name = `${resource.kind} ${resource.version}`;
    const better = mendedResource(resource, code, place[2]);
    resources[index] = better;
    if (better === undefined) note('kind-left-out', `${name} cannot be scaffolded anew: ${message}.`);
    else if (code !== 'controller-collision') note('option-mended', `${name}: ${message}. It is read without that.`);
  }
  const list = resources.filter((resource) => resource !== undefined);
  const { resources: _resources, ...rest } = common;
  return list.length === 0 ? rest : { ...rest, resources: list };
}

function mendedResource(
  resource: ResourceOptions,
  code: Issue['code'],
  field: string | undefined,
): ResourceOptions | undefined {
  const less = (key: keyof ResourceOptions): ResourceOptions | undefined => {
    if (resource[key] === undefined) return undefined;
    const { [key]: _gone, ...rest } = resource;
    return rest as ResourceOptions;
  };
  if (code === 'controller-collision') return { ...resource, controller: false };
  if (code === 'own-types-outside-repo') return less('path');
  if (field === 'webhooks' && code.startsWith('conversion-')) {
    const { conversion: _conversion, spoke: _spoke, ...webhooks } = resource.webhooks ?? {};
    return Object.values(webhooks).includes(true) ? { ...resource, webhooks } : less('webhooks');
  }
  if (field === 'webhooks') return less('webhooks');
  if (field === 'path' || field === 'module' || field === 'plural') return less(field);
  return undefined;
}

/** The longest beginning of a name that a scaffold takes: a name that fits a label, and objects that are called after it. */
function shortName(name: string, asReleased: boolean): string {
  const label = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63);
  for (let length = label.length; length > 0; length -= 1) {
    if (label[length - 1] === '-') continue;
    const projectName = label.slice(0, length);
    if (issuesOf({ projectName }, asReleased).length === 0) return projectName;
  }
  return 'project';
}
