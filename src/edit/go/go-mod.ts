/** A `go.mod`: what it requires, where. */
export interface GoModule {
  /** The directory of the file in the tree; '' for the tree itself. */
  readonly directory: string;
  readonly path: string;
  readonly goVersion: string;
  readonly requires: ReadonlyMap<string, GoRequirement>;
  /** The module or directory that stands in for another, and its version where one is given. */
  readonly replaces: ReadonlyMap<string, { readonly path: string; readonly version?: string; readonly line: number }>;
}

export interface GoRequirement {
  readonly version: string;
  readonly line: number;
}

/**
 * Reads a `go.mod`. Lines that it does not understand are passed over.
 *
 * @see https://go.dev/ref/mod#go-mod-file
 */
export function readGoMod(directory: string, text: string): GoModule | undefined {
  const requires = new Map<string, GoRequirement>();
  const replaces = new Map<string, { path: string; version?: string; line: number }>();
  let path = '';
  let goVersion = '';
  let block = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const words = wordsOf(raw);
    const line = index + 1;
    if (words.length === 0) continue;
    if (words[0] === ')') {
      block = '';
      continue;
    }
    const verb = block === '' ? words[0]! : block;
    const rest = block === '' ? words.slice(1) : words;
    if (block === '' && rest[0] === '(') block = verb;
    else if (verb === 'module') path = rest[0] ?? '';
    else if (verb === 'go') goVersion = rest[0] ?? '';
    else if (verb === 'require' && rest.length >= 2) requires.set(rest[0]!, { version: rest[1]!, line });
    else if (verb === 'replace') {
      const arrow = rest.indexOf('=>');
      const [target, version] = rest.slice(arrow + 1);
      if (arrow <= 0 || target === undefined) continue;
      replaces.set(rest[0]!, { path: target, ...(version === undefined ? {} : { version }), line });
    }
  }
  return path === '' ? undefined : { directory, path, goVersion, requires, replaces };
}

/** The version that a build uses of a module, as far as go.mod says; with the line that says it. */
export function versionOf(module: GoModule, path: string): GoRequirement | undefined {
  const replaced = module.replaces.get(path);
  if (replaced?.version !== undefined) return { version: replaced.version, line: replaced.line };
  return module.requires.get(path);
}

function wordsOf(line: string): string[] {
  const comment = line.indexOf('//');
  return (comment === -1 ? line : line.slice(0, comment))
    .split(/[ \t\r]+/)
    .filter((word) => word !== '')
    .map((word) => (/^(["`]).*\1$/.test(word) ? word.slice(1, -1) : word));
}
