import type { Rule } from './rule.ts';

/** What only a network, Helm or a plugin can tell is no fault of the project's. */
const BEYOND = new Set([
  'kustomize-needs-network',
  'kustomize-needs-helm',
  'kustomize-needs-plugin',
  'kustomize-unsupported',
]);
/** What is wrong whatever else there is. */
const IN_TEXT = /^yaml-|^kustomization-invalid$/;

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
      ({ path, content }) => !/\.(?:md|go)$/.test(path) && content.includes('LoadRestrictionsNone'),
    );
    for (const root of roots) {
      const isMissing = root.reached.directories.some((directory) =>
        kustomizations.get(directory)?.entries.some(({ target }) => target.kind === 'missing'),
      );
      const issues = root.issues.filter(
        ({ code }) =>
          !BEYOND.has(code) &&
          // What has to be downloaded first may bring what is missing.
          (IN_TEXT.test(code) || !root.issues.some((other) => BEYOND.has(other.code))) &&
          !(code === 'kustomize-outside-root' && isFree) &&
          !(code === 'file-unreadable' && isMissing),
      );
      // Of one kind there may be dozens; the first tells what is to be done.
      for (const code of new Set(issues.map((issue) => issue.code))) {
        const alike = issues.filter((issue) => issue.code === code);
        const { path, message, expected, received } = alike[0]!;
        const isOutside = code === 'kustomize-outside-root';
        const more = alike.length === 1 ? '' : `; and ${alike.length - 1} more like it`;
        const [, file = path, line] = /^(.*?)(?::(\d+))?(?::\d+)?$/.exec(path) ?? [];
        yield {
          at: {
            file: places.lines(file).length > 0 ? file : (kustomizations.get(root.directory)?.file ?? root.directory),
            line: line === undefined ? undefined : Number(line),
            root,
          },
          ...(isOutside ? { severity: 'warning' as const } : {}),
          message: `${root.directory} does not build: ${message}${received === undefined ? '' : ` (${received})`}${more}`,
          fix: expected === undefined ? 'mend it, and build again' : `expected: ${expected}`,
        };
      }
    }
  },
};
