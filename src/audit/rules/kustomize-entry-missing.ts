import type { FileTree } from '../../core/file-tree.ts';
import type { AuditRoot } from '../input/audit-input.ts';
import { isIgnored } from '../input/ignored.ts';
import type { Rule } from './rule.ts';

export const kustomizeEntryMissing: Rule = {
  id: 'kustomize-entry-missing',
  family: 'kustomize',
  severity: 'error',
  title: 'A kustomization names what is not there',
  why: `kustomize stops at the first file that is missing, so that nothing of the directory is built. A file that \`make manifests\` or
another step writes and that is not checked in is missing, too, in a fresh checkout; where \`.gitignore\` leaves it out, or
operator-sdk writes it for each bundle, that is meant so, and told as a note.`,
  *check({ kustomizations, roots, tree }) {
    const used = new Set(roots.filter(deploys).flatMap(({ reached }) => reached.directories));
    for (const { file, directory, entries } of kustomizations.values()) {
      const missing = entries.flatMap(({ field, text, line, target }) =>
        target.kind === 'missing' ? [{ field, text, line, path: target.path, maker: makerOf(tree, target.path) }] : [],
      );
      for (const alike of groupsOf(missing, ({ field, maker }) => `${field} ${maker}`)) {
        const { field, text, line, path, maker } = alike[0]!;
        const more = alike.length === 1 ? '' : ` and ${alike.length - 1} more`;
        if (maker !== undefined) {
          yield {
            at: { file, line },
            severity: 'note',
            message: `${field} names ${text}${more}, not checked in: ${maker}`,
            fix: 'make it before each build, or check it in',
          };
          continue;
        }
        yield {
          at: { file, line },
          // What is switched off, or no part of what is deployed, fails only for who builds it alone.
          ...(used.has(directory) ? {} : { severity: 'warning' as const }),
          message: `${field} names ${text}${more === '' ? ', which does not exist' : `${more} that do not exist`}`,
          fix:
            more === '' ? `take the entry out, or add ${path}` : `take the entries out, or add ${path} and the others`,
        };
      }
    }
  },
};

function groupsOf<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}

/** Why a file that is not there is there before each build; undefined where nothing says so. */
function makerOf(tree: FileTree, path: string): string | undefined {
  if (isIgnored(tree, path)) return '.gitignore leaves it out';
  const isBundle = /(?:^|\/)bases\/[^/]+\.clusterserviceversion\.yaml$/.test(path);
  const bundles = isBundle && (tree.get('Makefile') ?? '').includes('generate kustomize manifests');
  return bundles ? '`operator-sdk generate kustomize manifests` of the Makefile writes it' : undefined;
}

/** Whether a root is of the project's main line: it is `config/default` or builds upon it, or it has pods. */
function deploys({ reached, wiring }: AuditRoot): boolean {
  return wiring.workloads.length > 0 || reached.directories.some((each) => /(?:^|\/)(?:default|manager)$/.test(each));
}
