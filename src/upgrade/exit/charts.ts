import type { FileTree } from '../../core/file-tree.ts';
import { linesOf } from '../../merge/chunks.ts';
import { ADDRESS, type ChartFlags, valueArguments, withValueArguments, wordsAt } from './chart-values.ts';
import { withText } from './entries.ts';

/** A chart of the repository whose template has the proxy, and why it was not changed. */
export interface ChartExit {
  readonly chart: string;
  readonly file: string;
  readonly line: number;
  /** Undefined where the file was changed. */
  readonly reason?: string;
}

interface Block {
  /** Lines from `start` up to, without, `end`. */
  readonly start: number;
  readonly end: number;
  /** The line of the list's key. */
  readonly list: number;
}

/**
 * Takes the proxy out of hand-written charts for HTTPS in the manager. Templates are text, so only what is certain in
 * the text is done: a pod of two containers, of which one is the proxy from its `- ` to its last line with every `if`
 * that it opens, and a manager whose arguments tell the address once and on every way through them, there or as one list
 * of the values. Its rights, Service and monitor serve the manager as they served the proxy.
 */
export function exitCharts(tree: FileTree, flags: ChartFlags): { tree: FileTree; charts: ChartExit[] } {
  let next = tree;
  const found: ChartExit[] = [];
  for (const { chart, path, content, line } of proxyTemplates(tree)) {
    const lines = linesOf(content);
    const changed = withoutProxy(next, chart, lines, flags);
    if (typeof changed === 'string') {
      found.push({ chart, file: path, line, reason: changed });
      continue;
    }
    if (!grantsReviews(tree, chart)) {
      found.push({ chart, file: path, line, reason: 'nothing in it lets the pods ask who reads metrics' });
      continue;
    }
    next = withText(changed.tree, path, changed.lines.join(''));
    found.push({ chart, file: path, line });
  }
  return { tree: next, charts: found };
}

