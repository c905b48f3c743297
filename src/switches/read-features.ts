import { optionsArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import type { DataSchema } from '../core/schema-issues.ts';
import type { FeatureName } from '../options/generated/types.ts';
import { toProject } from '../options/to-project.ts';
import { metricsPatchName } from '../scaffold/config/metrics.ts';
import { FEATURE_NAMES } from './feature-names.ts';
import type { FeatureState, FeatureStates } from './model.ts';
import { type OwnedEntry, ownedEntries } from './owned-entries.ts';
import { type ProjectContext, projectContext } from './project-context.ts';
import { pathOf, sameEntry } from './same-entry.ts';
import { findEntry } from './switched-file.ts';
import { withSections } from './vocabulary.ts';

/** Options of {@link readFeatures} and `setFeature`. */
export interface FeatureOptionsOfTree extends CallOptions {
  /** The preset that the tree was made with, such as `kubebuilder@4.4.0`. Default: what `detectBase` finds. */
  readonly preset?: string;
}

/**
 * Which features of a scaffold are on in a tree: an object with `metrics`, `networkPolicy`, `prometheus`, `certManager`,
 * `metricsCerts` and `webhooks`, each `on`, `off`, `partly` or `absent`.
 *
 * A feature is the entries of kustomizations that the scaffold of the tree's release writes where the feature is on;
 * they are looked for by what they mean, active or commented out, so edited files and comments do not matter.
 *
 * @throws ScaffoldError `feature-not-in-tree` where the tree has no `config/default`
 * @example
 * readFeatures(tree).prometheus; // 'off'
 */
export function readFeatures(tree: FileTree, options: FeatureOptionsOfTree = {}): FeatureStates {
  return enter(options, () => {
    const { preset } = featureOptions(options);
    return featuresIn(treeArgument(tree), projectContext(tree, preset));
  });
}

const OPTIONS: DataSchema = { type: 'object', additionalProperties: false, properties: { preset: { type: 'string' } } };

/** @throws ScaffoldError `invalid-type` for what are no options */
export function featureOptions(options: FeatureOptionsOfTree): FeatureOptionsOfTree {
  return optionsArgument<FeatureOptionsOfTree>(options, OPTIONS);
}

export function featuresIn(tree: FileTree, context: ProjectContext): FeatureStates {
  const all = new Map(FEATURE_NAMES.map((feature) => [feature, entriesOf(context, feature)]));
  const states = FEATURE_NAMES.map((feature): [FeatureName, FeatureState] => {
    const own = all.get(feature)!;
    const shared = (entry: OwnedEntry) =>
      FEATURE_NAMES.some((other) => other !== feature && !above(other, feature) && all.get(other)!.some(sameAs(entry)));
    const alone = own.filter((entry) => !shared(entry));
    const state = stateOf(tree, context, alone);
    return [feature, state === 'absent' && feature === 'metrics' ? unswitchedMetrics(tree, context) : state];
  });
  return Object.fromEntries(states) as FeatureStates;
}

/** The webhooks bring their certificates with them; that does not make those entries the webhooks' own. */
function above(other: FeatureName, feature: FeatureName): boolean {
  return other === 'webhooks' && feature === 'certManager';
}

function sameAs(entry: OwnedEntry): (other: OwnedEntry) => boolean {
  return (other) =>
    other.path === entry.path && other.list === entry.list && sameEntry(other.value, entry.value) === 'same';
}

/** The entries of a feature where all others are off, but for those without which it is nothing. */
function entriesOf({ project, profile }: ProjectContext, feature: FeatureName): readonly OwnedEntry[] {
  const facts = withSections(profile, feature, project);
  if (feature === 'metricsCerts' && facts.metricsCertsSection === 'absent') return [];
  const others = { ...ALL_OFF, webhooks: feature === 'certManager' };
  const ownProject = ownedEntries(project, facts, feature, others).entries;
  if (ownProject.length > 0 || (feature !== 'certManager' && feature !== 'webhooks')) return ownProject;
  // Without a kind that has webhooks the sections stand there all the same, and wait.
  const { entries } = ownedEntries({ ...project, resources: SOME_WEBHOOKS }, facts, feature, others);
  return entries.filter(
    ({ path, value }) => path === 'config/default/kustomization.yaml' && pathOf(value) !== undefined,
  );
}

const SOME_WEBHOOKS = toProject({
  projectName: 'some',
  resources: [{ version: 'v1', kind: 'Some', webhooks: { validation: true, defaulting: true } }],
}).resources;

/** Metrics that a release serves always have no entry that could be off; they are on while the scaffold's patch is. */
function unswitchedMetrics(tree: FileTree, { root, profile }: ProjectContext): FeatureState {
  if (profile.metricsSection !== 'always') return 'absent';
  const path = 'config/default/kustomization.yaml';
  const patch = metricsPatchName(profile.metricsPatch);
  const text = tree.get(`${root}${path}`) ?? '';
  const found = findEntry(text, { list: 'patches', value: { path: patch }, lines: [`- path: ${patch}`] });
  return found?.active ? 'on' : 'absent';
}

export const ALL_OFF: Readonly<Record<FeatureName, boolean>> = {
  metrics: false,
  networkPolicy: false,
  prometheus: false,
  certManager: false,
  metricsCerts: false,
  webhooks: false,
};

function stateOf(tree: FileTree, { root }: ProjectContext, entries: readonly OwnedEntry[]): FeatureState {
  let on = 0;
  let off = 0;
  for (const entry of entries) {
    const text = tree.get(`${root}${entry.path}`);
    const found = text === undefined ? undefined : findEntry(text, entry);
    if (found === undefined) continue;
    if (found.active) on += 1;
    else off += 1;
  }
  if (on > 0) return off > 0 ? 'partly' : 'on';
  return off > 0 ? 'off' : 'absent';
}
