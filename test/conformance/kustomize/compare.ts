import type { OracleAnswer } from '../../../scripts/tools/kustomize-oracle.ts';
import { ScaffoldError } from '../../../src/core/errors.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { renderYaml } from '../../../src/kustomize/render-yaml.ts';

/** How ours and the real one come apart; undefined where they do not. */
export interface Difference {
  /** For the shrinker, which keeps to one kind of difference. */
  readonly kind: 'we refuse' | 'we do not refuse' | 'other text' | 'we break';
  readonly detail: string;
}

export function compare(
  tree: { readonly files: Readonly<Record<string, string>>; readonly path: string },
  real: OracleAnswer,
): Difference | undefined {
  if (hasCrashed(real)) return undefined;
  let ours: string;
  try {
    ours = renderYaml(FileTree.from(tree.files), tree.path);
  } catch (error) {
    if (!(error instanceof ScaffoldError)) {
      return { kind: 'we break', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    if (error.code === 'internal') return { kind: 'we break', detail: error.message };
    // A name hash on another kind, which a patch can make of a generated object: docs/kustomize.md says that we refuse it.
    if (error.code === 'kustomize-unsupported') return undefined;
    return real.output === undefined ? undefined : { kind: 'we refuse', detail: error.message };
  }
  if (real.output === undefined) return { kind: 'we do not refuse', detail: `the real one: ${real.error}` };
  if (real.output === ours) return undefined;
  const want = real.output.split('\n');
  const got = ours.split('\n');
  const at = want.findIndex((line, index) => line !== got[index]);
  const from = Math.max(0, at - 3);
  return {
    kind: 'other text',
    detail: `from line ${from + 1}\nreal:\n${want.slice(from, at + 6).join('\n')}\nours:\n${got.slice(from, at + 6).join('\n')}`,
  };
}

/** A crash of the real one is no answer to hold ours against. */
export function hasCrashed(real: OracleAnswer): boolean {
  return real.error !== undefined && /^(?:panic:|kustomize stopped:)/.test(real.error);
}
