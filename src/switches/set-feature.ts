import { treeArgument, wrongType } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { describeValue, ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import { treeObjects } from '../objects/render/tree-objects.ts';
import type { FeatureName } from '../options/generated/types.ts';
import { broughtFiles, stillBrought } from './brought-files.ts';
import { FEATURE_NAMES } from './feature-names.ts';
import { needsOf } from './needs.ts';
import { ownedEntries } from './owned-entries.ts';
import { projectContext } from './project-context.ts';
import { type FeatureOptionsOfTree, featureOptions, featuresIn } from './read-features.ts';
import { switchOff, switchOn } from './switched-file.ts';
import { withSections } from './vocabulary.ts';

/**
 * The tree with one feature of its scaffold switched on or off.
 *
 * Entries of kustomizations are commented out or in where they stand; comments, order and everything else stay, and on
 * then off gives the same bytes. What an older release has no entry for is inserted with a mark behind it, and the files
 * that it needs are brought along in that release's words; switching off takes both out again.
 *
 * @param feature `metrics`, `networkPolicy`, `prometheus`, `certManager`, `metricsCerts` or `webhooks`
 * @throws ScaffoldError `invalid-value` for another feature; `feature-not-in-tree` where the tree or its release has
 *   nothing to switch; `feature-needs-feature` where another feature must be switched first; `feature-breaks-build`
 *   where `config/default` builds before, and would not afterwards
 * @example
 * readFeatures(setFeature(tree, 'prometheus', true)).prometheus; // 'on'
 */
export function setFeature(
  tree: FileTree,
  feature: FeatureName,
  enabled: boolean,
  options: FeatureOptionsOfTree = {},
): FileTree {
  return enter(options, () => {
    const { preset } = featureOptions(options);
    if (typeof enabled !== 'boolean') throw wrongType('enabled', 'neither on nor off', 'true or false', enabled);
    return switched(treeArgument(tree), feature, enabled, preset);
  });
}

function switched(tree: FileTree, feature: FeatureName, enabled: boolean, preset: string | undefined): FileTree {
  if (!FEATURE_NAMES.includes(feature)) {
    throw new ScaffoldError({
      code: 'invalid-value',
      path: 'feature',
      message: 'not a feature of a scaffold',
      expected: FEATURE_NAMES.join(', '),
      received: describeValue(feature),
    });
  }
  const found = projectContext(tree, preset);
  const context = { ...found, profile: withSections(found.profile, feature, found.project) };
  const states = featuresIn(tree, context);
  needsOf(feature, enabled, states, context, tree);
  const others = Object.fromEntries(
    FEATURE_NAMES.map((name) => [name, states[name] === 'on' || states[name] === 'partly']),
  ) as Record<FeatureName, boolean>;
  const owned = ownedEntries(context.project, context.profile, feature, others);
  if (owned.entries.length === 0) {
    throw new ScaffoldError({
      code: 'feature-not-in-tree',
      path: 'feature',
      message: `the scaffold of this project has no switch for ${feature}`,
      received: describeValue(feature),
    });
  }
  // A kustomization that was brought goes as it came; its entries are not switched off before.
  const gone = enabled ? [] : stillBrought(tree, context, owned, feature);
  const texts = new Map<string, string>();
  for (const entry of owned.entries) {
    const path = `${context.root}${entry.path}`;
    const text = texts.get(path) ?? tree.get(path);
    if (text === undefined || gone.includes(path)) continue;
    texts.set(path, enabled ? switchOn(text, entry, feature) : switchOff(text, entry));
  }
  const changed = tree.with([...texts].filter(([path, text]) => tree.get(path) !== text));
  const result = enabled ? changed.with(broughtFiles(changed, context, owned, feature)) : changed.without(...gone);
  checkBuild(tree, result, context.root, feature);
  return result;
}

/** What was built before is built afterwards. */
function checkBuild(before: FileTree, after: FileTree, root: string, feature: FeatureName): void {
  const directory = `${root}config/default`;
  const { problem } = treeObjects(after, directory);
  if (problem === undefined || treeObjects(before, directory).problem !== undefined) return;
  throw new ScaffoldError({
    code: 'feature-breaks-build',
    path: problem.path,
    message: `config/default builds, and would not with ${feature} switched: ${problem.message}`,
    expected: 'what the entries of the feature name',
  });
}
