import { detectBase } from '../base/detect-base.ts';
import type { Base } from '../base/model.ts';
import { optionsFor } from '../base/project/options-for.ts';
import { append } from '../core/append.ts';
import { optionsArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import type { DataSchema } from '../core/schema-issues.ts';
import { someOf } from '../core/some-of.ts';
import { treeObjects } from '../objects/render/tree-objects.ts';
import type { ResourceOptions, ScaffoldOptions } from '../options/generated/types.ts';
import { DEFAULT_PRESET, validateOptions } from '../scaffold/read-options.ts';
import { compareScaffolds } from './diff-scaffolds.ts';
import type { DiffNote, ScaffoldDiff } from './model.ts';
import { objectsInProject } from './objects-in-project.ts';
import { notesInOrder } from './side-order.ts';

export interface DiffProjectOptions extends CallOptions {
  /** The preset that the project came from. Default: the one that {@link detectBase} finds. */
  readonly from?: string;
  /** The preset to go to. Default `https-metrics`. */
  readonly to?: string;
  /** Options that count before those that the project is read to have. */
  readonly options?: Partial<ScaffoldOptions>;
}

/** Each round takes something out that a preset does not have. */
const MAX_ROUNDS = 20;

/**
 * What changes for an existing project between the scaffold that it came from and another preset: both are scaffolds
 * with its names, kinds and features, so that nothing is said of what its people wrote. A note names the base and how
 * much of it is still there; `from.inProject` tells which of the scaffold's objects the project has.
 *
 * @throws ScaffoldError `not-a-project` where nothing tells which scaffold it came from and `from` is not given;
 *   everything that is wrong with the options
 * @example
 * const old = buildScaffold({ projectName: 'shop', preset: 'kubebuilder@3.14.2' });
 * diffProject(old, { to: '3.15' }).from.preset; // 'kubebuilder@3.14.2'
 */
export function diffProject(tree: FileTree, given: DiffProjectOptions = {}): ScaffoldDiff {
  return enter(given, () => {
    const { from, to, options = {} } = optionsArgument<DiffProjectOptions>(given, OPTIONS_SCHEMA);
    return changesOfProject(treeArgument(tree, 'tree'), from, to, options);
  });
}

const OPTIONS_SCHEMA: DataSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { from: { type: 'string' }, to: { type: 'string' }, options: { type: 'object' } },
};

function changesOfProject(
  tree: FileTree,
  from: string | undefined,
  to: string | undefined,
  options: Partial<ScaffoldOptions>,
): ScaffoldDiff {
  const base = detectBase(tree);
  const preset = from ?? base.preset;
  if (preset === undefined) {
    throw new ScaffoldError({
      code: 'not-a-project',
      path: 'PROJECT',
      message: 'nothing here tells which release this project came from',
      expected: 'a project of Kubebuilder, or the preset to compare with',
      received: 'no file of a scaffold',
    });
  }
  const own = optionsFor(tree, base, [preset, to ?? DEFAULT_PRESET]);
  const { preset: _preset, ...common } = { ...own.options, ...options };
  const notes: DiffNote[] = from === undefined ? [baseNote(base)] : [];
  for (const { path, message } of own.notes) notes.push({ code: 'project-read', side: 'from', path, message });
  const sides = alike({ ...common, preset }, to === undefined ? common : { ...common, preset: to });
  append(notes, sides.notes);
  const { diff, old } = compareScaffolds(sides.from, sides.to);
  const { objects, problem } = treeObjects(tree);
  if (problem !== undefined) {
    const message = `${problem.message} So nothing is said of what an upgrade leaves behind in a cluster.`;
    notes.push({ code: 'not-renderable', side: 'from', path: problem.path, message });
  }
  const inProject = objectsInProject(old, objects, diff.objects);
  return { ...diff, from: { ...diff.from, inProject }, notes: notesInOrder([...notes, ...diff.notes]) };
}

function baseNote({ preset, range, confidence, files }: Base): DiffNote {
  const edited = files.filter(({ state }) => state === 'edited').map(({ path }) => path);
  const untouched = files.filter(({ state }) => state === 'untouched').length;
  const others = range.filter((name) => name !== preset);
  const alike =
    others.length === 0
      ? ''
      : ` It may as well be ${others.length > 2 ? `${others[0]} to ${others.at(-1)}` : others.join(' or ')}.`;
  const named = edited.length === 0 ? '' : ` (${someOf(edited)})`;
  const message =
    `Compared with ${preset}, which this project seems to come from (confidence ${Math.round(confidence * 100)}%): ` +
    `${untouched} of its files are as that wrote them, ${edited.length} were edited${named}.${alike}`;
  return { code: 'detected-base', side: 'from', path: 'PROJECT', message };
}

/**
 * Both sides as their presets accept them, with the same kinds: one that only one preset knows would look as if it came
 * or went.
 *
 * @param asScaffolded whether the first may be what its release scaffolds so that it does not build
 */
export function alike(
  from: ScaffoldOptions,
  to: ScaffoldOptions,
  asScaffolded = false,
): { readonly from: ScaffoldOptions; readonly to: ScaffoldOptions; readonly notes: readonly DiffNote[] } {
  const wanted = from.resources ?? [];
  const first = (options: ScaffoldOptions) => accepted(options, asScaffolded);
  let sides = { from: first(from), to: accepted(to) };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const [left, right] = [sides.from.resources ?? [], sides.to.resources ?? []];
    const both = left.filter((resource) => right.includes(resource));
    if (both.length === left.length && both.length === right.length) break;
    sides = { from: first({ ...sides.from, resources: both }), to: accepted({ ...sides.to, resources: both }) };
  }
  const kept = new Set(sides.from.resources);
  const notes = wanted
    .filter((resource) => !kept.has(resource))
    .map(({ kind, version }): DiffNote => {
      const message = `${kind} ${version} is left out: not both presets can scaffold it.`;
      return { code: 'project-read', side: 'from', path: 'PROJECT', message };
    });
  return { ...sides, notes };
}

/** Options less what the preset does not have: a project can have more than one of the two sides knows. */
function accepted(given: ScaffoldOptions, asScaffolded = false): ScaffoldOptions {
  let options = given;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const issues = validateOptions(options).filter(({ code }) => !asScaffolded || code !== 'release-defect');
    if (issues.length === 0) break;
    const features: Record<string, boolean | undefined> = { ...options.features };
    const resources: (ResourceOptions | undefined)[] = [...(options.resources ?? [])];
    for (const { path } of issues) {
      const [, feature] = /^features\.(\w+)/.exec(path) ?? [];
      const [, index] = /^resources\[(\d+)\]/.exec(path) ?? [];
      if (feature !== undefined) delete features[feature];
      if (index !== undefined) resources[Number(index)] = undefined;
    }
    const left = resources.filter((resource) => resource !== undefined);
    const next = { ...options, features, resources: left };
    if (JSON.stringify(next) === JSON.stringify(options)) break;
    options = next;
  }
  const { features, resources, ...rest } = options;
  return {
    ...rest,
    ...(features === undefined || Object.keys(features).length === 0 ? {} : { features }),
    ...(resources === undefined || resources.length === 0 ? {} : { resources }),
  };
}
