import {
  type CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { append } from '../../core/append.ts';
import { describeValue, inFile, ScaffoldError } from '../../core/errors.ts';
import { InputMemo } from '../../core/memo.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { printPath, type YamlPath, type YamlStep } from './path.ts';
import { printInline, printValue, type Quoting, type YamlStyle } from './print-value.ts';
import { sameValue } from './same-value.ts';

type Value = Exclude<JsonValue, undefined>;
type Collection = YAMLMap<Node, Node | null> | YAMLSeq<Node>;
type Place = (string | number)[];

export interface SetOptions {
  /** The key that a new one stands behind. Default: the last one. */
  readonly after?: string;
}

export interface RemoveOptions {
  /** Whether collections that become empty go, too. Otherwise they are left as `[]` or `{}`. */
  readonly prune?: boolean;
  /** Whether a list that becomes empty leaves its key without a value, as kustomizations have it. */
  readonly bare?: boolean;
  /** Whether the comment lines right before it, at its own indentation, go with it. They stay unless asked. */
  readonly comment?: (text: string) => boolean;
}

/** Longer is no line with nothing but a marker. */
const MARKER = 100;

/**
 * A YAML file that is changed by structure: comments, order, quoting, indentation, line ends and every byte that an edit
 * does not concern stay as they are.
 *
 * Each edit is checked by reading the result: the file must then mean what was asked for and nothing else (an anchor
 * whose alias stands elsewhere, for one, would change two places). Otherwise the edit is refused and the text stays.
 *
 * Every method throws ScaffoldError: `yaml-syntax` where the text is not YAML, `yaml-unsupported` where the edit cannot
 * be made with certainty.
 */
export class YamlEditor {
  readonly #path: string;
  #text: string;
  #read: Reading | undefined;

  /** @param path names the text in errors */
  constructor(text: string, path: string) {
    this.#text = text;
    this.#path = path;
  }

  get text(): string {
    return this.#text;
  }

  /** The documents as plain data; an empty one is null. */
  get values(): readonly Value[] {
    return this.#parsed().values;
  }

  /** The indexes of the documents that are of a kind, and have a name. */
  find(match: { readonly apiVersion?: string; readonly kind?: string; readonly name?: string }): number[] {
    return this.values.flatMap((value, index) => {
      const object = value as { apiVersion?: Value; kind?: Value; metadata?: { name?: Value } } | null;
      if (typeof object !== 'object' || object === null) return [];
      if (match.apiVersion !== undefined && object.apiVersion !== match.apiVersion) return [];
      if (match.kind !== undefined && object.kind !== match.kind) return [];
      return match.name !== undefined && object.metadata?.name !== match.name ? [] : [index];
    });
  }

  /** What stands at a path, or undefined. */
  get(document: number, at: YamlPath): Value | undefined {
    const place = this.place(document, at);
    return place === undefined ? undefined : valueAt(this.values[document], place);
  }

  /** A path with keys and indexes only, or undefined where nothing stands there. */
  place(document: number, at: YamlPath): (string | number)[] | undefined {
    let value: unknown = this.values[document];
    if (value === undefined) return undefined;
    const place: Place = [];
    for (const step of at) {
      const found = stepInto(value, step);
      if (found === undefined) return undefined;
      place.push(found);
      value = (value as Record<string | number, unknown>)[found];
    }
    return place;
  }

  /** The line (from 1) on which the key or item at a path begins; for an empty path, the document's first. */
  line(document: number, at: YamlPath): number {
    const place = this.place(document, at) ?? [];
    return this.#lineAt(this.#start(document, place));
  }

  /** The comment lines right before the key or item at a path, at its own indentation. */
  commentBefore(document: number, at: YamlPath): string {
    const place = this.#existing(document, at);
    const start = lineStart(this.#text, this.#start(document, place));
    return this.#text.slice(this.#commentStart(start), start);
  }

  /**
   * Sets what stands at a path; keys and items on the way that are not there are made. A text keeps the quotes that the
   * old one had, and a block of text (`|`) stays one.
   */
  set(document: number, at: YamlPath, value: Value, { after }: SetOptions = {}): this {
    const place: Place = [];
    let rest = [...at];
    let current: unknown = this.values[document];
    while (rest.length > 0) {
      const found = stepInto(current, rest[0]!);
      if (found === undefined) break;
      const next = (current as Record<string | number, unknown>)[found];
      // A key without a value is as good as none.
      if (next === null && rest.length > 1) break;
      place.push(found);
      current = next;
      rest = rest.slice(1);
    }
    if (rest.length === 0) return this.#edit(document, place, value, () => this.#replaced(document, place, value));
    const [first, ...more] = rest as [YamlStep, ...YamlStep[]];
    const below = nested(more, value);
    if (typeof first === 'string' && typeof current === 'object' && !Array.isArray(current)) {
      if (current !== null && Object.hasOwn(current, first)) {
        return this.#edit(document, [...place, first], below, () => this.#replaced(document, [...place, first], below));
      }
      return this.#edit(document, [...place, first], below, () => this.#added(document, place, first, below, after));
    }
    if (typeof first === 'object' && Array.isArray(current)) {
      const item = typeof below === 'object' && below !== null ? { ...first, ...below } : below;
      return this.insert(document, place, item as Value);
    }
    throw this.#refusal(document, at, 'there is no place for this value');
  }

  /** Inserts an item into a list, at its end unless an index is given. A missing or empty list is made. */
  insert(document: number, at: YamlPath, item: Value, index?: number): this {
    const list = this.get(document, at);
    if (list === undefined || list === null || (Array.isArray(list) && list.length === 0)) {
      return this.set(document, at, [item]);
    }
    if (!Array.isArray(list)) throw this.#refusal(document, at, 'there is no list here');
    const place = this.#existing(document, at);
    const where = index === undefined || index > list.length ? list.length : index;
    const expected = [...list.slice(0, where), item, ...list.slice(where)];
    return this.#edit(document, place, expected, () => this.#inserted(document, place, item, where));
  }

  /** Removes the key or item at a path. */
  remove(document: number, at: YamlPath, options: RemoveOptions = {}): this {
    let place = this.#existing(document, at);
    if (place.length === 0) throw this.#refusal(document, at, 'a document is removed by removeDocument');
    for (;;) {
      const parent = place.slice(0, -1);
      const holder = valueAt(this.values[document], parent) as object;
      const size = Array.isArray(holder) ? holder.length : Object.keys(holder).length;
      if (size > 1) break;
      if (options.bare === true && typeof parent.at(-1) === 'string') {
        const emptied = this.#bare(document, parent, place, options);
        return this.#edit(document, parent, null, () => emptied);
      }
      if (options.prune !== true || parent.length === 0) {
        return this.set(document, parent, Array.isArray(holder) ? [] : {});
      }
      place = parent;
    }
    const gone = place;
    return this.#edit(document, gone, undefined, () => this.#removed(document, gone, options));
  }

  /** Gives the key at a path another name. */
  rename(document: number, at: YamlPath, key: string): this {
    const place = this.#existing(document, at);
    const parent = place.slice(0, -1);
    const old = place.at(-1);
    const holder = valueAt(this.values[document], parent);
    if (typeof old !== 'string' || Object.hasOwn(holder as object, key)) {
      throw this.#refusal(document, at, `it cannot be renamed to ${key}`);
    }
    const expected = Object.fromEntries(
      Object.entries(holder as Record<string, Value>).map(([name, value]) => [name === old ? key : name, value]),
    );
    return this.#edit(document, parent, expected, () => {
      const range = (this.#pair(document, place).key as Node).range!;
      return splice(this.#text, range[0], range[1], printInline(key));
    });
  }

  /** Removes a document with its separator and comments. */
  removeDocument(document: number): this {
    const { values } = this.#parsed();
    const starts = this.#documentStarts();
    const from = starts[document];
    if (from === undefined) throw this.#refusal(document, [], 'there is no such document');
    let to = starts[document + 1] ?? this.#text.length;
    // What becomes the first document needs no marker above it, where the first one had none.
    const marker = /^---[ \t]*\r?\n/.exec(this.#text.slice(to, to + MARKER))?.[0];
    if (document === 0 && marker !== undefined && !this.#text.startsWith('---')) to += marker.length;
    const text = splice(this.#text, from, to, '');
    const expected = values.filter((_, index) => index !== document);
    return this.#accept(document, [], text, expected.length === 0 ? [] : expected);
  }

  /** Where the documents begin: the first at the beginning of the text, each other one at the line of its `---`. */
  #documentStarts(): number[] {
    const { documents } = this.#parsed();
    return documents.map((document, index) => {
      if (index === 0) return 0;
      const end = documents[index - 1]!.range[2];
      const marker = this.#text.lastIndexOf('\n---', document.range[0]);
      return marker >= end - 1 ? marker + 1 : end;
    });
  }

  #parsed(): Reading {
    this.#read ??= reading(this.#text, this.#path);
    return this.#read;
  }

  /** Makes an edit and checks it; `value` is what stands at the place then, undefined for nothing. */
  #edit(document: number, place: Place, value: Value | undefined, make: () => string): this {
    const values = [...this.values];
    values[document] = withValue(values[document]!, place, value);
    let text: string;
    try {
      text = make();
    } catch (error) {
      if (error instanceof ScaffoldError) throw error;
      throw this.#refusal(document, place, 'the text is written in a way that is not edited');
    }
    return this.#accept(document, place, text, values);
  }

  #accept(document: number, place: YamlPath, text: string, expected: readonly Value[]): this {
    let result: Reading | undefined;
    try {
      result = reading(text, this.#path);
    } catch (error) {
      if (!(error instanceof ScaffoldError)) throw error;
    }
    const [got, want] = [result?.values.filter(present), expected.filter(present)];
    if (result === undefined || !sameValue(got, want)) {
      throw this.#refusal(document, place, 'the edit would change more than this place');
    }
    this.#text = text;
    this.#read = result;
    return this;
  }

  #refusal(document: number, at: YamlPath, message: string): ScaffoldError {
    let line = 1;
    try {
      line = this.line(document, at);
    } catch {
      // The place is not there.
    }
    return new ScaffoldError({
      code: 'yaml-unsupported',
      ...inFile(this.#path, line),
      message: `${printPath(at) || 'the document'} cannot be edited: ${message}`,
    });
  }

  #existing(document: number, at: YamlPath): Place {
    const place = this.place(document, at);
    if (place === undefined) throw this.#refusal(document, at, 'it is not there');
    return place;
  }

  #node(document: number, place: Place): Node | null {
    let node: Node | null = this.#parsed().documents[document]!.contents;
    for (const step of place) {
      if (isMap(node)) node = pairOf(node as YAMLMap<Node, Node | null>, step as string).value;
      else if (isSeq(node)) node = (node as YAMLSeq<Node>).items[step as number]!;
      else throw this.#refusal(document, place, 'an alias or a merge key leads to it');
    }
    if (isAlias(node)) throw this.#refusal(document, place, 'it is an alias');
    return node;
  }

  #pair(document: number, place: Place): Pair<Node, Node | null> {
    const parent = this.#node(document, place.slice(0, -1));
    if (!isMap(parent)) throw this.#refusal(document, place, 'it is no key');
    return pairOf(parent as YAMLMap<Node, Node | null>, place.at(-1) as string);
  }

  /** Where the key or the dash of an item begins. */
  #start(document: number, place: Place): number {
    const parsed = this.#parsed().documents[document];
    if (place.length === 0) return parsed?.contents?.range?.[0] ?? parsed?.range[0] ?? 0;
    const parent = this.#node(document, place.slice(0, -1)) as Collection;
    const step = place.at(-1)!;
    if (isMap(parent)) return pairOf(parent as YAMLMap<Node, Node | null>, step as string).key.range![0];
    return parent.flow === true
      ? (parent.items[step as number] as Node).range![0]
      : dashes(parent as YAMLSeq)[step as number]!;
  }

  #end(document: number, place: Place): number {
    const node = this.#node(document, place);
    if (node === null || (isScalar(node) && node.value === null && node.source === '')) {
      const step = place.at(-1);
      if (typeof step !== 'string') return node?.range?.[0] ?? 0;
      return afterColon(this.#text, this.#pair(document, place));
    }
    return endOf(node);
  }

  /** The beginning of the comment lines right before a line, at its own indentation. */
  #commentStart(start: number): number {
    const text = this.#text;
    const column = columnOf(text, start);
    let first = start;
    while (first > 0) {
      const before = lineStart(text, first - 1);
      const line = text.slice(before, first);
      if (!/^ *#/.test(line) || line.indexOf('#') !== column) break;
      first = before;
    }
    return first;
  }

  /** Behind the line on which something ends, and behind the comments that stand further in than its own column. */
  #lineAfter(offset: number, column: number): number {
    const text = this.#text;
    let end = lineEnd(text, offset);
    let next = end;
    while (next < text.length) {
      const stop = lineEnd(text, next + 1);
      const line = text.slice(next, stop);
      if (/^ *#/.test(line) && line.indexOf('#') > column) end = stop;
      else if (line.trim() !== '') break;
      next = stop;
    }
    return end;
  }

  #removed(document: number, place: Place, options: RemoveOptions): string {
    const text = this.#text;
    const parent = this.#node(document, place.slice(0, -1)) as Collection;
    const start = this.#start(document, place);
    const end = this.#end(document, place);
    if (parent.flow === true) return removedFromFlow(text, parent, start, end);
    const from = lineStart(text, start);
    const column = start - from;
    if (text.slice(from, start).trim() === '') {
      const to = this.#lineAfter(end, column);
      const first = this.#commentStart(from);
      const withComment = first < from && options.comment?.(text.slice(first, from)) === true;
      return splice(text, withComment ? first : from, to, '');
    }
    // The first key of an item stands behind its dash: the next key takes its place.
    const to = this.#lineAfter(end, column);
    const next = text.slice(to, lineEnd(text, to + 1));
    return splice(text, start, next.trimStart().startsWith('#') ? to : to + columnOf(text, to), '');
  }

  /** A key whose list loses its last item and stays, with the comments that stand there. */
  #bare(document: number, parent: Place, place: Place, options: RemoveOptions): string {
    const holder = this.#node(document, parent) as Collection;
    if (holder.flow === true) {
      const colon = afterColon(this.#text, this.#pair(document, parent));
      return splice(this.#text, colon, endOf(holder), '');
    }
    return this.#removed(document, place, options);
  }

  #replaced(document: number, place: Place, value: Value): string {
    const text = this.#text;
    const old = this.#node(document, place);
    const style = this.#style(document);
    const quoting = isScalar(old) && typeof old.value === 'string' ? (old.type as Quoting) : undefined;
    if (place.length === 0) {
      const range = old!.range!;
      return splice(text, range[0], endOf(old!), printValue(value, style).join(style.newline));
    }
    const parent = this.#node(document, place.slice(0, -1)) as Collection;
    const empty = old === null || (isScalar(old) && old.value === null && old.source === '');
    const end = this.#end(document, place);
    if (parent.flow === true) {
      const printed = printInline(value, isQuote(quoting) ? quoting : undefined);
      return empty ? splice(text, end, end, ` ${printed}`) : splice(text, old!.range![0], end, printed);
    }
    const isKey = typeof place.at(-1) === 'string';
    const base = this.#start(document, place);
    const column = base - lineStart(text, base);
    if (isBlock(quoting) && typeof value === 'string' && value.includes('\n')) {
      return splice(text, old!.range![0], end, this.#block(old as Scalar, value, column + (isKey ? 0 : 1), style));
    }
    const behind = isKey ? afterColon(text, this.#pair(document, place)) : base + 1;
    const fresh = isScalarValue(value) || isEmpty(value);
    const lines = printValue(value, style, isQuote(quoting) ? quoting : undefined);
    if (fresh && lines.length === 1) {
      if (!empty && !isCollection(old) && !isBlock(quoting)) return splice(text, old.range![0], end, lines[0]!);
      // A block ends with its line, which the new value needs as well.
      const rest = end > behind && text[end - 1] === '\n' ? style.newline : '';
      const flow = isCollection(old) && old.flow === true;
      return splice(text, flow ? old.range![0] : behind, end, `${flow ? '' : ' '}${lines[0]}${rest}`);
    }
    const inner = isKey
      ? column + (Array.isArray(value) && !style.indentLists ? 0 : style.indent)
      : column + this.#gap(parent, base);
    const written = isScalarValue(value) ? textBlock(value, column, style) : indented(lines, inner);
    // What is said behind the old value is said on the first line of the new one, since a block takes all that follows.
    const behindOld = isBlock(quoting) || (isCollection(old) && old.flow !== true) ? '' : remarkAt(text, end);
    const until = end + behindOld.length;
    const ends = text[end - 1] === '\n' && end > behind ? style.newline : '';
    if (!isKey) {
      const printed = [`${written[0]!}${behindOld}`, ...written.slice(1)].join(style.newline);
      return splice(text, base + 1, until, `${' '.repeat(inner - column - 1)}${printed.trimStart()}${ends}`);
    }
    const comment = remarkAt(text, behind) || behindOld;
    const printed = isScalarValue(value)
      ? ` ${[`${written[0]!}${comment}`, ...written.slice(1)].join(style.newline)}`
      : `${comment}${style.newline}${written.join(style.newline)}`;
    return splice(text, behind, Math.max(until, behind + remarkAt(text, behind).length), `${printed}${ends}`);
  }

  /** The text of a block scalar anew, at the indentation of the old one. */
  #block(old: Scalar, value: string, column: number, style: YamlStyle): string {
    const source = this.#text.slice(old.range![0], endOf(old));
    const first = /\n( +)[^\s]/.exec(source)?.[1]?.length ?? column + style.indent;
    const chomp = value.endsWith('\n\n') || value === '\n' ? '+' : value.endsWith('\n') ? '' : '-';
    const hint = /^\s/.test(value) ? String(first - column) : '';
    const body = value.replace(/\n$/, '').split('\n');
    const lines = body.map((line) => (line === '' ? '' : ' '.repeat(first) + line));
    const comment = /^[|>][-+0-9]*([ \t]+#[^\r\n]*)?/.exec(source)?.[1] ?? '';
    const text = [`|${hint}${chomp}${comment}`, ...lines].join(style.newline);
    return source.endsWith('\n') ? text + style.newline : text;
  }

  /** A new key at the end of a mapping. */
  #added(document: number, place: Place, key: string, value: Value, after: string | undefined): string {
    const text = this.#text;
    const style = this.#style(document);
    const parent = this.#node(document, place);
    if (!isCollection(parent) || parent.items.length === 0) {
      return this.#replaced(document, place, { [key]: value } as Value);
    }
    const map = parent as YAMLMap<Node, Node | null>;
    if (map.flow === true) {
      const end = endOf(map.items.at(-1)!.value ?? map.items.at(-1)!.key);
      return splice(text, end, end, `, ${printInline(key)}: ${printInline(value)}`);
    }
    const lastKey = String((map.items.at(-1)!.key as Scalar).value);
    const start = map.items[0]!.key.range![0];
    const column = start - lineStart(text, start);
    const elder = map.items.some(({ key: each }) => isScalar(each) && each.value === after) ? after : undefined;
    // What stands above the next key stays with that.
    const at = this.#lineAfter(
      this.#end(document, [...place, elder ?? lastKey]),
      elder === undefined ? column - 1 : column,
    );
    return insertedLines(text, at, indented(printValue({ [key]: value } as Value, style), column), style);
  }

  #inserted(document: number, place: Place, item: Value, index: number): string {
    const text = this.#text;
    const style = this.#style(document);
    const list = this.#node(document, place) as YAMLSeq<Node>;
    const sibling = list.items[Math.min(index, list.items.length - 1)]!;
    const quoting = isScalar(sibling) && isQuote(sibling.type as Quoting) ? (sibling.type as Quoting) : undefined;
    if (list.flow === true) {
      const printed = printInline(item, quoting);
      if (index < list.items.length) return splice(text, sibling.range![0], sibling.range![0], `${printed}, `);
      const end = endOf(sibling);
      return splice(text, end, end, `, ${printed}`);
    }
    const dash = dashes(list)[Math.min(index, list.items.length - 1)]!;
    const column = dash - lineStart(text, dash);
    const gap = this.#gap(list, dash);
    const [first = '', ...more] = printValue(item, style, quoting);
    const lines = [`${' '.repeat(column)}-${' '.repeat(gap - 1)}${first}`, ...indented(more, column + gap)];
    if (index < list.items.length && text.slice(lineStart(text, dash), dash).trim() !== '') {
      // The list begins behind another dash.
      const shown = [...lines, ' '.repeat(column)].join(style.newline).trimStart();
      return splice(text, dash, dash, shown);
    }
    const at =
      index < list.items.length
        ? this.#commentStart(lineStart(text, dash))
        : this.#lineAfter(this.#end(document, [...place, index - 1]), column);
    return insertedLines(text, at, lines, style);
  }

  /** Columns between a dash and what stands behind it. */
  #gap(list: Collection, dash: number): number {
    const item = (list as YAMLSeq<Node>).items.find((node) => node?.range && node.range[0] > dash);
    const gap = item?.range && lineStart(this.#text, item.range[0]) <= dash ? item.range[0] - dash : 2;
    return gap > 0 && gap < 10 ? gap : 2;
  }

  /** How the document is written, told from the first places that show it. */
  #style(document: number): YamlStyle {
    const text = this.#text;
    let indent: number | undefined;
    let lists: boolean | undefined;
    const column = (offset: number) => offset - lineStart(text, offset);
    const queue: (Node | null)[] = [this.#parsed().documents[document]?.contents ?? null];
    for (let head = 0; head < queue.length && (indent === undefined || lists === undefined); head += 1) {
      const node = queue[head]!;
      if (isSeq(node)) append(queue, node.items as Node[]);
      if (!isMap(node) || node.flow === true) continue;
      for (const pair of (node as YAMLMap<Node, Node | null>).items) {
        const { key, value } = pair;
        queue.push(value);
        if (!isCollection(value) || value.flow === true || value.items.length === 0 || !key.range) continue;
        if (isSeq(value)) lists ??= column(dashes(value as YAMLSeq<Node>)[0] ?? 0) > column(key.range[0]);
        else indent ??= column((value.items[0] as Pair<Node>).key.range![0]) - column(key.range[0]);
      }
    }
    return {
      indent: indent !== undefined && indent > 0 ? indent : 2,
      indentLists: lists ?? false,
      newline: /\r\n/.test(text) ? '\r\n' : '\n',
    };
  }

  #lineAt(offset: number): number {
    let line = 1;
    for (let at = this.#text.indexOf('\n'); at !== -1 && at < offset; at = this.#text.indexOf('\n', at + 1)) line += 1;
    return line;
  }
}

