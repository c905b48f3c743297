import type { FileTree } from '../../core/file-tree.ts';
import { parentsOf } from '../../core/paths.ts';

/** Roles for people, of which a project has all or none for a kind. */
const HELPER_ROLE = /^(.*\/[^/]*_)(?:admin|editor|viewer)_role\.yaml$/;

/**
 * Whether a file that is new in the release belongs to what the project still has: not where the user took away
 * everything that stood beside it, and nothing of the Go module where there is none.
 */
export function isWanted(
  path: string,
  { base, yours }: { readonly base: FileTree; readonly yours: FileTree },
): boolean {
  const siblings = siblingsOf(path, base);
  if (siblings.length > 0) return siblings.some((sibling) => yours.has(sibling));
  return path.startsWith('config/') || !base.has('go.mod') || yours.has('go.mod');
}

/** What the base has of the same sort, in the nearest directory in which it has something. */
function siblingsOf(path: string, base: FileTree): string[] {
  const [, role] = HELPER_ROLE.exec(path) ?? [];
  if (role !== undefined) {
    const roles = base.paths().filter((other) => HELPER_ROLE.exec(other)?.[1] === role);
    if (roles.length > 0) return roles;
  }
  for (const directory of parentsOf(path).reverse()) {
    const found = base.paths().filter((other) => other.startsWith(`${directory}/`));
    if (found.length > 0) return found;
  }
  return [];
}
