import type { CST } from 'yaml';

/**
 * In the first document of a stream: index of the first tab that go-yaml refuses: one that stands where a key could begin, or behind plain text on a line
 * that is indented no further than the collection that holds the text. Text may go on there, so other tabs pass.
 *
 * @param tokens of `text`
 */
export function findTab(text: string, tokens: readonly CST.Token[]): number | undefined {
  if (!text.includes('\t')) return undefined;
  const finder = new TabFinder(text);
  for (const token of tokens) {
    finder.visit(token, -1, false);
    if (token.type === 'document') break;
  }
  return finder.found;
}

class TabFinder {
  found: number | undefined;
  readonly #text: string;
  #keyAllowed = true;
  /** Behind plain text: the column of the collection that holds it. */
  #plainBelow: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param column of the innermost block collection around the token, -1 at the root */
  visit(token: CST.Token, column: number, flow: boolean): void {
    switch (token.type) {
      case 'document':
        this.#visitAll(token.start, column, flow);
        if (token.value !== undefined) this.visit(token.value, column, flow);
        break;
      case 'block-map':
      case 'block-seq':
        for (const item of token.items) this.#item(item, token.indent, flow);
        break;
      case 'flow-collection':
        this.#leaf(token.start, true);
        for (const item of token.items) this.#item(item, column, true);
        // The bracket itself; what stands behind it is outside.
        this.#visitAll(token.end, column, flow);
        return;
      case 'block-scalar':
        this.#visitAll(token.props, column, flow);
        this.#block(token);
        this.#plainBelow = undefined;
        this.#keyAllowed = true;
        return;
      case 'scalar':
        this.#plain(token, column);
        break;
      default:
        this.#leaf(token, flow);
    }
    if ('end' in token && token.end !== undefined) this.#visitAll(token.end, column, flow);
  }

  #item({ start, key, sep, value }: CST.CollectionItem, column: number, flow: boolean): void {
    this.#visitAll(start, column, flow);
    if (key != null) this.visit(key, column, flow);
    this.#visitAll(sep ?? [], column, flow);
    if (value !== undefined) this.visit(value, column, flow);
  }

  #visitAll(tokens: readonly CST.Token[], column: number, flow: boolean): void {
    for (const token of tokens) this.visit(token, column, flow);
  }

  #plain({ source, offset }: CST.FlowScalar, column: number): void {
    for (const { index } of source.matchAll(/(?<=\n *)\t/g)) {
      if (this.#columnOf(offset + index) <= column) this.#report(offset + index);
    }
    this.#plainBelow = column;
    this.#keyAllowed = false;
  }

  /** Where no number says how far a block is indented, its first line does, with spaces alone. */
  #block({ source, props }: CST.BlockScalar): void {
    const first = /^[ \n]*\t/.exec(source);
    if (first === null) return;
    const header = props as readonly CST.SourceToken[];
    if (header.some((token) => token.type === 'block-scalar-header' && /\d/.test(token.source))) return;
    const last = header.at(-1) as CST.SourceToken;
    this.#report(last.offset + last.source.length + first[0].length - 1);
  }

  #leaf({ type, offset, source }: CST.Token & { readonly source?: string }, flow: boolean): void {
    if (type === 'newline') {
      if (!flow) this.#keyAllowed = true;
      return;
    }
    if (type === 'space') {
      const tab = source?.indexOf('\t') ?? -1;
      if (tab !== -1 && this.#isRefused(offset + tab, flow)) this.#report(offset + tab);
      return;
    }
    this.#plainBelow = undefined;
    // The colon of an explicit key stands where a key could; that of any other key does not.
    const indicator = type === 'seq-item-ind' || type === 'explicit-key-ind';
    if (type !== 'comment') this.#keyAllowed = indicator || (type === 'map-value-ind' && this.#keyAllowed);
  }

  #isRefused(tab: number, flow: boolean): boolean {
    if (this.#plainBelow === undefined) return this.#keyAllowed && !flow;
    const lineStart = this.#text.lastIndexOf('\n', tab) + 1;
    return this.#text.slice(lineStart, tab).trim() === '' && this.#columnOf(tab) <= this.#plainBelow;
  }

  #columnOf(index: number): number {
    return index - this.#text.lastIndexOf('\n', index) - 1;
  }

  #report(tab: number): void {
    this.found ??= tab;
  }
}
