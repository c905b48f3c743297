import { baseName, directoryOf } from '../../core/paths.ts';
import type { Rule } from './rule.ts';

/** What scaffolds write and never name, and files that are no part of a build. */
const EXPECTED = /(?:^|\/)(?:manager_config_patch|kustomization|kustomizeconfig|values)\.ya?ml$/;

export const kustomizeFileUnused: Rule = {
  id: 'kustomize-file-unused',
  family: 'kustomize',
  severity: 'note',
  title: 'A file that no kustomization names',
  why: `It lies beside a kustomization, holds an object or a patch, and has no effect. A file that a kustomization names in a comment is
switched off, and one that a Makefile, a script or a program names has another purpose: neither is told.`,
  *check({ tree, kustomizations, named, charts }) {
    if (kustomizations.size === 0) return;
    const spoken = speakers(tree);
    const unused = new Map<string, string[]>();
    for (const { path, content } of tree) {
      if (!/\.ya?ml$/.test(path) || named.has(path) || EXPECTED.test(path)) continue;
      if (charts.some((chart) => path.startsWith(`${chart}/`))) continue;
      const directory = nearest(path, kustomizations);
      if (directory === undefined || !/^(?:kind:|- op:|apiVersion:)/m.test(content)) continue;
      const name = baseName(path);
      if (/(?:^|\/)(?:samples?|examples?|tests?|testdata|e2e|scorecard)\//.test(path)) continue;
      if (spoken.has(name)) continue;
      const list = unused.get(directory) ?? [];
      if (list.length === 0) unused.set(directory, list);
      list.push(path);
    }
    for (const [directory, paths] of unused) {
      const { file } = kustomizations.get(directory)!;
      const names = paths.map((path) => path.slice(directory === '.' ? 0 : directory.length + 1));
      const [first, ...others] = names;
      const all =
        others.length === 0
          ? `${first} is`
          : `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''} are`;
      yield {
        at: { file },
        message: `${all} named by no kustomization, and without effect`,
        fix: `name ${names.length === 1 ? 'it' : 'them'} in ${file}, or move ${names.length === 1 ? 'it' : 'them'} away if nothing else needs ${names.length === 1 ? 'it' : 'them'}`,
      };
    }
  },
};

/** The names of files in texts that may speak of them: kustomizations with their comments, build files, scripts and programs. */
function speakers(tree: Iterable<{ readonly path: string; readonly content: string }>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path, content } of tree) {
    const isSpeaker =
      /(?:^|\/)(?:kustomization\.ya?ml|Kustomization|Makefile|Tiltfile|PROJECT|skaffold\.ya?ml)$|\.(?:mk|sh|go|py|star)$|(?:^|\/)\.github\//.test(
        path,
      );
    if (!isSpeaker || !content.includes('.y')) continue;
    for (const [name] of content.matchAll(/(?<![\w.-])[\w.-]+\.ya?ml/g)) names.add(name);
  }
  return names;
}

/** The kustomization directly beside a file, or one above it whose own folder of parts it lies in. */
function nearest(path: string, kustomizations: ReadonlyMap<string, unknown>): string | undefined {
  const directory = directoryOf(path);
  if (kustomizations.has(directory)) return directory;
  const above = directoryOf(directory);
  return /\/(?:bases|patches)$/.test(`/${directory}`) && kustomizations.has(above) ? above : undefined;
}
