import { resolvePath } from '../core/paths.ts';
import { treeSource } from '../kustomize/read/source.ts';
import { hasKustomization, type KustomizeRoot } from './read-project.ts';
import { treeOfTar } from './tar.ts';
import { usageError } from './usage.ts';

/**
 * A kustomize directory of a tar, whose top stands for the root of the tree.
 *
 * @param given the directory in it; one without a kustomization file stands for its `config/default`
 * @throws ScaffoldError `file-unreadable`, `invalid-path`, `usage`
 */
export async function readKustomizeTar(bytes: Uint8Array, given: string): Promise<KustomizeRoot> {
  const source = treeSource(await treeOfTar(bytes, 'standard input'));
  const asked = given.startsWith('/') ? undefined : resolvePath('.', given);
  if (asked === undefined) {
    throw usageError(given, 'leads out of the tar', { expected: 'a directory in the tar, such as config/default' });
  }
  const nested = asked === '.' ? 'config/default' : `${asked}/config/default`;
  const isThere = (directory: string) =>
    hasKustomization((name) => {
      const real = source.realPath(directory === '.' ? name : `${directory}/${name}`);
      return real !== undefined && source.kindOf(real) !== undefined;
    });
  return { source, directory: !isThere(asked) && isThere(nested) ? nested : asked };
}
