import { detectBase } from '../base/detect-base.ts';
import { projectOptions } from '../base/project/project-options.ts';
import { ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { Project } from '../options/project.ts';
import { toProject } from '../options/to-project.ts';
import type { Profile } from '../presets/facts/facts.ts';
import { resolvePreset } from '../presets/resolve-preset.ts';

/** What the switches of a tree are judged by. */
export interface ProjectContext {
  /** The directory that holds `config/`: an empty string, or a path that ends in a slash. */
  readonly root: string;
  readonly project: Project;
  readonly profile: Profile;
}

const DEFAULT = 'config/default/kustomization.yaml';

/** For a tree in which nothing tells where it came from. */
const UNKNOWN = 'kubebuilder@latest';

/**
 * Where the scaffold is in a tree, its options and the facts of its release.
 *
 * @param preset the preset whose facts hold; without it the one that is detected
 * @throws ScaffoldError `feature-not-in-tree` where no `config/default` is there; `unknown-preset`
 */
export function projectContext(tree: FileTree, preset?: string): ProjectContext {
  const root = rootOf(tree);
  const part = tree.subtree(root.replace(/\/$/, ''));
  if (preset !== undefined) {
    return { root, project: toProject(projectOptions(part)), profile: resolvePreset(preset).profile };
  }
  const base = detectBase(part);
  return { root, project: toProject(base.options), profile: resolvePreset(base.preset ?? UNKNOWN).profile };
}

function rootOf(tree: FileTree): string {
  const found = tree
    .paths()
    .filter((path) => path === DEFAULT || path.endsWith(`/${DEFAULT}`))
    .sort((a, b) => a.length - b.length)[0];
  if (found === undefined) {
    throw new ScaffoldError({
      code: 'feature-not-in-tree',
      path: 'config/default',
      message: 'the features of a scaffold are switched in its config/default, and there is none',
      expected: `a directory with ${DEFAULT}`,
    });
  }
  return found.slice(0, -DEFAULT.length);
}