interface Reading {
  readonly documents: readonly Document.Parsed[];
  readonly values: readonly Value[];
}

/** A plan tries the same edits of the same files more than once. What is read of a text is some thirty times its size. */
const READINGS = new InputMemo<Reading>();
const REMEMBERED_LENGTH = 32 * 1024;

function reading(text: string, path: string): Reading {
  return text.length > REMEMBERED_LENGTH ? read(text, path) : READINGS.get(text, () => read(text, path));
}

function read(text: string, path: string): Reading {
  const found = parseAllDocuments(text, { keepSourceTokens: true, logLevel: 'silent', merge: true });
  const documents = Array.isArray(found) ? (found as Document.Parsed[]) : [];
  for (const document of documents) {
    const error = document.errors[0];
    if (error === undefined) continue;
    throw new ScaffoldError({
      code: 'yaml-syntax',
      ...inFile(path, error.linePos?.[0].line ?? 1),
      message: error.message.split('\n')[0]!.replace(/ at line .*$/, ''),
    });
  }
  try {
    const values = documents.map((document) => document.toJS({ maxAliasCount: 1000 }) as Value);
    return { documents, values };
  } catch (error) {
    throw new ScaffoldError({
      code: 'yaml-unsupported',
      path,
      message: 'its aliases cannot be followed',
      received: describeValue(String((error as Error).message)),
    });
  }
}

