import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import type { PluginFlag } from './define-plugin.ts';

/**
 * The values of a plugin's flags. The arguments are those of the whole command line, so that flags of others are among
 * them: those are passed over. Kubebuilder has refused what no plugin defines.
 *
 * @throws ScaffoldError `usage` for a value that is not of the flag's type
 */
export function readFlags(
  flags: readonly PluginFlag[],
  args: readonly string[],
): Record<string, string | boolean | number> {
  const values: Record<string, string | boolean | number> = {};
  const issues: Issue[] = [];
  const known = new Map(flags.map((flag) => [flag.name, flag]));
  for (const flag of flags) values[flag.name] = flag.default;
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index]!;
    if (!argument.startsWith('--')) continue;
    const equals = argument.indexOf('=');
    const flag = known.get(equals === -1 ? argument.slice(2) : argument.slice(2, equals));
    if (flag === undefined) continue;
    // A switch takes a value only behind `=`, as for pflag.
    const next = flag.type === 'bool' ? 'true' : args[index + 1];
    const text = equals === -1 ? next : argument.slice(equals + 1);
    const value = text === undefined ? undefined : flagValue(flag, text);
    if (value === undefined) {
      issues.push({
        code: 'usage',
        path: `--${flag.name}`,
        message: 'not a value of this flag',
        expected: EXPECTED[flag.type],
        received: describeValue(text),
      });
    } else values[flag.name] = value;
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  return values;
}

const EXPECTED = { string: 'a text', bool: 'true or false', int: 'a whole number', float: 'a number' } as const;
const BOOLS: Readonly<Record<string, boolean>> = { true: true, t: true, '1': true, false: false, f: false, '0': false };

function flagValue(flag: PluginFlag, text: string): string | boolean | number | undefined {
  if (flag.type === 'string') return text;
  if (flag.type === 'bool') return BOOLS[text.toLowerCase()];
  const pattern = flag.type === 'int' ? /^[+-]?[0-9]+$/ : /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
  return pattern.test(text) ? Number(text) : undefined;
}
