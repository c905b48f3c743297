import type { Issue, OptionPath } from './errors.ts';
import { FILE_CODES, type IssueCode, OPTION_CODES } from './issue-codes.ts';

/** The issue with its place as data. The path of a code of files is the file itself where nobody has told more. */
export function placed(issue: Issue): Issue {
  const { code, path } = issue;
  if (path === '' || issue.at !== undefined || issue.option !== undefined) return issue;
  if (isOneOf(OPTION_CODES, code)) return { ...issue, option: optionPath(path) };
  return isOneOf(FILE_CODES, code) ? { ...issue, at: { file: path } } : issue;
}

function isOneOf(codes: readonly IssueCode[], code: IssueCode): boolean {
  return codes.includes(code);
}

/** `resources[1].kind`: the names of options have neither points nor brackets in them. */
function optionPath(path: string): OptionPath {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([name, index]) => (index === undefined ? name : Number(index)));
}
