import { formatIssue, type Issue } from '../core/errors.ts';

/**
 * The issues of two sides, with paths that start with `from.` or `to.`, where both come from the same options: what is
 * wrong on both is told once, without a side.
 */
export function sharedIssues(issues: readonly Issue[]): Issue[] {
  const withoutSide = (issue: Issue): Issue => ({
    ...issue,
    path: issue.path.replace(/^(?:from|to)\./, ''),
    ...(issue.option === undefined ? {} : { option: issue.option.slice(1) }),
  });
  const textsOf = (side: string) =>
    new Set(issues.filter(({ path }) => path.startsWith(`${side}.`)).map((issue) => formatIssue(withoutSide(issue))));
  const [from, to] = [textsOf('from'), textsOf('to')];
  return issues.flatMap((issue) => {
    const text = formatIssue(withoutSide(issue));
    if (!from.has(text) || !to.has(text)) return [issue];
    return issue.path.startsWith('from.') ? [withoutSide(issue)] : [];
  });
}
