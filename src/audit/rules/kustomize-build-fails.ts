import type { Rule } from './rule.ts';

/** What only a network, Helm or a plugin can tell is no fault of the project's. */
const BEYOND = new Set([
  'kustomize-needs-network',
  'kustomize-needs-helm',
  'kustomize-needs-plugin',
  'kustomize-unsupported',
]);

export const kustomizeBuildFails: Rule = {
  id: 'kustomize-build-fails',
  family: 'kustomize',
  severity: 'error',
  title: 'A directory does not build',
  why: `\`kustomize build\` stops with this, and so does everything that is made of it: deploy, installer, bundle. Missing files are told by
[kustomize-entry-missing](kustomize-entry-missing.md).`,
  *check({ roots, kustomizations, places, tree }) {
    // Some projects build with files of anywhere.
    const isFree = [...tree].some(
      ({ path, content }) => !/\.(?:ya?ml|md|go)$/.test(path) && content.includes('LoadRestrictionsNone'),
    );
    for (const root of roots) {
      for (const { code, path, message, expected, received } of root.issues) {
        if (BEYOND.has(code)) continue;
        const isOutside = code === 'kustomize-outside-root';
        if (isOutside && isFree) continue;
        const [, file = path, line] = /^(.*?)(?::(\d+))?(?::\d+)?$/.exec(path) ?? [];
        const isMissing = root.reached.directories.some((directory) =>
          kustomizations.get(directory)?.entries.some(({ target }) => target.kind === 'missing'),
        );
        if (code === 'file-unreadable' && isMissing) continue;
        yield {
          at: {
            file: places.lines(file).length > 0 ? file : (kustomizations.get(root.directory)?.file ?? root.directory),
            line: line === undefined ? undefined : Number(line),
            root,
          },
          ...(isOutside ? { severity: 'warning' as const } : {}),
          message: `${root.directory} does not build: ${message}${received === undefined ? '' : ` (${received})`}`,
          fix: expected === undefined ? 'mend it, and build again' : `expected: ${expected}`,
        };
      }
    }
  },
};
