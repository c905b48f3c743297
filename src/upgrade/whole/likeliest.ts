import { compare } from 'semver';
import type { Base } from '../../base/model.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { Preset } from '../../presets/preset.ts';
import { resolvePreset } from '../../presets/resolve-preset.ts';
import { fileMerge } from './file-classes.ts';
import { upgradeSides } from './sides.ts';

/**
 * The preset that a project has. Where the files do not tell it from the one to go to, and that is no newer, it is the one
 * whose facts the project has more of: a second run has nothing to do, and nothing to go back from.
 */
export function likeliest(tree: FileTree, base: Base, to: Preset): string | undefined {
  const { preset, range } = base;
  if (preset === undefined || preset === to.name || !range.includes(to.name)) return preset;
  const order = compare(resolvePreset(preset).release, to.release);
  if (order !== 0) return order > 0 ? to.name : preset;
  const sides = upgradeSides(tree, base, { from: preset, to: to.name, features: {} });
  const [left, there] = [
    changedBy(tree, sides.base.tree, sides.theirs.tree),
    changedBy(tree, sides.theirs.tree, sides.base.tree),
  ];
  return there > left ? to.name : preset;
}

const ALL_THERE = { stands: () => true, renamed: () => undefined, isOff: () => false };

/** How many files of yours change where one scaffold becomes another. */
function changedBy(yours: FileTree, base: FileTree, theirs: FileTree): number {
  return theirs.paths().filter((path) => {
    const [old, mine, now] = [base.get(path), yours.get(path), theirs.get(path)!];
    if (mine === undefined || old === now) return false;
    const merge = fileMerge(path, ALL_THERE);
    return typeof merge !== 'string' && merge({ path, base: old ?? '', yours: mine, theirs: now }).text !== mine;
  }).length;
}
