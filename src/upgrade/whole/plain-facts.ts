import { ScaffoldError } from '../../core/errors.ts';
import { sameValue } from '../../edit/yaml/same-value.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { printYaml } from '../../yaml/print.ts';
import { isKustomization } from './file-classes.ts';
import type { FileVersions } from './model.ts';

/** Whether a file is a list of operations in one version and an object in another. */
export function formOf(path: string, { base, yours, theirs }: FileVersions): 'same' | 'changed' {
  if (!/\.ya?ml$/.test(path) || isKustomization(path)) return 'same';
  const isList = (text: string) => text.split('\n', 200).find(saysSomething)?.startsWith('- ') === true;
  return isList(base) === isList(yours) && isList(yours) !== isList(theirs) ? 'changed' : 'same';
}

function saysSomething(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('#') && !line.startsWith('---');
}

/** A text without its comments, where it is YAML. */
export function plainFacts(path: string, text: string): string {
  if (!/\.ya?ml$/.test(path)) return text;
  try {
    return parseYaml(text, path)
      .map((value) => printYaml(value))
      .join('---\n');
  } catch (error) {
    if (error instanceof ScaffoldError) return text;
    throw error;
  }
}

/** Whether two texts say the same, comments aside. */
export function sameFacts(path: string, old: string, mine: string): boolean {
  if (!/\.ya?ml$/.test(path)) return false;
  try {
    return sameValue(parseYaml(old, path), parseYaml(mine, path));
  } catch (error) {
    if (error instanceof ScaffoldError) return false;
    throw error;
  }
}
