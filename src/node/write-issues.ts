import { sep } from 'node:path';
import { type Issue, ScaffoldError } from '../core/errors.ts';
import { fileIssue } from './file-issue.ts';

/** What failed, with its issues. Several paths below one directory can have one failure. */
export function* rejections(
  results: readonly PromiseSettledResult<unknown>[],
  paths: readonly string[],
): Generator<[unknown, readonly Issue[]]> {
  for (const [index, result] of results.entries()) {
    if (result.status === 'rejected') yield [result.reason, issuesOf(result.reason, paths[index] ?? '.')];
  }
}

export function settled<T>(result: PromiseSettledResult<T> | undefined): T | undefined {
  return result?.status === 'fulfilled' ? result.value : undefined;
}

export function inTheWay(path: string): Issue {
  const message = 'stands there with another content';
  return { code: 'file-exists', path, at: { file: path }, message, expected: 'no file, the same content, or force' };
}

export function blocked(path: string, message: string): Issue {
  return { code: 'path-conflict', path, at: { file: path }, message, expected: 'a place for a file' };
}

export function undefinedIfMissing(error: unknown): undefined {
  if ((error as { code?: unknown } | null)?.code === 'ENOENT') return undefined;
  throw error;
}

export function issuesOf(error: unknown, path: string): readonly Issue[] {
  return error instanceof ScaffoldError ? error.issues : [fileIssue('file-unwritable', path, error)];
}

/** Paths of a tree are in their shortest form already; `node:path` would look at each of their characters again. */
export function below(directory: string, path: string): string {
  return `${directory}${sep}${path}`;
}
