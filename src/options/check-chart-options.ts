import { append } from '../core/append.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import { plainCopy } from '../core/plain-copy.ts';
import type { ChartOptions } from './generated/types.ts';
import { validateChartOptions } from './generated/validate.js';
import { OPTION_BOUNDS } from './option-bounds.ts';
import { shapeIssues } from './shape-issues.ts';

/**
 * The options of a chart as a checked copy of their own.
 *
 * @throws ScaffoldError with every issue
 */
export function checkChartOptions(input: unknown): ChartOptions {
  const { value, issues } = plainCopy(input, OPTION_BOUNDS);
  const found: Issue[] = [...issues];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = 'the options of a chart are an object';
    if (found.length === 0) {
      found.push({ code: 'invalid-type', path: '', message, expected: 'an object', received: describeValue(input) });
    }
    // No option is required, and the validator is large: without options it need not be loaded.
  } else if (Object.keys(value).length > 0 && !validateChartOptions(value)) {
    const unread = new Set(issues.map((issue) => issue.path));
    append(
      found,
      shapeIssues(validateChartOptions.errors ?? []).filter((issue) => !unread.has(issue.path)),
    );
  }
  if (found.length > 0) throw new ScaffoldError(found);
  return value as ChartOptions;
}
