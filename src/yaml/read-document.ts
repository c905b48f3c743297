import {
  Composer,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { checkDepth, spend } from '../core/call.ts';
import { ScaffoldError } from '../core/errors.ts';
import { withoutRest } from './behind-root.ts';
import { TabError } from './block-reader.ts';
import { repeatNode } from './clone.ts';
import { contentBehindComment } from './comment-breaks.ts';
import { findTab } from './find-tab.ts';
import { spaceQuestionMarks } from './flow-question-marks.ts';
import { missingValue, type YamlEntry, YamlMap, type YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { refold } from './refold.ts';
import { type Dialect, plainTag } from './resolve.ts';

/** What this parser is stricter about than go-yaml, where it reads the same. */
const TOLERATED = /^(?:Comments must be separated|Multi-line .* needs to be sufficiently indented)/;

/** Line breaks of YAML 1.1, which are characters as any other to the parser here. */
const SEPARATOR = /[\u2028\u2029]/;
const SEPARATORS = 'the separators U+2028 and U+2029';
const ESCAPES = 'text in double quotes with \\L and \\P';

/**
 * Reads a document with a parser for all of YAML, and expands aliases and merge keys.
 *
 * @param text one YAML stream, of which only the first document is read
 * @param firstLine the stream's line in its file
 * @throws ScaffoldError `yaml-syntax`, or `yaml-unsupported` for keys that are no scalars
 * @throws TabError
 */
export function readDocument(text: string, dialect: Dialect, path: string, firstLine: number): YamlNode | null {
  const lines = new LineCounter();
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.2',
    merge: false,
    uniqueKeys: false,
    keepSourceTokens: true,
    resolveKnownTags: false,
    strict: true,
    logLevel: 'silent',
    lineCounter: lines,
  });
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const spaced = text.includes('?') ? spaceQuestionMarks(text, tokens) : text;
  if (spaced !== text) return readDocument(spaced, dialect, path, firstLine);
  const where = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line + firstLine - 1}:${col}`;
  };
  const behind = SEPARATOR.test(text) ? contentBehindComment(tokens) : undefined;
  if (behind !== undefined) {
    const message = `${SEPARATORS} end a comment, and something stands behind one`;
    throw new ScaffoldError({ code: 'yaml-unsupported', path: where(behind), message, expected: 'a line break' });
  }
  const { value: document } = composer.compose(tokens).next() as { value: Document.Parsed | undefined };
  if (document === undefined) {
    if (!/^%/m.test(text)) return null;
    const message = 'a directive without the document that it is for';
    throw new ScaffoldError({ code: 'yaml-syntax', path: `${path}:${firstLine}:1`, message });
  }
  const contents = document.contents as Node | null;
  const error = document.errors.find(({ message }) => !TOLERATED.test(message));
  if (error !== undefined) {
    const root = isCollection(contents) && contents.flow === true ? contents.range?.[1] : undefined;
    const rootAlone = root === undefined ? undefined : withoutRest(text, root);
    if (rootAlone !== undefined) return readDocument(rootAlone, dialect, path, firstLine);
    const message = error.message.split(/ at line \d+|:\n/)[0] as string;
    throw new ScaffoldError({ code: 'yaml-syntax', path: where(error.pos[0]), message });
  }
  const tab = findTab(text, tokens);
  if (tab !== undefined) {
    const { line, col } = lines.linePos(tab);
    throw new TabError(line + firstLine - 1, col);
  }
  if (contents === null) return null;
  const lineOf = (offset: number): number => lines.linePos(offset).line + firstLine - 1;
  return new Expander(dialect, lineOf, where, text.endsWith('\n') ? undefined : text.length).node(contents);
}

/** Turns the parser's nodes into ours. */
class Expander {
  readonly #dialect: Dialect;
  readonly #lineOf: (offset: number) => number;
  readonly #where: (offset: number) => string;
  /** Index of the text's end, where its last line has no break. */
  readonly #unended: number | undefined;
  /** What each anchor stands for at this point; one that is still being read is undefined. */
  readonly #anchors = new Map<string, YamlNode | undefined>();
  #inFlow = false;
  #depth = 0;

  constructor(
    dialect: Dialect,
    lineOf: (offset: number) => number,
    where: (offset: number) => string,
    unended: number | undefined,
  ) {
    this.#unended = unended;
    this.#dialect = dialect;
    this.#lineOf = lineOf;
    this.#where = where;
  }

  node(node: Node): YamlNode {
    spend('nodes', 1);
    const anchor = (node as { anchor?: string }).anchor;
    const name = isAlias(node) ? node.source : anchor;
    if (name !== undefined && !/^[\w-]+$/.test(name)) {
      throw this.#error(node, 'an anchor has a name of letters, digits, - and _', 'yaml-syntax', undefined);
    }
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      if (target !== undefined) return repeatNode(target, this.#where(node.range?.[0] ?? 0));
      const known = this.#anchors.has(node.source);
      throw this.#error(
        node,
        known ? `the anchor ${node.source} contains itself` : `no anchor is named ${node.source}`,
      );
    }
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const made = this.#made(node);
    if (anchor !== undefined) this.#anchors.set(anchor, made);
    return made;
  }

  #made(node: Node): YamlNode {
    const line = this.#lineOf(node.range?.[0] ?? 0);
    if (isMap(node) || isSeq(node)) return this.#collection(node, line);
    if (!isScalar(node)) throw this.#error(node, 'this is no YAML value');
    const quoted = node.type !== 'PLAIN';
    if (this.#inFlow && !quoted && node.source?.startsWith(':')) {
      throw this.#error(node, 'text that begins with a colon needs quotes between brackets');
    }
    if (this.#inFlow && !quoted && node.source?.includes('?')) {
      throw this.#error(node, 'text with a question mark needs quotes between brackets');
    }
    if (SEPARATOR.test((node.srcToken as { source?: string } | undefined)?.source ?? '')) {
      throw this.#error(node, `${SEPARATORS} break lines of text`, 'yaml-unsupported', ESCAPES);
    }
    let source = quoted ? String(node.value ?? '') : (node.source ?? '');
    // A block that ends with the text, without a line break, has none.
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    if (isBlock && node.range?.[1] === this.#unended) source = source.replace(/\n$/, '');
    if (isBlock && source.startsWith('\t') && this.#dialect === '1.2') {
      // Read where a number says how far the block is indented, but kustomize prints it without the number.
      throw this.#error(node, 'a block cannot begin with a tab', 'yaml-syntax', 'text in quotes');
    }
    const text = node.type === 'BLOCK_FOLDED' && this.#dialect === '1.2' ? refold(source) : source;
    return new YamlScalar(
      text,
      this.#tag(node.tag, text, quoted),
      line,
      node.type === 'QUOTE_SINGLE' ? 'single' : quoted,
    );
  }

  #collection(node: YAMLMap | YAMLSeq, line: number): YamlNode {
    const outer = this.#inFlow;
    const flow = node.flow === true;
    this.#depth += 1;
    checkDepth(this.#depth, this.#where(node.range?.[0] ?? 0));
    this.#inFlow ||= flow;
    const made = isMap(node)
      ? this.#map(node.items as Pair<Node, Node | null>[], line, flow)
      : new YamlSeq(
          (node.items as Node[]).map((item) => this.node(item)),
          line,
          flow,
        );
    this.#inFlow = outer;
    this.#depth -= 1;
    return made;
  }

  #tag(tag: string | undefined, text: string, quoted: boolean): string {
    if (tag !== undefined && tag !== '!') return tag.replace(/^tag:yaml\.org,2002:/, '!!');
    return quoted ? '!!str' : plainTag(text, this.#dialect);
  }

  /** Own keys first, then those that are merged; of two mappings in a merge the first one wins. */
  #map(pairs: readonly Pair<Node, Node | null>[], line: number, flow: boolean): YamlMap {
    const entries: YamlEntry[] = [];
    let merged: Node | undefined;
    for (const pair of pairs) {
      this.#requireOneLine(pair);
      const value = pair.value;
      const key = this.node(pair.key);
      if (key.kind !== 'scalar') throw this.#error(pair.key, 'a mapping or a sequence as a key', 'yaml-unsupported');
      if (key.value === '<<' && !key.quoted && (key.tag === '!!str' || key.tag === '!!merge')) {
        if (merged !== undefined) throw this.#error(pair.key, 'a second merge key');
        if (value === null)
          throw this.#error(pair.key, 'nothing to merge', 'yaml-syntax', 'a mapping, or a list of them');
        merged = value;
      } else if (key.value !== '<<') {
        entries.push({
          key,
          value: isNothing(value) ? missingValue(key.line) : this.node(value as Node),
        });
      }
    }
    if (merged !== undefined) {
      const own = new Set(entries.map((entry) => entry.key.value));
      for (const source of this.#sources(merged)) {
        for (const entry of source.entries) {
          if (own.has(entry.key.value)) continue;
          own.add(entry.key.value);
          entries.push(entry);
        }
      }
    }
    return new YamlMap(entries, line, flow);
  }

  /** A key that no question mark introduces ends on the line on which its colon stands. */
  #requireOneLine({ key, srcToken }: Pair<Node, Node | null>): void {
    if (srcToken === undefined || srcToken.start.some((token) => token.type === 'explicit-key-ind')) return;
    const colon = 'sep' in srcToken ? srcToken.sep?.find((token) => token.type === 'map-value-ind') : undefined;
    if (colon === undefined || this.#lineOf(key.range?.[0] ?? 0) === this.#lineOf(colon.offset)) return;
    throw this.#error(key, 'a key and its colon stand on different lines', 'yaml-syntax', 'key: on one line');
  }

  #sources(merged: Node): YamlMap[] {
    const source = this.node(merged);
    const list = source.kind === 'seq' && !isAlias(merged) ? source.items : [source];
    return list.map((one) => {
      if (one.kind === 'map') return one;
      throw this.#error(merged, 'only mappings can be merged', 'yaml-syntax', 'a mapping, or a list of them');
    });
  }

  #error(
    node: Node,
    message: string,
    code: 'yaml-syntax' | 'yaml-unsupported' = 'yaml-syntax',
    expected?: string,
  ): ScaffoldError {
    return new ScaffoldError({
      code,
      path: this.#where(node.range?.[0] ?? 0),
      message,
      ...(expected === undefined ? {} : { expected }),
    });
  }
}

function isNothing(node: Node | null): boolean {
  if (node === null) return true;
  return isScalar(node) && node.type === 'PLAIN' && node.source === '' && node.tag === undefined && !node.anchor;
}
