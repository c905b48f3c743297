import fc from 'fast-check';
import { ScaffoldError } from '../../src/core/errors.ts';
import type { FileTree } from '../../src/core/file-tree.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { plausibleOptions, spoiltOptions } from './arbitrary-options.ts';

/** The tree, or undefined where the options are refused; throws whatever else goes wrong. */
export function attempt(options: unknown): FileTree | undefined {
  try {
    return buildScaffold(options as ScaffoldOptions);
  } catch (error) {
    if (error instanceof ScaffoldError && error.issues.every((issue) => issue.code !== 'internal')) return undefined;
    throw error;
  }
}

/** Good options, options with one thing spoilt, and things that are no options at all. */
export const anyInput: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: spoiltOptions },
  { weight: 2, arbitrary: plausibleOptions as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: fc.anything({ withNullPrototype: true, withMap: true }) },
);
