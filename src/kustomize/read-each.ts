import { Collector, issuesOf } from '../core/collect.ts';
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
  const collector = new Collector();
  const results = objects.map(({ node, origin }) =>
    collector.attempt(
      () => read(node, origin),
      (error) => {
        const first = issuesOf(error);
        const all = valueIssues(node, origin.file);
        return all.length > 0 ? all : first;
      },
    ),
  );
  collector.throwIfAny();
  return results as T[];
}
