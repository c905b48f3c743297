import type { FileTree } from '../../core/file-tree.ts';

/** Roles for people, of which a project has all or none for a kind. */
const HELPER_ROLE = /^(.*\/[^/]*_)(?:admin|editor|viewer)_role\.yaml$/;

/**
 * Whether a file that is new in the release belongs to what the project still has: not where the user took away
 * everything that stood beside it.
 */
export function isWanted(
  path: string,
  { base, yours }: { readonly base: FileTree; readonly yours: FileTree },
): boolean {
  const siblings = siblingsOf(path, base);
  return siblings.length === 0 || siblings.some((sibling) => yours.has(sibling));
}

function siblingsOf(path: string, base: FileTree): string[] {
  const [, role] = HELPER_ROLE.exec(path) ?? [];
  if (role !== undefined) {
    const roles = base.paths().filter((other) => HELPER_ROLE.exec(other)?.[1] === role);
    if (roles.length > 0) return roles;
  }
  const directory = path.slice(0, path.lastIndexOf('/') + 1);
  if (directory === '') return [];
  return base.paths().filter((other) => other.startsWith(directory) && !other.slice(directory.length).includes('/'));
}
