import { eachResource, groupKind, issue, type Rule } from './rule.ts';

/** One entry for a group, version and kind: a project has one place for each. */
export const duplicateResource: Rule = function* (input) {
  const seen = new Map<string, string>();
  for (const [resource, path] of eachResource(input)) {
    const key = `${resource.version}/${groupKind(resource)}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, path);
    else {
      const message = `the same group, version and kind as ${first}`;
      yield issue('duplicate-resource', path, message, 'one entry for each', key);
    }
  }
};
