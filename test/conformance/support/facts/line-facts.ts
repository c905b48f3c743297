/** The patterns, in their order where that decides. */
export function ignoreFacts(content: string): string[] {
  return content
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((pattern) => `pattern ${pattern}`);
}

/** Each instruction with the stage that it is in. */
export function dockerfileFacts(content: string): string[] {
  let stage = 0;
  return logicalLines(content)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      if (/^FROM\b/.test(line)) stage += 1;
      return `stage ${stage}: ${line.replace(/\s+/g, ' ')}`;
    });
}

/** Directives, and what is required directly; the rest follows from the modules themselves (suite go-build). */
export function* goModFacts(content: string): Generator<string> {
  let block = '';
  for (const raw of content.split('\n')) {
    const line = raw.trim();
    if (line === ')') block = '';
    else if (/^\w+ \($/.test(line)) block = line.slice(0, -2);
    else if (line !== '' && !line.startsWith('//') && !line.endsWith('// indirect')) {
      yield block === '' ? line : `${block} ${line}`;
    }
  }
}

/** Where a script downloads from, and what it makes executable. */
export function scriptFacts(content: string): string[] {
  const lines = logicalLines(content).filter((line) => !line.trim().startsWith('#') || line.startsWith('#!'));
  return [
    ...lines.filter((line) => line.startsWith('#!')),
    ...lines.flatMap((line) =>
      (line.replace(/\$\([^)]*\)|\$\{\w+\}|\$\w+/g, '…').match(/https:\/\/[^\s"')|]+/g) ?? []).map(
        (url) => `downloads ${url}`,
      ),
    ),
  ];
}

/** Lines, with those that end in a backslash joined to the next. */
export function logicalLines(content: string): string[] {
  return content.replace(/\\\n/g, ' ').split('\n');
}
