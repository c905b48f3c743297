/**
 * YAML as a tree of nodes, the form in which kustomize works: a scalar keeps the text it was written with, because
 * what a number or a word means depends on who reads it (a label takes `1e3` as text, a replica count as a number).
 *
 * Nodes are mutable and belong to the one build that parsed them. Of objects anchors, aliases and merge keys are
 * expanded, so every node has one parent; only of text within text, which is printed as it was written, aliases stay.
 */
export type YamlNode = YamlScalar | YamlMap | YamlSeq;

/** The short forms of the YAML tags that scalars have here. The empty string: whatever the plain text resolves to. */
export type ScalarTag =
  | ''
  | '!!str'
  | '!!int'
  | '!!float'
  | '!!bool'
  | '!!null'
  | '!!timestamp'
  | '!!binary'
  | (string & {});

/** How a scalar is written. It goes with the field, not with the value: what is patched in takes it over. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** What stands around a node in its text. Empty where there is nothing. */
export interface Extras {
  /** Comments above, behind and below, with their `#`; lines end in a line feed. */
  readonly head: string;
  readonly line: string;
  readonly foot: string;
  readonly anchor: string;
}

export class YamlScalar {
  readonly kind = 'scalar';
  /** The content: without quotes, escapes resolved, folded lines joined. */
  value: string;
  tag: ScalarTag;
  /** 1-based line in the text that it came from, 0 where it was made. */
  line: number;
  style: ScalarStyle;
  /** Whether the tag is written out. */
  tagged: boolean;
  extras: Extras | undefined;
  /** Of a key: the collection or alias that it is. Its text is then none. */
  complex: YamlNode | undefined;

  constructor(value: string, tag: ScalarTag = '', line = 0, style: ScalarStyle = 'plain', tagged = false) {
    this.value = value;
    this.tag = tag;
    this.line = line;
    this.style = style;
    this.tagged = tagged;
    this.extras = undefined;
    this.complex = undefined;
  }

  /** In quotes or as a block: with an empty tag it is a string, whatever its text looks like. */
  get quoted(): boolean {
    return this.style !== 'plain';
  }

  /** Whether it is an alias, which has neither text nor content of its own. */
  get alias(): string | undefined {
    return undefined;
  }
}

/** An alias in a text that is printed as it was written: `*name`. */
export class YamlAlias extends YamlScalar {
  readonly name: string;
  readonly target: YamlNode;

  constructor(name: string, target: YamlNode, line: number) {
    super('', '', line);
    this.name = name;
    this.target = target;
  }

  override get alias(): string {
    return this.name;
  }
}

export interface YamlEntry {
  readonly key: YamlScalar;
  value: YamlNode;
}

/** A mapping's source, as long as nobody has looked into it. */
export interface UnreadMap {
  /** Whole lines, ending in a line break; exactly what the mapping would be printed as at `indent`. */
  readonly text: string;
  readonly indent: number;
  readonly read: () => YamlEntry[];
}

/** A mapping that many others have the content of. */
export interface OriginalMap {
  /** Never changed, nor handed out. */
  readonly map: YamlMap;
  /** Its entries, for one who may change them. */
  readonly copy: () => YamlEntry[];
}

/**
 * A mapping. Large ones that nothing looks into (the schema of a CRD) stay text, or are those of a file that several
 * builds read: reading `entries` parses or copies them, and from then on they are a mapping like any other.
 */
export class YamlMap {
  readonly kind = 'map';
  line: number;
  /** Written between braces, or brackets for a sequence: a value that is left out in there is printed as a text. */
  flow: boolean;
  /** Empty but for a tag of the user's own. */
  tag = '';
  tagged = false;
  extras: Extras | undefined = undefined;
  #entries: YamlEntry[] | undefined;
  #unread: UnreadMap | undefined;
  #original: OriginalMap | undefined;

  constructor(entries: YamlEntry[] | UnreadMap = [], line = 0, flow = false) {
    if (Array.isArray(entries)) this.#entries = entries;
    else this.#unread = entries;
    this.line = line;
    this.flow = flow;
  }

  get entries(): YamlEntry[] {
    if (this.#entries === undefined) {
      this.#entries = this.#original?.copy() ?? (this.#unread as UnreadMap).read();
      // Whoever has the entries may change them.
      this.#unread = undefined;
      this.#original = undefined;
    }
    return this.#entries;
  }

  set entries(entries: YamlEntry[]) {
    this.#entries = entries;
    this.#unread = undefined;
    this.#original = undefined;
  }

  /** The source, where nothing has read the mapping yet. */
  get unread(): UnreadMap | undefined {
    return this.#unread;
  }

  /** Whose content it has, as long as nothing has read it here. */
  get original(): OriginalMap | undefined {
    return this.#original;
  }

  /** A mapping with the content of one that nobody changes, copied when it is read. */
  static of(original: OriginalMap): YamlMap {
    const map = new YamlMap([], original.map.line, original.map.flow);
    map.#entries = undefined;
    map.#original = original;
    map.tag = original.map.tag;
    map.tagged = original.map.tagged;
    map.extras = original.map.extras;
    return map;
  }

  /** Takes over what another mapping holds, which is not used any more. */
  become(other: YamlMap): void {
    this.#entries = other.#entries;
    this.#unread = other.#unread;
    this.#original = other.#original;
    this.line = other.line;
    this.flow = other.flow;
    this.tag = other.tag;
    this.tagged = other.tagged;
    this.extras = other.extras;
  }
}

export class YamlSeq {
  readonly kind = 'seq';
  items: YamlNode[];
  line: number;
  flow: boolean;
  tag = '';
  tagged = false;
  extras: Extras | undefined = undefined;

  constructor(items: YamlNode[] = [], line = 0, flow = false) {
    this.items = items;
    this.line = line;
    this.flow = flow;
  }

  /** Takes over what another sequence holds, which is not used any more. */
  become(other: YamlSeq): void {
    this.items = other.items;
    this.line = other.line;
    this.flow = other.flow;
    this.tag = other.tag;
    this.tagged = other.tagged;
    this.extras = other.extras;
  }
}

/** A value that was left out: null. */
export function missingValue(line: number): YamlScalar {
  return new YamlScalar('', '!!null', line);
}
