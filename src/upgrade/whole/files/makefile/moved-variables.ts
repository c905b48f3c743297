import type { FactTask } from '../../model.ts';
import type { MakeEntry } from './entry.ts';
import { normalValue } from './normal-form.ts';

/**
 * Variables that are gone from a Makefile which includes others, and whose value the target changes: they may stand in
 * a file that is not seen here.
 */
export function movedVariables(
  base: readonly MakeEntry[],
  yours: readonly MakeEntry[],
  theirs: readonly MakeEntry[],
): FactTask[] {
  const known = new Set(base.filter(({ kind }) => kind === 'include').map(({ key }) => key));
  const include = yours.find(({ kind, key }) => kind === 'include' && !known.has(key));
  if (include === undefined) return [];
  const inYours = new Set(yours.map(({ key }) => key));
  const after = new Map(theirs.map((entry) => [entry.key, entry]));
  const moved = base.flatMap((entry) => {
    const target = after.get(entry.key);
    if (entry.kind !== 'variable' || inYours.has(entry.key) || target === undefined) return [];
    if (normalValue(target.value) === normalValue(entry.value)) return [];
    return [`${entry.key.slice('variable '.length)} ${target.operator} ${target.value}`];
  });
  if (moved.length === 0) return [];
  const text =
    'The target changes variables that the Makefile no longer sets. Change them where an included file does.';
  return [{ line: include.line, text, snippet: moved.join('\n') }];
}
