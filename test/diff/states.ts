import { generateChart } from '../../src/chart/build-chart.ts';
import { STATE_PATH } from '../../src/chart/update/state.ts';
import { ScaffoldError } from '../../src/core/errors.ts';
import { FileTree, type TextInput } from '../../src/core/file-tree.ts';
import { historySteps } from '../../src/diff/explain/history-steps.ts';
import { optionSteps } from '../../src/diff/explain/option-steps.ts';
import { compareSides } from '../../src/diff/side-order.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { canonicalJson } from '../../src/objects/compare/json.ts';
import { byIdentity, identityOf, refOf } from '../../src/objects/identity.ts';
import { type TreeObjects, treeObjects } from '../../src/objects/render/tree-objects.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { toProject } from '../../src/options/to-project.ts';
import type { Profile } from '../../src/presets/facts/facts.ts';
import { configFiles } from '../../src/scaffold/config-files.ts';
import { contextOf } from '../../src/scaffold/context.ts';
import { goFiles } from '../../src/scaffold/go/go-files.ts';
import { readOptions } from '../../src/scaffold/read-options.ts';
import { scaffoldChart } from '../../src/scaffold/scaffold-chart.ts';

/** One point on the way from one scaffold to another, built from nothing. */
export interface State {
  /** The step that leads here. */
  readonly reason: string | undefined;
  /** The scaffold's files, or the chart's; undefined where there is no chart of this state. */
  readonly files: ReadonlyMap<string, string> | undefined;
  readonly objects: TreeObjects;
  /** What is rendered, and whether a chart is made of it. */
  readonly config: ReadonlyMap<string, string>;
  readonly isChart: boolean;
}

/** Every state on the way, from the older side: what `diffScaffolds` walks through, without anything that it shares. */
export function statesBetween(from: ScaffoldOptions, to: ScaffoldOptions): { states: State[]; turned: boolean } {
  const sides = [readOptions(from), readOptions(to)] as const;
  const turned = compareSides(...sides) > 0;
  const [old, now] = turned ? [sides[1], sides[0]] : sides;
  let { options } = old;
  let { profile } = old.preset;
  const states = [stateOf(undefined, options, profile)];
  for (const step of [...historySteps(old.preset, now.preset), ...optionSteps(old.options, now.options)]) {
    if ('options' in step) options = step.options;
    else profile = { ...profile, ...step.facts };
    states.push(stateOf(step.reason.id, options, profile, states));
  }
  return { states, turned };
}

function stateOf(
  reason: string | undefined,
  options: ScaffoldOptions,
  profile: Profile,
  before: readonly State[] = [],
): State {
  const project = toProject(options);
  const isChart = options.format === 'helm';
  const config = new Map(configFiles(contextOf(project, profile)));
  // Of states between two releases no Go files are asked for where the chart is what is compared: there may be none.
  const files = isChart ? undefined : new Map([...config, ...[...goFiles(project, profile)].map(textOf)]);
  const last = before.at(-1);
  if (last !== undefined && !('chart' in options) && last.isChart === isChart && sameFiles(last.config, config)) {
    return { ...last, reason, files: files ?? last.files };
  }
  const tree = FileTree.from([...config].filter(([path]) => path.startsWith('config/')));
  const objects = sharing(treeObjects(tree, 'config/default'), before.findLast(isRendered)?.objects.objects ?? []);
  return { reason, config, isChart, files: files ?? chartFiles(tree, objects, options), objects };
}

function sameFiles(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, content]) => b.get(path) === content);
}

function isRendered({ objects }: State): boolean {
  return objects.problem === undefined;
}

/** With those objects of before that are the same now: a history tells changed objects by that. */
function sharing(rendered: TreeObjects, before: readonly KubernetesObject[]): TreeObjects {
  const known = byIdentity(before);
  const objects = rendered.objects.map((object) => {
    const old = known.get(identityOf(refOf(object)));
    return old !== undefined && canonicalJson(old) === canonicalJson(object) ? old : object;
  });
  return { ...rendered, objects };
}

function textOf([path, file]: readonly [string, TextInput]): [string, string] {
  return [path, typeof file === 'string' ? file : `${file.content}\0${file.executable}`];
}

function chartFiles(tree: FileTree, { objects, problem }: TreeObjects, { chart }: ScaffoldOptions) {
  if (problem !== undefined) return undefined;
  try {
    const files = scaffoldChart(tree, objects, chart, generateChart).toRecord();
    // What a chart is made by follows from its files.
    return new Map([...Object.entries(files), [STATE_PATH, JSON.stringify(files)]]);
  } catch (error) {
    if (error instanceof ScaffoldError) return undefined;
    throw error;
  }
}
