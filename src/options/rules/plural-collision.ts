import { eachResource, issue, type Rule } from './rule.ts';

/**
 * Two kinds of one API group need two plurals: `<plural>.<group>` is the name of the CRD. Kinds that differ in letter
 * case alone are no two kinds either: their files and roles have lower-case names.
 */
export const pluralCollision: Rule = function* (input) {
  const owners = new Map<string, { kind: string; path: string }>();
  for (const [resource, path] of eachResource(input)) {
    if (resource.api === undefined) continue;
    for (const name of new Set([resource.plural, `kind ${resource.kind.toLowerCase()}`])) {
      const key = `${name}.${resource.qualifiedGroup}`;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, { kind: resource.kind, path });
      else if (owner.kind !== resource.kind) {
        const message = `${resource.kind} and ${owner.kind} (${owner.path}) have one name in lower case or in the plural`;
        yield issue('plural-collision', path, message, 'a plural or a kind of its own', resource.plural);
        break;
      }
    }
  }
};
