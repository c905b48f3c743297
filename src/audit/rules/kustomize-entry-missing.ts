import type { AuditRoot } from '../input/audit-input.ts';
import type { Rule } from './rule.ts';

export const kustomizeEntryMissing: Rule = {
  id: 'kustomize-entry-missing',
  family: 'kustomize',
  severity: 'error',
  title: 'A kustomization names what is not there',
  why: `kustomize stops at the first file that is missing, so that nothing of the directory is built. A file that \`make manifests\` or
another step writes and that is not checked in is missing, too, in a fresh checkout.`,
  *check({ kustomizations, roots }) {
    const used = new Set(roots.filter(deploys).flatMap(({ reached }) => reached.directories));
    for (const { file, directory, entries } of kustomizations.values()) {
      for (const { field, text, line, target } of entries) {
        if (target.kind !== 'missing') continue;
        yield {
          at: { file, line },
          // What is switched off, or no part of what is deployed, fails only for who builds it alone.
          ...(used.has(directory) ? {} : { severity: 'warning' as const }),
          message: `${field} names ${text}, which does not exist`,
          fix: `take the entry out, or add ${target.path}`,
        };
      }
    }
  },
};

/** Whether a root is of the project's main line: it is `config/default` or builds upon it, or it has pods. */
function deploys({ reached, wiring }: AuditRoot): boolean {
  return wiring.workloads.length > 0 || reached.directories.some((each) => /(?:^|\/)(?:default|manager)$/.test(each));
}
