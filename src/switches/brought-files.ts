import type { FileTree } from '../core/file-tree.ts';
import { directoryOf, resolvePath } from '../core/paths.ts';
import { isObject, objectAt, stringAt } from '../kubernetes/identity.ts';
import type { JsonObject } from '../kubernetes/object.ts';
import type { FeatureName } from '../options/generated/types.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { Owned } from './owned-entries.ts';
import type { ProjectContext } from './project-context.ts';
import { pathOf } from './same-entry.ts';

/**
 * The files that a feature's entries name and the tree does not have, each with a first line that says where it came
 * from, so that switching off finds them again.
 */
export function broughtFiles(
  tree: FileTree,
  context: ProjectContext,
  owned: Owned,
  feature: FeatureName,
): [path: string, text: string][] {
  return named(owned).flatMap(([path, text]): [string, string][] => {
    const target = `${context.root}${path}`;
    return hasFile(tree, target) || isElsewhere(tree, context.root, path)
      ? []
      : [[target, brought(text, tree, context, feature)]];
  });
}

/** The files of a tree that {@link broughtFiles} added and nobody has changed since. */
export function stillBrought(tree: FileTree, context: ProjectContext, owned: Owned, feature: FeatureName): string[] {
  return named(owned)
    .filter(([path, text]) => tree.get(`${context.root}${path}`) === brought(text, tree, context, feature))
    .map(([path]) => `${context.root}${path}`);
}

/** The scaffold's files that the entries name: files, and all that lies in directories. */
function named(owned: Owned): [string, string][] {
  const targets = owned.entries.flatMap(({ path, value }) => {
    const name = pathOf(value);
    return name === undefined ? [] : [resolvePath(directoryOf(path), name) ?? name];
  });
  return [...owned.files].filter(([path]) =>
    targets.some((target) => path === target || path.startsWith(`${target}/`)),
  );
}

/** Whether a directory of the scaffold is there under another parent: `config/components/prometheus`. */
function isElsewhere(tree: FileTree, root: string, path: string): boolean {
  const place = `${root}${path.slice(0, path.lastIndexOf('/'))}`;
  const name = place.split('/').at(-1);
  return tree.paths().some((other) => {
    const directory = other.slice(0, other.lastIndexOf('/'));
    if (directory === place || directory.split('/').at(-1) !== name) return false;
    return /\/(?:kustomization\.ya?ml|Kustomization)$/.test(other);
  });
}

/** A kustomization may have another of its three names. */
function hasFile(tree: FileTree, path: string): boolean {
  if (tree.has(path)) return true;
  if (!path.endsWith('/kustomization.yaml')) return false;
  const directory = path.slice(0, path.lastIndexOf('/') + 1);
  return tree.has(`${directory}kustomization.yml`) || tree.has(`${directory}Kustomization`);
}

function brought(text: string, tree: FileTree, context: ProjectContext, feature: FeatureName): string {
  return `# Brought along by operator-scaffold for the feature ${feature}.\n${withPodLabels(text, tree, context)}`;
}

/** A policy selects the pods by the labels that the project's own Deployment gives them. */
function withPodLabels(text: string, tree: FileTree, { root }: ProjectContext): string {
  if (!text.includes('\nkind: NetworkPolicy\n')) return text;
  const labels = managerLabels(tree, root);
  if (labels === undefined) return text;
  const lines = Object.entries(labels).map(([key, value]) => `      ${key}: ${JSON.stringify(value)}\n`);
  const [scaffolded] = parseYaml(text, 'policy');
  const selected = objectAt(scaffolded, 'spec', 'podSelector', 'matchLabels') ?? {};
  const holds = Object.entries(selected).every(([key, value]) => labels[key] === value);
  return holds ? text : text.replace(/( {4}matchLabels:\n)(?: {6}\S.*\n)+/, `$1${lines.join('')}`);
}

/** What the manager's own Deployment selects its pods by. */
function managerLabels(tree: FileTree, root: string): JsonObject | undefined {
  for (const { path, content } of tree) {
    if (!path.startsWith(`${root}config/manager/`) || !/\.ya?ml$/.test(path) || !content.includes('Deployment'))
      continue;
    try {
      for (const document of parseYaml(content, path)) {
        if (!isObject(document) || stringAt(document, 'kind') !== 'Deployment') continue;
        const labels = objectAt(document, 'spec', 'selector', 'matchLabels');
        if (labels !== undefined) return labels;
      }
    } catch {
      // What cannot be read says nothing of labels; the build says what is wrong with it.
    }
  }
  return undefined;
}