function stepInto(value: unknown, step: YamlStep): string | number | undefined {
  if (typeof step === 'string') {
    const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isMapping && Object.hasOwn(value, step) ? step : undefined;
  }
  if (!Array.isArray(value)) return undefined;
  if (typeof step === 'number') {
    const index = step < 0 ? value.length + step : step;
    return index >= 0 && index < value.length ? index : undefined;
  }
  const index = value.findIndex(
    (item) =>
      typeof item === 'object' &&
      item !== null &&
      Object.entries(step).every(([key, wanted]) => sameValue((item as Record<string, unknown>)[key], wanted)),
  );
  return index === -1 ? undefined : index;
}

function valueAt(value: Value | undefined, place: Place): Value | undefined {
  let current: unknown = value;
  for (const step of place) current = (current as Record<string | number, unknown>)[step];
  return current as Value | undefined;
}

/** A copy of a value with another one at a place; undefined removes what is there. */
function withValue(value: Value, place: Place, inner: Value | undefined): Value {
  const [step, ...rest] = place;
  if (step === undefined) return inner ?? null;
  if (Array.isArray(value)) {
    const index = step as number;
    if (rest.length === 0 && inner === undefined) return value.filter((_, at) => at !== index);
    return value.map((item, at) => (at === index ? withValue(item as Value, rest, inner) : item));
  }
  const copy = { ...(value as Record<string, Value>) };
  if (rest.length === 0 && inner === undefined) delete copy[step];
  else if (rest.length === 0) copy[step] = inner!;
  else copy[step] = withValue(copy[step] ?? null, rest, inner);
  return copy;
}

