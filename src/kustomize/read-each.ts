import { append } from '../core/append.ts';
import { type Issue, ScaffoldError } from '../core/errors.ts';
import type { YamlNode } from '../yaml/node.ts';
import { valueIssues } from '../yaml/value-issues.ts';
import type { ObjectOrigin } from './resources/resource.ts';

/**
 * Turns the objects of a build into what is wanted of them.
 *
 * @throws ScaffoldError with everything in any of them that has no form outside YAML
 */
export function readEach<T>(
  objects: readonly { readonly node: YamlNode; readonly origin: ObjectOrigin }[],
  read: (node: YamlNode, origin: ObjectOrigin) => T,
): T[] {
  const results: T[] = [];
  const issues: Issue[] = [];
  for (const { node, origin } of objects) {
    try {
      results.push(read(node, origin));
    } catch (error) {
      if (!(error instanceof ScaffoldError)) throw error;
      const all = valueIssues(node, origin.file);
      append(issues, all.length > 0 ? all : error.issues);
    }
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  return results;
}
