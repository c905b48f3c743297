import { append } from '../core/append.ts';
import { type Issue, ScaffoldError } from '../core/errors.ts';
import type { YamlNode } from './node.ts';
import { keyText, scalarValue, sortedEntries } from './to-js.ts';

/** Everything in a node that has no form as plain data: keys that stand twice, values that do not fit their tags. */
export function valueIssues(node: YamlNode, path: string): Issue[] {
  const issues: Issue[] = [];
  const attempt = (step: () => unknown): void => {
    try {
      step();
    } catch (error) {
      if (!(error instanceof ScaffoldError)) throw error;
      append(issues, error.issues);
    }
  };
  const visit = (value: YamlNode): void => {
    if (value.kind === 'map') {
      attempt(() => sortedEntries(value, path));
      for (const entry of value.entries) {
        attempt(() => keyText(entry.key, path));
        visit(entry.value);
      }
    } else if (value.kind === 'seq') for (const item of value.items) visit(item);
    else attempt(() => scalarValue(value, path));
  };
  visit(node);
  return issues;
}