function nested(steps: readonly YamlStep[], value: Value): Value {
  let result = value;
  for (const step of [...steps].reverse()) {
    if (typeof step === 'string') result = { [step]: result };
    else if (typeof step === 'number') result = [result];
    else result = [isMapping(result) ? { ...step, ...result } : result] as Value;
  }
  return result;
}

function pairOf(map: YAMLMap<Node, Node | null>, key: string): Pair<Node, Node | null> {
  const pair = map.items.find(({ key: node }) => isScalar(node) && String(node.value) === key);
  if (pair === undefined) throw new TypeError('no such key');
  return pair as Pair<Node, Node | null>;
}

/** Where the dashes of a block list stand. */
function dashes(list: YAMLSeq<Node> | YAMLSeq): number[] {
  const token = list.srcToken as CST.BlockSequence | undefined;
  return (token?.items ?? []).flatMap(({ start }) => {
    const dash = start.find(({ type }) => type === 'seq-item-ind');
    return dash === undefined ? [] : [dash.offset];
  });
}

/** A text of several lines as the value of a key at a column. */
function textBlock(value: Value, column: number, style: YamlStyle): string[] {
  const [first = '', ...more] = printValue({ x: value } as Value, style);
  return [first.slice('x: '.length), ...indented(more, column)];
}

