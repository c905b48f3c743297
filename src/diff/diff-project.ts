import { detectBase } from '../base/detect-base.ts';
import type { Base } from '../base/model.ts';
import { optionsArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import type { DataSchema } from '../core/schema-issues.ts';
import type { ResourceOptions, ScaffoldOptions } from '../options/generated/types.ts';
import { validateOptions } from '../scaffold/read-options.ts';
import { diffScaffolds } from './diff-scaffolds.ts';
import type { DiffNote, ScaffoldDiff } from './model.ts';
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
/** Edited files that are named; more are counted. */
const MAX_NAMED = 5;

/**
 * What changes for an existing project between the scaffold that it came from and another preset: both are scaffolds
 * with its names, kinds and features, so that nothing is said of what its people wrote. A note names the base and how
 * much of it is still there.
 *
 * @throws ScaffoldError `not-a-project` where nothing tells which scaffold it came from and `from` is not given;
 *   everything that is wrong with the options
 */
export function diffProject(tree: FileTree, options: DiffProjectOptions = {}): ScaffoldDiff {
  return enter(options, () =>
    changesOf(treeArgument(tree), optionsArgument<DiffProjectOptions>(options, OPTIONS_SCHEMA)),
  );
}

const OPTIONS_SCHEMA: DataSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { from: { type: 'string' }, to: { type: 'string' }, options: { type: 'object' } },
};

function changesOf(tree: FileTree, { from, to, options = {} }: DiffProjectOptions): ScaffoldDiff {
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
  const { preset: _preset, ...common } = { ...base.options, ...options };
  const notes: DiffNote[] = from === undefined ? [baseNote(base)] : [];
  for (const { path, message } of base.notes) notes.push({ code: 'project-read', side: 'from', path, message });
  const diff = diffScaffolds(
    accepted({ ...common, preset }),
    accepted(to === undefined ? common : { ...common, preset: to }),
  );
  return { ...diff, notes: notesInOrder([...notes, ...diff.notes]) };
}

function baseNote({ preset, range, confidence, files }: Base): DiffNote {
  const edited = files.filter(({ state }) => state === 'edited').map(({ path }) => path);
  const untouched = files.filter(({ state }) => state === 'untouched').length;
  const others = range.filter((name) => name !== preset);
  const alike =
    others.length === 0
      ? ''
      : ` It may as well be ${others.length > 2 ? `${others[0]} to ${others.at(-1)}` : others.join(' or ')}.`;
  const more = edited.length > MAX_NAMED ? ` and ${edited.length - MAX_NAMED} more` : '';
  const named = edited.length === 0 ? '' : ` (${edited.slice(0, MAX_NAMED).join(', ')}${more})`;
  const message =
    `Compared with ${preset}, which this project seems to come from (confidence ${Math.round(confidence * 100)}%): ` +
    `${untouched} of its files are as that wrote them, ${edited.length} were edited${named}.${alike}`;
  return { code: 'detected-base', side: 'from', path: 'PROJECT', message };
}

/** Options less what the preset does not have: a project can have more than one of the two sides knows. */
function accepted(given: ScaffoldOptions): ScaffoldOptions {
  let options = given;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const issues = validateOptions(options);
    if (issues.length === 0) break;
    const features: Record<string, boolean> = { ...options.features };
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
