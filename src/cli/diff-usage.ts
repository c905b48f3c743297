import { type Issue, ScaffoldError } from '../core/errors.ts';
import type { Call } from './command.ts';
import type { Arguments } from './flags.ts';
import { usageIssue } from './usage.ts';

const FORMATS = ['terminal', 'patch', 'markdown', 'json'];

/**
 * Checks how the flags of `diff` go together.
 *
 * @throws ScaffoldError `usage`, with everything that is wrong
 */
export function checkDiffUsage({ args, json }: Call): void {
  const issues = [...formIssues(args, json), ...sideIssues(args)];
  if (issues.length > 0) throw new ScaffoldError(issues);
}

/** What is printed is one thing: a flag for another would be passed over without a word. */
function formIssues(args: Arguments, json: boolean): Issue[] {
  const format = args.text('format') ?? 'terminal';
  if (!FORMATS.includes(format)) {
    return [usageIssue('--format', 'no such format', { expected: FORMATS.join(', '), received: format })];
  }
  const list = ['stat', 'name-only'].filter((flag) => args.switch(flag));
  const details = ['objects', 'patch'].filter((flag) => args.switch(flag));
  const whole = json ? '--json' : format !== 'terminal' ? `--format ${format}` : undefined;
  const first = whole ?? (list[0] === undefined ? undefined : `--${list[0]}`);
  const others = whole === undefined ? [...list.slice(1), ...details] : [...list, ...details];
  return first === undefined ? [] : others.map((flag) => usageIssue(`--${flag}`, `not together with ${first}`));
}

function sideIssues(args: Arguments): Issue[] {
  const issues: Issue[] = [];
  const [first, second] = args.positionals;
  if (first !== undefined && second === undefined) issues.push(usageIssue(first, 'a second directory is missing'));
  const named = ['from', 'to', 'project', 'options'].find((flag) => args.text(flag) !== undefined);
  if (second !== undefined && named !== undefined) {
    const expected = 'no presets or options';
    issues.push(usageIssue(`--${named}`, 'two directories are compared as they are', { expected }));
  }
  if (args.text('directory') !== undefined && second === undefined) {
    issues.push(usageIssue('--directory', 'presets are built from config/default', { expected: 'two directories' }));
  }
  if (first === undefined && args.text('from') === undefined && args.text('project') === undefined) {
    const expected = '--from, --project or two directories';
    issues.push(usageIssue('--from', 'there is nothing to start from', { expected }));
  }
  return issues;
}
