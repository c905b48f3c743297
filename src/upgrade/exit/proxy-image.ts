import type { FileTree } from '../../core/file-tree.ts';
import { withText } from './entries.ts';

/** Where the project of kube-rbac-proxy itself publishes its images, with the same tags. */
export const LIVING_IMAGE = 'quay.io/brancz/kube-rbac-proxy';

/**
 * Images that can no longer be pulled: Kubebuilder's own registry is closed since March 2026, with it what passed it on.
 * k8s.gcr.io is another one.
 */
const GONE =
  /(?<![\w./-])(?!k8s\.gcr\.io)(?:(?:[a-z]+[.-])*gcr\.io|gcr\.[a-z0-9.-]+)\/kubebuilder\/kube-rbac-proxy(?![\w/-])/g;
/** The same in values, with the registry in a line of its own. */
const SPLIT =
  /^([ \t]*registry:[ \t]*)(["']?)gcr\.io\2([ \t]*\r?\n[ \t]*(?:repository|image|name):[ \t]*)(["']?)kubebuilder\/kube-rbac-proxy\4/gm;

/** Texts that say what was once released, and are not deployed any more. */
const PAST = /(^|\/)(CHANGELOG|CHANGES|HISTORY|RELEASE[-_]?NOTES)[^/]*$|(^|\/)(vendor|node_modules|\.git)\//i;

/** A folder or file that bears the number of a release is that release as it was. */
export function isPast(path: string): boolean {
  return PAST.test(path) || /(^|[/_-])v?\d+\.\d+\.\d+([/_.-]|$)/.test(path);
}

/** Names the image that can be pulled wherever the closed registry is named; digests are of another build and stay. */
export function nameLivingImage(tree: FileTree): {
  tree: FileTree;
  digests: { path: string; line: number; text: string }[];
} {
  let next = tree;
  const digests: { path: string; line: number; text: string }[] = [];
  for (const { path, content } of tree) {
    if (!content.includes('kubebuilder/kube-rbac-proxy') || isPast(path)) continue;
    const lines = content.split('\n');
    const kept = lines.map((line, index) => {
      GONE.lastIndex = 0;
      const match = GONE.exec(line);
      if (match === null || line.length > 10_000) return line;
      if (line[match.index + match[0].length] === '@') {
        digests.push({ path, line: index + 1, text: line.trim() });
        return line;
      }
      return line.replace(GONE, LIVING_IMAGE);
    });
    const text = kept
      .join('\n')
      .replace(
        SPLIT,
        (_, key, quote, middle, other) =>
          `${key}${quote}quay.io${quote}${middle}${other}brancz/kube-rbac-proxy${other}`,
      );
    next = withText(next, path, text);
  }
  return { tree: next, digests };
}
