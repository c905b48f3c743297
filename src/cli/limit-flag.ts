import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import { LIMIT_NAMES, type LimitName, type Limits } from '../core/limits.ts';
import { suggestion } from '../core/nearest.ts';
import { usageIssue } from './usage.ts';

/**
 * The limits that `--limit NAME=NUMBER` sets.
 *
 * @throws ScaffoldError `usage`, with everything that is wrong
 */
export function limitsFrom(texts: readonly string[]): Partial<Limits> {
  const limits: Partial<Record<LimitName, number>> = {};
  const issues: Issue[] = [];
  for (const text of texts) {
    const [name = '', number = ''] = text.split('=', 2);
    if (!LIMIT_NAMES.includes(name as LimitName)) {
      const expected = `one of ${LIMIT_NAMES.join(', ')}, with =NUMBER`;
      issues.push(usageIssue('--limit', 'there is no such limit', { expected, ...suggestion(name, LIMIT_NAMES) }));
    } else if (!/^\d{1,15}$/.test(number)) {
      const received = describeValue(text);
      issues.push(usageIssue('--limit', 'not a limit', { expected: `${name}=NUMBER`, received }));
    } else limits[name as LimitName] = Number(number);
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  return limits;
}