/** Where a node's own text ends; what the parser counts to a collection behind its last item is not part of it. */
function endOf(node: Node): number {
  let current = node;
  while (isCollection(current) && current.flow !== true && current.items.length > 0) {
    const last = current.items.at(-1) as Node | Pair<Node, Node | null>;
    if (isMap(current)) {
      const { key, value } = last as Pair<Node, Node | null>;
      // A key without a value ends with its colon, to which the range of the missing value leads.
      current = value ?? key;
    } else current = last as Node;
  }
  return current.range?.[1] ?? 0;
}

function afterColon(text: string, pair: Pair<Node, Node | null>): number {
  const end = pair.key.range![1];
  return text.indexOf(':', end) + 1;
}

function removedFromFlow(text: string, parent: Collection, start: number, end: number): string {
  const open = parent.range![0];
  const after = /^[\s]*,[ \t]*/.exec(text.slice(end, parent.range![1]));
  if (after !== null && parent.items.length > 1) {
    const before = /,[ \t]*$/.exec(text.slice(open, start));
    const isLast = /^\s*[\]}]/.test(text.slice(end + after[0].length));
    if (!isLast || before === null) return splice(text, start, end + after[0].length, '');
  }
  const before = /,\s*$/.exec(text.slice(open, start));
  return splice(text, before === null ? start : open + before.index, end, '');
}