/** What tells the container: its arguments, or its name or image where they are a value. */
const PROXY_LINE = /^ *(?:- *)?name: *["']?kube-rbac-proxy["']? *$|^ *(?:- *)?image:.*rbac-?proxy/i;

/** The templates of charts that have a proxy, and the line of it. */
export function* proxyTemplates(tree: FileTree) {
  for (const { path, content } of tree) {
    const chart = /^(?:(.*)\/)?templates\/.*\.(?:ya?ml|tpl)$/.exec(path)?.[1] ?? '.';
    if (!path.includes('templates/') || !/secure-listen-address|rbac-?proxy/i.test(content)) continue;
    const names = ['Chart.yaml', 'Chart.yaml.tpl'].map((name) => (chart === '.' ? name : `${chart}/${name}`));
    if (!names.some((name) => tree.has(name))) continue;
    const lines = linesOf(content).map((line) => line.trimEnd());
    if (!lines.some((line) => /^ *containers:$/.test(line))) continue;
    const told = lines.findIndex((line) => line.includes('secure-listen-address'));
    const line = (told === -1 ? lines.findIndex((each) => PROXY_LINE.test(each)) : told) + 1;
    if (line > 0) yield { chart, path, content, line };
  }
}

/** The lines of a template without the proxy, and the chart with what its values say now; or why that is not certain. */
function withoutProxy(
  tree: FileTree,
  chart: string,
  lines: readonly string[],
  flags: ChartFlags,
): { lines: string[]; tree: FileTree } | string {
  if (!tree.has(chart === '.' ? 'Chart.yaml' : `${chart}/Chart.yaml`)) return 'a script makes the chart out of it';
  const blocks = containerBlocks(lines);
  const proxies = blocks.filter((block) =>
    lines
      .slice(block.start, block.end)
      .some((line) => line.includes('secure-listen-address') || PROXY_LINE.test(line.trimEnd())),
  );
  const [proxy] = proxies;
  if (proxies.length > 1) return 'it has several proxies';
  if (proxy === undefined) return 'the container of the proxy is not told by its indentation';
  const others = blocks.filter((block) => block !== proxy && block.list === proxy.list);
  const [manager] = others;
  if (manager === undefined || others.length > 1) return 'it is not one of two containers';
  for (const block of [proxy, manager]) {
    if (!isWhole(lines.slice(block.start, block.end))) return 'a container is only there on a condition';
  }
  const proxyLines = lines.slice(proxy.start, proxy.end);
  const told = valueArguments(tree, chart, proxyLines)?.words.join('\n') ?? proxyLines.join('');
  const port = /--secure-listen-address=[^\s"']*:(\d+)/.exec(told)?.[1];
  if (told.includes('--tls-cert-file'))
    return 'the proxy serves with a certificate, which the manager has to take over';
  const named = portOf(proxyLines, port);
  if (port === undefined || named === undefined) return 'the port of the proxy does not stand there as a number';
  const written = lines.slice(manager.start, manager.end);
  const given = valueArguments(tree, chart, written);
  const values = given === undefined ? tree : withValueArguments(tree, chart, given, wordsAt(given.words, port, flags));
  if (values === undefined) return 'other values of it replace the arguments of the manager';
  const own = given === undefined ? withAddress(written, port, flags) : values === tree ? undefined : written;
  if (own === undefined) {
    return 'the arguments of the manager do not tell its metrics address once, whatever the values';
  }
  const declared = withPort(own, port, named);
  if (declared === undefined) return 'the ports of the manager are not a list in the text';
  const order = [
    { block: withCondition(lines, proxy), text: [] as string[] },
    { block: manager, text: declared },
  ].sort((a, b) => b.block.start - a.block.start);
  const result = [...lines];
  for (const { block, text } of order) result.splice(block.start, block.end - block.start, ...text);
  return { lines: result, tree: values };
}

/** The items of the lists called `containers`, by their indentation. */
function containerBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const [index, line] of lines.entries()) {
    const key = /^( *)containers:\s*$/.exec(line);
    if (key === null) continue;
    const outer = key[1]!.length;
    let item: number | undefined;
    let start: number | undefined;
    let at = index + 1;
    for (; at < lines.length; at += 1) {
      const text = lines[at]!;
      if (text.trim() === '' || isAction(text)) continue;
      const indent = /^ */.exec(text)![0].length;
      const isItem = /^ *- /.test(text);
      if (indent < outer || (indent === outer && !isItem)) break;
      if (!isItem) continue;
      item ??= indent;
      if (indent !== item) continue;
      if (start !== undefined) blocks.push({ start, end: trimmed(lines, start, at), list: index });
      start = at;
    }
    if (start !== undefined) blocks.push({ start, end: trimmed(lines, start, at), list: index });
  }
  return blocks;
}

/** Without what behind a container is not its own: blank lines, and actions that open what comes next. */
function trimmed(lines: readonly string[], start: number, end: number): number {
  let last = end;
  while (last > start && !isWhole(lines.slice(start, last)) && isAction(lines[last - 1]!)) last -= 1;
  while (last > start && lines[last - 1]!.trim() === '') last -= 1;
  return last;
}

