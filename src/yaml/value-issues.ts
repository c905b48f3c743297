import { Collector } from '../core/collect.ts';
import type { Issue } from '../core/errors.ts';
import type { YamlNode } from './node.ts';
import { keyText, scalarValue, sortedEntries } from './to-js.ts';

/** Everything in a node that has no form as plain data: keys that stand twice, values that do not fit their tags. */
export function valueIssues(node: YamlNode, path: string): Issue[] {
  const collector = new Collector();
  const visit = (value: YamlNode): void => {
    if (value.kind === 'map') {
      collector.attempt(() => sortedEntries(value, path));
      for (const entry of value.entries) {
        collector.attempt(() => keyText(entry.key, path));
        visit(entry.value);
      }
    } else if (value.kind === 'seq') for (const item of value.items) visit(item);
    else collector.attempt(() => scalarValue(value, path));
  };
  visit(node);
  return collector.issues;
}
