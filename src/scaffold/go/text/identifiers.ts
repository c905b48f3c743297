const KEYWORDS = `break case chan const continue default defer else fallthrough for func go goto if import interface map
  package range return select struct switch type var`.split(/\s+/);

/** What Go's package clause or import declaration refuses. */
const NOT_A_PACKAGE: ReadonlySet<string> = new Set([...KEYWORDS, 'main', 'init']);

/** What has a meaning in every Go file (language specification), and the local names of the emitted files. */
const NOT_AN_ALIAS: ReadonlySet<string> = new Set([
  ...KEYWORDS,
  ...`init any append bool byte cap clear close comparable complex complex64 complex128 copy delete error false float32
  float64 imag int int8 int16 int32 int64 iota len make max min new nil panic print println real recover rune string
  true uint uint8 uint16 uint32 uint64 uintptr`.split(/\s+/),
  ...`address back cancel cfg config conn ctx d directories dst err found gone hub in key mgr name namespace namespaces obj object ok opts
  out r raw reconciler req result s scheme serving setup spoke src t v value watcher`.split(/\s+/),
]);

/**
 * Whether an import of this name would hide, or be hidden by, something that the file means. Files of webhooks have
 * variables that end in `log`.
 */
export function isNoAlias(name: string): boolean {
  return NOT_AN_ALIAS.has(name) || name.endsWith('log');
}

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
