import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import type { ScaffoldOptions } from './generated/types.ts';
import { validateScaffoldOptions } from './generated/validate.js';
import { shapeIssues } from './shape-issues.ts';

/**
 * The options, checked against schema/scaffold-options.schema.json.
 *
 * @throws ScaffoldError with every issue of shape
 */
export function checkOptions(options: unknown): asserts options is ScaffoldOptions {
  if (typeof options !== 'object' || options === null) {
    throw new ScaffoldError({
      code: 'invalid-type',
      path: '',
      message: 'the options are an object',
      expected: 'an object with projectName',
      received: describeValue(options),
    });
  }
  if (validateScaffoldOptions(options)) return;
  const issues: Issue[] = shapeIssues(validateScaffoldOptions.errors ?? []);
  throw new ScaffoldError(issues);
}
