import type { FileTree } from '../../../core/file-tree.ts';
import { directoryOf } from '../../../core/paths.ts';
import { type GoFile, parseGo } from '../../../edit/go/parse.ts';
import { changeBetween } from '../change-between.ts';
import type { FactTask } from '../model.ts';
import { GoDraft } from './go-draft.ts';
import { registerByFunction } from './scheme-registration.ts';
import { typeWebhooks } from './typed-webhooks.ts';

/** Edits without which a file does not compile beside the release's own. */
const EDITS = [registerByFunction, typeWebhooks] as const;
/** What a file has that one of them can be about. */
const CALLS = /\bSchemeBuilder\.Register\(|\bNewWebhookManagedBy\(/;

/**
 * Tasks for Go files that are no scaffold's, and so are not touched, but do not compile with what the release has in
 * the same package: what to change there.
 */
export function ownGoTasks(
  base: FileTree,
  yours: FileTree,
  theirs: FileTree,
): (FactTask & { readonly path: string })[] {
  const pairs = goPairs(base, theirs);
  const packages = new Set([...base, ...theirs].map(({ path }) => directoryOf(path)));
  const tasks: (FactTask & { path: string })[] = [];
  for (const { path, content } of yours) {
    const isOwn = path.endsWith('.go') && !base.has(path) && !theirs.has(path) && packages.has(directoryOf(path));
    const file = isOwn && CALLS.test(content) ? parseGo(path, content) : undefined;
    if (file === undefined) continue;
    const draft = new GoDraft(file);
    for (const [before, now] of pairs) for (const edit of EDITS) edit(draft, before, now);
    if (draft.text !== content) {
      tasks.push({
        path,
        text: 'This file is your own and stays as it is, but it does not compile beside what the release has: change it so.',
        snippet: changeBetween(content, draft.text),
      });
    }
    for (const task of draft.manual) tasks.push({ path, ...task });
  }
  return tasks;
}

/** The files of both scaffolds that hold what the edits are about. */
function goPairs(base: FileTree, theirs: FileTree): (readonly [GoFile, GoFile])[] {
  const pairs: (readonly [GoFile, GoFile])[] = [];
  for (const { path, content } of base) {
    const now = theirs.get(path);
    if (!path.endsWith('.go') || now === undefined || now === content || !CALLS.test(content)) continue;
    const [before, after] = [parseGo(path, content), parseGo(path, now)];
    if (before !== undefined && after !== undefined) pairs.push([before, after]);
  }
  return pairs;
}
