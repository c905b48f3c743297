import { issuesOf } from '../../core/collect.ts';
import { type Issue, ScaffoldError } from '../../core/errors.ts';

/**
 * Tells an issue of a text that stands in a field of a kustomization: it names the field and the line of the text, and
 * leaves the place to whoever knows the entry's.
 */
export function inField(field: string): (issue: Issue) => Issue {
  return (issue) => {
    if (issue.path !== '' && !issue.path.startsWith(':')) return issue;
    const { at: _, ...rest } = issue;
    const line = issue.path === '' ? '' : `, line ${issue.path.slice(1)}`;
    return { ...rest, path: '', message: `${field}${line}: ${issue.message}` };
  };
}

/** What an entry says that is written out. Undefined: it is the path of a file. Text of several lines was not meant as one. */
export function writtenOut<T>(entry: string, field: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const issues = issuesOf(error);
    if (entry.trim().includes('\n')) throw new ScaffoldError(issues.map(inField(field)));
    return undefined;
  }
}
