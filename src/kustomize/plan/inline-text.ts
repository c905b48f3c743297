import { ScaffoldError } from '../../core/errors.ts';

/**
 * Reads a text that stands in a field of a kustomization. Errors in it name the field and the line of the text; the
 * place is left to whoever knows the entry's.
 */
export function inField<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ScaffoldError) throw fieldError(error, field);
    throw error;
  }
}

export function fieldError(error: ScaffoldError, field: string): ScaffoldError {
  return new ScaffoldError(
    error.issues.map((issue) => {
      if (issue.path !== '' && !issue.path.startsWith(':')) return issue;
      const line = issue.path === '' ? '' : `, line ${issue.path.slice(1)}`;
      return { ...issue, path: '', message: `${field}${line}: ${issue.message}` };
    }),
  );
}