/** A condition around nothing but a container goes with it. */
function withCondition(lines: readonly string[], block: Block): Block {
  const opens = /^\s*\{\{-? *if\b/.test(lines[block.start - 1] ?? '');
  const closes = /^\s*\{\{-? *end *-?\}\}\s*$/.test(lines[block.end] ?? '');
  return opens && closes ? { ...block, start: block.start - 1, end: block.end + 1 } : block;
}

function isAction(line: string): boolean {
  return /^\s*\{\{.*\}\}\s*$/.test(line);
}

/** Whether every action that lines open is closed in them, and none other. */
function isWhole(lines: readonly string[]): boolean {
  let depth = 0;
  for (const line of lines) {
    for (const [, word] of line.matchAll(/\{\{-?\s*(if|with|range|define|block|end|else)\b/g)) {
      if (word === 'end') depth -= 1;
      else if (word !== 'else') depth += 1;
      else if (depth === 0) return false;
      if (depth < 0) return false;
    }
  }
  return depth === 0;
}

/**
 * The lines of a container that is told to serve on a port: in the only argument that tells the address, where no
 * condition is around it, or as the first argument where none does.
 */
function withAddress(lines: readonly string[], port: string, { more, address }: ChartFlags): string[] | undefined {
  const places = [...lines.keys()].filter((index) => ADDRESS.test(lines[index]!));
  const [only] = places;
  if (places.length > 1) return undefined;
  if (only !== undefined) {
    const line = lines[only]!;
    const written =
      /^\s*- (["']?)(--metrics-(?:bind-address|bind-addr|addr)=)(?:127\.0\.0\.1|localhost)?:\d+\1\s*$/.exec(line);
    if (written === null || !isWhole(lines.slice(0, only))) return undefined;
    const told = `${written[2]}:${port}`;
    const as = (flag: string) => line.replace(/--metrics-(?:bind-address|bind-addr|addr)=[^\s"']*/, flag);
    return [...lines.slice(0, only), ...[told, ...more].map(as), ...lines.slice(only + 1)];
  }
  const key = /^ */.exec(lines[0]!)![0].length + 2;
  const at = lines.findIndex((line) => new RegExp(`^(?: {${key}}| {${key - 2}}- )args:\\s*$`).test(line));
  const first = /^( *- )(["']?)-.*?(\r?\n)$/.exec(lines[at + 1] ?? '');
  if (address === undefined || at === -1 || first === null || !isWhole(lines.slice(0, at))) return undefined;
  const [, dash = '', quote = '', newline = ''] = first;
  const added = [`--${address}=:${port}`, ...more].map((flag) => `${dash}${quote}${flag}${quote}${newline}`);
  return [...lines.slice(0, at + 1), ...added, ...lines.slice(at + 1)];
}

function portOf(lines: readonly string[], port: string | undefined): string | undefined {
  const at = lines.findIndex((line) => new RegExp(`containerPort: *${port}\\s*$`).test(line));
  if (at === -1) return undefined;
  const indent = /^[ -]*/.exec(lines[at]!)![0].length;
  const near = [at - 1, at + 1, at + 2].map((index) => lines[index] ?? '');
  return near
    .filter((line) => /^[ -]*/.exec(line)![0].length === indent)
    .map((line) => /^[ -]*name: *([a-z0-9-]+)\s*$/.exec(line)?.[1])
    .find((name) => name !== undefined);
}

/** The lines of a container with a port more; undefined where its ports are not written as a list. */
function withPort(lines: readonly string[], port: string, name: string): string[] | undefined {
  const key = /^ */.exec(lines[0]!)![0].length + 2;
  const newline = lines[0]!.endsWith('\r\n') ? '\r\n' : '\n';
  const item = (indent: number) =>
    [`- containerPort: ${port}`, `  name: ${name}`, '  protocol: TCP'].map(
      (line) => `${' '.repeat(indent)}${line}${newline}`,
    );
  const pattern = new RegExp(`^(?: {${key}}| {${key - 2}}- )ports:(.*)$`);
  const at = lines.findIndex((line) => pattern.test(line.trimEnd()));
  if (at === -1) {
    const last = lines.at(-1)!;
    const closed = last.endsWith('\n') ? [...lines] : [...lines.slice(0, -1), last + newline];
    return [...closed, `${' '.repeat(key)}ports:${newline}`, ...item(key)];
  }
  const first = /^( *)- /.exec(lines[at + 1] ?? '');
  if (pattern.exec(lines[at]!.trimEnd())![1] !== '' || first === null) return undefined;
  return [...lines.slice(0, at + 1), ...item(first[1]!.length), ...lines.slice(at + 1)];
}

function grantsReviews(tree: FileTree, chart: string): boolean {
  const templates = tree.filter(({ path }) => path.startsWith(chart === '.' ? 'templates/' : `${chart}/templates/`));
  return [...templates].some(
    ({ content }) =>
      content.includes('tokenreviews') &&
      content.includes('subjectaccessreviews') &&
      /kind: *ClusterRole\b/.test(content),
  );
}
