/** The keywords of Go, and the names that its package clause or import declaration refuses. */
const NOT_A_PACKAGE: ReadonlySet<string> = new Set(
  `break case chan const continue default defer else fallthrough for func go goto if import interface map package range
  return select struct switch type var main init`.split(/\s+/),
);

/** The letters and digits of a group: `sea-creatures` is `seacreatures`. */
export function squash(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** A package name for a group: legal where the group is a keyword (`type`) or starts with a digit (`3scale`). */
export function packageName(group: string): string {
  const name = squash(group);
  if (/^\d/.test(name)) return `group${name}`;
  return NOT_A_PACKAGE.has(name) ? `${name}group` : name;
}

/** An import alias for a group and version; with neither group nor digits in front it is the version alone. */
export function importAlias(group: string, version: string): string {
  const name = squash(group);
  return /^\d/.test(name) ? `group${name}${version}` : `${name}${version}`;
}