function insertedLines(text: string, at: number, lines: readonly string[], style: YamlStyle): string {
  const before = at > 0 && text[at - 1] !== '\n' ? style.newline : '';
  const atEnd = at >= text.length && before !== '';
  return splice(text, at, at, `${before}${lines.join(style.newline)}${atEnd ? '' : style.newline}`);
}

function indented(lines: readonly string[], column: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line));
}

function splice(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The beginning of the next line, or the same offset where it is one already (a block scalar ends with its line). */
function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

function columnOf(text: string, start: number): number {
  let column = 0;
  while (text[start + column] === ' ') column += 1;
  return column;
}

function isQuote(quoting: Quoting): boolean {
  return quoting === 'QUOTE_DOUBLE' || quoting === 'QUOTE_SINGLE';
}

function isBlock(quoting: Quoting): boolean {
  return quoting === 'BLOCK_LITERAL' || quoting === 'BLOCK_FOLDED';
}

function isScalarValue(value: Value): boolean {
  return typeof value !== 'object' || value === null;
}

function isEmpty(value: Value): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isMapping(value: Value): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function present(value: Value | undefined): boolean {
  return value !== null && value !== undefined;
}

/** The comment behind what ends at a place, with the space before it; an empty text where there is none. */
function remarkAt(text: string, at: number): string {
  return /^[ \t]+#[^\r\n]*/.exec(text.slice(at, lineEnd(text, at)))?.[0] ?? '';
}
