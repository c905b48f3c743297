/** Lines of golangci-lint's first form, and those of the second that say the same. */
const SAME = new Map([
  ['linters-settings:', 'settings:'],
  ['exclude-rules:', 'rules:'],
  ['issues:', 'exclusions:'],
  ['disable-all: true', 'default: none'],
  ['- gosimple', '- staticcheck'],
  ['- stylecheck', '- staticcheck'],
]);

/**
 * A text with the comments of another one: each at the line that it stood above, or behind, wherever that line is now.
 * What stood at a line that is no more stands above the next one that is.
 *
 * @param isKnown says of a comment line that it need not come along
 */
export function carryComments(from: string, to: string, isKnown: (line: string) => boolean): string {
  const lines = to.split('\n');
  const places = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    for (const code of [codeOf(line), codeOf(line).replace(/^- /, '')]) {
      if (code !== '' && !places.has(code)) places.set(code, index);
    }
  }
  const above = new Map<number, string[]>();
  let open: string[] = [];
  for (const raw of from.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    if (line.startsWith('#')) {
      if (!isKnown(line)) open.push(line);
      continue;
    }
    const code = codeOf(raw);
    const at = places.get(SAME.get(code) ?? code) ?? places.get(code.replace(/^- /, ''));
    const remark = remarkOf(raw);
    const isNews = remark !== '' && !isKnown(remark.trim());
    if (at === undefined || (isNews && lines[at]!.includes(' #'))) {
      if (isNews) open.push(remark.trim());
      continue;
    }
    if (open.length > 0) above.set(at, [...(above.get(at) ?? []), ...open]);
    open = [];
    if (isNews) lines[at] += remark;
  }
  const result = lines.flatMap((line, index) => {
    const indent = line.slice(0, line.length - line.trimStart().length);
    return [...(above.get(index) ?? []).map((comment) => indent + comment), line];
  });
  if (open.length > 0) result.splice(result.at(-1) === '' ? -1 : result.length, 0, ...open);
  return result.join('\n');
}

function codeOf(line: string): string {
  return line
    .slice(0, line.length - remarkOf(line).length)
    .trim()
    .replace(/["']/g, '');
}

/** A comment behind a value, with the space before it. */
function remarkOf(line: string): string {
  const text = line.trimEnd();
  const place = text.indexOf(' #');
  if (place === -1) return '';
  return text.slice(text.slice(0, place).trimEnd().length);
}
