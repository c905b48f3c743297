/** What gofmt or the compiler would say about a Go file, as far as it shows without them. */
export function goProblems(path: string, content: string): string[] {
  const problems: string[] = [];
  const report = (line: number, what: string) => problems.push(`${path}:${line + 1}: ${what}`);
  const lines = content.split('\n');
  if (!content.endsWith('\n') || content.endsWith('\n\n')) report(lines.length, 'does not end in one line break');
  if (content.startsWith('\n')) report(0, 'begins with an empty line');
  let raw = false;
  lines.forEach((line, index) => {
    const inside = raw;
    if ((line.match(/`/g)?.length ?? 0) % 2 === 1 && !/^\s*\/\//.test(line)) raw = !raw;
    if (inside) return;
    if (/[ \t]$/.test(line)) report(index, 'ends in white space');
    if (/^\t* +\S/.test(line) && !/^\t* \*/.test(line) && !inComment(lines, index))
      report(index, 'is indented with spaces');
    if (line === '' && lines[index + 1] === '' && index < lines.length - 2) report(index, 'two empty lines');
    if (/\bundefined\b|\[object |\$\{/.test(line)) report(index, 'holds something of the emitter');
  });
  const code = withoutText(content);
  for (const [open, close] of ['()', '[]', '{}']) {
    if (code.split(open as string).length !== code.split(close as string).length)
      problems.push(`${path}: ${open}${close} unbalanced`);
  }
  problems.push(...importProblems(path, content, code));
  return problems;
}

function inComment(lines: readonly string[], index: number): boolean {
  const before = lines.slice(0, index).join('\n');
  return before.lastIndexOf('/*') > before.lastIndexOf('*/');
}

/** The code alone: comments, strings and runes are gone. */
function withoutText(content: string): string {
  return content.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])*'/g, '');
}

function importProblems(path: string, content: string, code: string): string[] {
  const block = /^import \(\n([\s\S]*?)^\)/m.exec(content)?.[1];
  if (block === undefined) return [];
  const problems: string[] = [];
  const names = new Set<string>();
  for (const group of block.split('\n\n')) {
    const specs = [...group.matchAll(/^\t(?:(\S+) )?"([^"]+)"$/gm)].map(([, alias, target]) => ({
      alias,
      target: target as string,
    }));
    const targets = specs.map(({ target }) => target);
    if (targets.join() !== [...targets].sort().join()) problems.push(`${path}: imports out of order: ${targets}`);
    for (const { alias, target } of specs) {
      if (alias === '.' || alias === '_') continue;
      const name = alias ?? (target.split('/').pop() as string);
      if (names.has(name)) problems.push(`${path}: two imports are called ${name}`);
      names.add(name);
      if (!new RegExp(`\\b${name}\\.`).test(code)) problems.push(`${path}: ${name} is imported and not used`);
    }
  }
  return problems;
}
