import { schemaArgument } from '../core/arguments.ts';
import { DIFF_SCHEMA } from './generated/schema.ts';
import type { TreeDiff } from './model.ts';

/**
 * A diff that somebody gives back, perhaps out of a file: a copy of its own.
 *
 * @throws ScaffoldError `invalid-type` where it is none, `limit-exceeded`
 */
export function diffArgument<T extends TreeDiff>(diff: T): T {
  return schemaArgument<T>(diff, DIFF_SCHEMA, 'diff');
}
