/** A value or a command without what means nothing: spaces, quotes, `${X}` for `$(X)`, continued lines. */
export function normalValue(text: string): string {
  return plainSpaces(text)
    .replace(/\$\{([^{}]*)\}/g, '$($1)')
    .replace(/["']/g, '');
}

/** The same with its spelling, spaces aside. */
export function plainSpaces(text: string): string {
  return text
    .replace(/\\\r?\n/g, ' ')
    .replace(/[ \t\r\n]+/g, ' ')
    .trim();
}

/**
 * The lines of a recipe that do something, each in its normal form: without comments, and with the texts that are only
 * shown left out.
 */
export function normalRecipe(lines: readonly string[]): string[] {
  return lines.map(normalLine).filter((line) => line !== '');
}

export function normalLine(line: string): string {
  const bare = line.trim().replace(/\\$/, '').trim();
  if (bare === '' || bare.startsWith('#')) return '';
  const command = bare.replace(/^@/, '').trim();
  if (command.startsWith('echo ')) return 'echo';
  return normalValue(command);
}
