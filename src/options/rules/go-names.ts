import type { Resource } from '../project.ts';
import { eachResource, issue, type Rule } from './rule.ts';

/** What the file of a group and version declares beside its kinds. */
const PACKAGE_NAMES: ReadonlySet<string> = new Set([
  'AddToScheme',
  'GroupVersion',
  'SchemeBuilder',
  'SchemeGroupVersion',
]);

/** A kind declares four Go types, which share a package with those of the other kinds of its group and version. */
export const goNames: Rule = function* (input) {
  const owners = new Map<string, { kind: string; path: string }>();
  for (const [resource, path] of eachResource(input)) {
    if (resource.api === undefined) continue;
    for (const name of typeNames(resource)) {
      if (PACKAGE_NAMES.has(name)) {
        const message = `${name} is declared for every API version`;
        yield issue('go-name-collision', `${path}.kind`, message, 'another kind', resource.kind);
      }
      const key = `${resource.path}.${name}`;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, { kind: resource.kind, path });
      else if (owner.kind !== resource.kind) {
        const message = `the Go type ${name} belongs to ${owner.kind} (${owner.path}) as well`;
        yield issue('go-name-collision', `${path}.kind`, message, 'another kind', resource.kind);
      }
    }
  }
};

function typeNames({ kind }: Resource): string[] {
  return [kind, `${kind}Spec`, `${kind}Status`, `${kind}List`];
}
