import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/**
 * A key of a YAML mapping, or an item of a list, with the text that belongs to it. Together the texts are the file,
 * character by character, so that what is not merged is not reformatted either.
 */
export interface Section {
  /** The key; of a list's item, its meaning. Empty for the root. */
  readonly key: string;
  /** What the value means, whatever its notation: equal for equal values. */
  readonly meaning: string;
  readonly kind: 'leaf' | 'map' | 'list';
  /** Columns before the key, or before the item's dash. */
  readonly column: number;
  /** Comments and blank lines before the key. */
  readonly lead: string;
  /** The key up to its value; with children, the whole line. */
  readonly prefix: string;
  /** The value's own text; empty with children. */
  readonly source: string;
  /** The rest of the value's line, such as a comment. */
  readonly suffix: string;
  readonly children: readonly Section[];
  /** Comments after the last child that are deeper than the next key; of the root, all that is left. */
  readonly tail: string;
}

/**
 * The sections of a YAML text whose root is a block mapping.
 *
 * Undefined for what cannot be cut at lines: a syntax error, another root, aliases and merge keys (their meaning lies
 * elsewhere in the file), carriage returns.
 */
export function parseSections(text: string): Section | undefined {
  if (text.includes('\r')) return undefined;
  const document = parseDocument(text, { uniqueKeys: true });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root) || root.flow === true || root.items.length === 0) return undefined;
  let plain = true;
  visit(document, {
    Alias: () => {
      plain = false;
    },
    Pair: (_, pair) => {
      if (!isScalar(pair.key) || pair.key.value === '<<') plain = false;
    },
  });
  if (!plain) return undefined;
  const cutter = new Cutter(text);
  const section = cutter.root(root);
  return section !== undefined && printSection(section) === text ? section : undefined;
}

export function printSection(section: Section): string {
  const { lead, prefix, source, suffix, children, tail } = section;
  return `${lead}${prefix}${source}${suffix}${children.map(printSection).join('')}${tail}`;
}

type Draft = { -readonly [K in keyof Section]: Section[K] };

class Cutter {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  root(map: YAMLMap): Section | undefined {
    const children = this.#children(map, 0);
    if (children === undefined) return undefined;
    const tail = this.#text.slice(this.#lineEnd(this.#end(map)));
    return { ...NOTHING, kind: 'map', children, tail, meaning: meaning(map) };
  }

  /** The sections of a collection from `start`, the beginning of a line; undefined where they do not begin lines. */
  #children(collection: YAMLMap | YAMLSeq, start: number): Section[] | undefined {
    const sections: Draft[] = [];
    let cursor = start;
    for (const item of collection.items) {
      const key = isMap(collection) ? ((item as { key: Node }).key as Node) : undefined;
      const value = isMap(collection) ? ((item as { value: Node | null }).value as Node | null) : (item as Node);
      const first = key ?? value;
      if (!first?.range) return undefined;
      const line = this.#lineStart(first.range[0]);
      const opening = this.#text.slice(line, first.range[0]);
      if (line < cursor || !(key === undefined ? /^ *- +$/ : /^ *$/).test(opening)) return undefined;
      const column = opening.search(/[^ ]|$/);
      const [tail, lead] = splitGap(this.#text.slice(cursor, line), column);
      const previous = sections.at(-1);
      if (previous !== undefined) previous.tail += tail;
      const section = this.#section(line, key, value, column);
      section.lead = previous === undefined ? tail + lead : lead;
      sections.push(section);
      cursor = this.#lineEnd(key === undefined ? this.#end(value as Node) : this.#end(value ?? key));
    }
    return sections;
  }

  #section(line: number, key: Node | undefined, value: Node | null, column: number): Draft {
    const name = key === undefined ? meaning(value) : String((key as { value: unknown }).value);
    const base = { ...NOTHING, key: name, meaning: meaning(value), column };
    const range = value?.range;
    if (key?.range && isCollection(value) && value.flow !== true && value.items.length > 0 && range) {
      const header = this.#lineEnd(key.range[1]);
      const children = range[0] >= header ? this.#children(value as YAMLMap | YAMLSeq, header) : undefined;
      if (children !== undefined) {
        return { ...base, kind: isSeq(value) ? 'list' : 'map', prefix: this.#text.slice(line, header), children };
      }
    }
    const from = range?.[0] ?? this.#lineEnd(key?.range?.[1] ?? line);
    const to = value === null ? from : this.#end(value);
    const end = this.#lineEnd(to);
    return {
      ...base,
      kind: 'leaf',
      prefix: this.#text.slice(line, from),
      source: this.#text.slice(from, to),
      suffix: this.#text.slice(to, end),
    };
  }

  /** Where a node's own text ends; what a parser counts to a collection behind its last item is not part of it. */
  #end(node: Node): number {
    if (isCollection(node) && node.flow !== true && node.items.length > 0) {
      const last = node.items.at(-1) as Node | { key: Node; value: Node | null };
      if (isMap(node)) return this.#end((last as { value: Node | null }).value ?? (last as { key: Node }).key);
      return this.#end(last as Node);
    }
    return node.range?.[1] ?? 0;
  }

  #lineStart(offset: number): number {
    return this.#text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The beginning of the next line, or the same offset where it is one already (a block scalar ends with its line). */
  #lineEnd(offset: number): number {
    if (offset > 0 && this.#text[offset - 1] === '\n') return offset;
    const newline = this.#text.indexOf('\n', offset);
    return newline === -1 ? this.#text.length : newline + 1;
  }
}

/** The section of an empty text. */
export const NOTHING: Section = {
  key: '',
  meaning: '',
  kind: 'leaf',
  column: 0,
  lead: '',
  prefix: '',
  source: '',
  suffix: '',
  children: [],
  tail: '',
};

/** Comment lines deeper than the next key belong to what stands before them, all else to the key. */
function splitGap(gap: string, column: number): [tail: string, lead: string] {
  const lines = gap.split(/(?<=\n)/);
  const last = lines.findLastIndex((line) => /^ *#/.test(line) && line.search(/#/) > column);
  return [lines.slice(0, last + 1).join(''), lines.slice(last + 1).join('')];
}

/** A number by its notation, for JavaScript's would make 2^53 and 2^53 + 1 equal. */
function meaning(node: Node | null): string {
  if (isScalar(node)) return typeof node.value === 'number' ? `${node.source}` : (JSON.stringify(node.value) ?? 'null');
  if (isSeq(node)) return `[${node.items.map((item) => meaning(item as Node)).join()}]`;
  if (!isMap(node) || isAlias(node)) return 'null';
  const pairs = node.items.map(
    ({ key, value }) => `${JSON.stringify(String((key as { value: unknown }).value))}:${meaning(value as Node | null)}`,
  );
  return `{${pairs.sort().join()}}`;
}
