import { ScaffoldError } from '../core/errors.ts';

/**
 * The error where it is about what stands in a file; whatever else was thrown, and a limit of the call, goes on.
 *
 * @throws what it is given
 */
export function ofFiles(error: unknown): ScaffoldError {
  if (error instanceof ScaffoldError && error.code !== 'limit-exceeded') return error;
  throw error;
}
