import type { Resource } from '../project.ts';
import { eachResource, issue, type Rule } from './rule.ts';

/** The keywords of Go (language specification), none of which can name a package. */
const KEYWORDS =
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package ' +
  'range return select struct switch type var';

/** Directories that the go command treats in its own way: not importable, or left out of `./...`. */
const SPECIAL = 'internal main testdata vendor';

const RESERVED: ReadonlySet<string> = new Set([...KEYWORDS.split(' '), ...SPECIAL.split(' ')]);

/**
 * A version names a Go package, and with multigroup a group does too; both together are the alias under which the
 * package is imported.
 */
export const goPackages: Rule = function* (input) {
  const aliases = new Map<string, { of: string; path: string }>();
  for (const [resource, path] of eachResource(input)) {
    const { group, version } = resource;
    if (RESERVED.has(version)) {
      yield issue('reserved-version', `${path}.version`, 'no Go package can have this name', 'such as v1', version);
    }
    const name = packageName(group);
    if (input.project.multigroup && RESERVED.has(name)) {
      yield issue('reserved-group', `${path}.group`, 'no Go package can have this name', 'another group', group);
    }
    if (resource.path === '') continue; // nothing to import
    const alias = packageName(group === '' ? resource.domain : group) + version;
    if (!/^[a-z]/.test(alias)) {
      const message = `${alias} would be imported under this name, which is no Go identifier`;
      yield issue('reserved-group', `${path}.group`, message, 'a group that begins with a letter', group);
    }
    const of = `${resource.path} ${resource.qualifiedGroup}/${version}`;
    const known = aliases.get(alias);
    if (known === undefined) aliases.set(alias, { of, path });
    else if (known.of !== of && !sameImport(known.of, of)) {
      const message = `would be imported as ${alias}, like ${known.path}`;
      yield issue('go-name-collision', path, message, 'a group or a version of another name', aliasSource(resource));
    }
  }
};

/** How Kubebuilder makes a package name of a group or domain: dashes and dots go. */
function packageName(name: string): string {
  return name.replaceAll(/[-.]/g, '');
}

function sameImport(a: string, b: string): boolean {
  return a.split(' ')[0] === b.split(' ')[0];
}

function aliasSource(resource: Resource): string {
  return `${resource.qualifiedGroup}/${resource.version}`;
}
