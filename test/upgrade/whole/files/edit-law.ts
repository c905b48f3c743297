import { mergeOf } from '../../../../src/upgrade/whole/files/merge-of.ts';
import type { FileVersions } from '../../../../src/upgrade/whole/model.ts';
import type { Edit } from './edits.ts';
import { factsOf } from './facts.ts';

/**
 * What is wrong with the merge of an edited file, against that of the file without the edit: the edit is there
 * afterwards or named as a conflict, and only where the target changes the same fact; nothing else differs; a second
 * merge changes nothing. Undefined where the edit has no place in the file.
 */
export function breaches({ path, make }: Edit, versions: FileVersions): string[] | undefined {
  const merge = mergeOf(path);
  const edited = make(versions.yours);
  if (merge === undefined || edited === undefined) return undefined;
  const plain = merge(versions);
  const merged = merge({ ...versions, yours: edited });
  const facts = (text: string) => factsOf(path, text);
  const asked = changes(facts(versions.yours), facts(edited));
  const target = changes(facts(versions.base), facts(versions.theirs));
  const result = facts(merged.text);
  const found: string[] = [];
  for (const [fact, value] of asked) {
    const told = merged.conflicts.length > 0 && target.has(fact);
    if (result.get(fact) !== value && !told) found.push(`${fact} is ${result.get(fact)}, not ${value}`);
  }
  const others = changes(facts(plain.text), result);
  for (const fact of others.keys()) {
    if (!asked.has(fact) && merged.conflicts.length === 0)
      found.push(`${fact} changed from ${facts(plain.text).get(fact)}`);
  }
  const before = new Set(plain.conflicts.map(({ where }) => where));
  for (const { where } of merged.conflicts) {
    if (!before.has(where) && ![...asked.keys()].some((fact) => target.has(fact)))
      found.push(`a needless conflict: ${where}`);
  }
  if (merged.manual.length > plain.manual.length) found.push(`a needless task: ${merged.manual.at(-1)?.text}`);
  for (const line of commentsOf(edited)) {
    if (!commentsOf(versions.yours).has(line) && !merged.text.includes(line)) found.push(`the comment ${line} is lost`);
  }
  const again = merge({ path, base: versions.theirs, yours: merged.text, theirs: versions.theirs });
  if (again.text !== merged.text) found.push('a second merge changes something');
  return found;
}

function changes(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): Map<string, string | undefined> {
  const all = new Set([...from.keys(), ...to.keys()]);
  return new Map([...all].filter((fact) => from.get(fact) !== to.get(fact)).map((fact) => [fact, to.get(fact)]));
}

function commentsOf(text: string): Set<string> {
  return new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^(#|\/\/)/.test(line)),
  );
}
