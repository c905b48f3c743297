/**
 * Text that may hold anything, as plain text of GitHub's Markdown: nothing in it becomes markup, HTML, a link, a mention
 * or a reference to an issue. GitHub looks for the latter three in the rendered text, where a backslash is gone, so an
 * invisible character breaks them.
 */
export function plain(text: string): string {
  return inHtml(text.replace(/[\\`*_[\]|~$]/g, '\\$&'))
    .replace(/^(#|[-+=])/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2');
}

/** The same where Markdown does not count, as in the line of a `summary`: a backslash there is one that shows. */
export function inHtml(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/(^|[^\w])@(?=\w)/g, `$1@${WORD_JOINER}`)
    .replace(/\b(?:https?:(?=\/\/)|www(?=\.))/gi, `$&${WORD_JOINER}`)
    .replace(/(#|\bGH-)(?=\d)/gi, `$1${WORD_JOINER}`);
}

const WORD_JOINER = '\u2060';

/** A name or a value as code, whatever stands in it: CommonMark's rule is a fence longer than any run of backticks. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A block of code that no content can leave. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const body = lines.join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}${language}\n${body}\n${fence}\n`;
}

/** A link whose address cannot break out of it. A label such as `#12` stands as it is: in a link it refers to nothing else. */
export function link(label: string, address: string): string {
  return `[${/^#?[\w.-]+$/.test(label) ? label : plain(label)}](<${address.replace(/[<>\s\\]/g, (char) => encodeURIComponent(char))}>)`;
}

/** `#4003` of a pull request or an issue, the release of its notes, the start of a commit, or the host. */
export function linkLabel(address: string): string {
  const [, host = address, path = ''] = /^https?:\/\/([^/]+)(.*)$/.exec(address) ?? [];
  const number = /\/(?:pull|issues|discussions)\/(\d+)/.exec(path)?.[1];
  const commit = /\/commit\/([0-9a-f]{7})/.exec(path)?.[1];
  const release = /\/releases\/tag\/v([\w.-]+)$/.exec(path)?.[1];
  return number === undefined ? (release ?? commit ?? host) : `#${number}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
