import { isObject } from '../../../../kubernetes/identity.ts';
import type { JsonValue } from '../../../../kubernetes/object.ts';
import { plainSpaces } from '../makefile/normal-form.ts';

/** Fields by which the entries of lists in settings of linters, updaters and containers are known, the surest first. */
const FIELDS = [
  'id',
  'pkg',
  'module',
  'repo',
  'source',
  'text',
  'path',
  'path-except',
  'name',
  'key',
  'directory',
  'linters',
];

/**
 * What each item of a list is known by. A step of a workflow is known by the action that it uses, without the version,
 * or by its script: its name is prose.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idsteps
 */
export function itemKeys(items: readonly JsonValue[]): string[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const name = itemKey(item);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function itemKey(item: JsonValue): string {
  if (!isObject(item)) return typeof item === 'string' ? item : JSON.stringify(item);
  if (typeof item.uses === 'string') return item.uses.split('@')[0]!;
  if (typeof item.run === 'string') return commandsOf(item.run).join(' && ');
  const ecosystem = item['package-ecosystem'];
  if (typeof ecosystem === 'string') return `${ecosystem} ${String(item.directory ?? '')}`;
  const field = FIELDS.find((name) => item[name] !== undefined && item[name] !== null);
  if (field === undefined) return JSON.stringify(item);
  const value = item[field];
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The commands of a script; where it calls make, only those calls. */
function commandsOf(script: string): string[] {
  const lines = script
    .split('\n')
    .map(plainSpaces)
    .filter((line) => line !== '' && !line.startsWith('#'));
  const calls = lines.filter((line) => line.startsWith('make '));
  return calls.length > 0 ? calls.map((line) => line.split(' ').slice(0, 2).join(' ')) : lines;
}
