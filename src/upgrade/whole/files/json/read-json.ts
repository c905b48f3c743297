import type { JsonValue } from '../../../../kubernetes/object.ts';

/** A value of a JSON text with its place. */
export interface JsonNode {
  readonly start: number;
  readonly end: number;
  readonly value: JsonValue;
  /** Of an object or a list, in order; the key is null in a list. */
  readonly children: readonly JsonChild[];
}

export interface JsonChild {
  readonly key: string | null;
  /** Where the key, or the item, begins. */
  readonly start: number;
  readonly node: JsonNode;
}

/** Deeper ones are no settings of a person. */
const DEEPEST = 200;

/**
 * Reads JSON with comments and trailing commas, as editors and dev containers have it; undefined where it is none.
 *
 * @see https://code.visualstudio.com/docs/languages/json#_json-with-comments
 */
export function readJson(text: string): JsonNode | undefined {
  try {
    const reader = new Reader(text);
    const node = reader.value(0);
    reader.gap();
    return reader.at === text.length ? node : undefined;
  } catch (error) {
    if (error instanceof NotJson || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class NotJson extends Error {}

class Reader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonNode {
    this.gap();
    const start = this.at;
    const char = this.#text[start];
    if (char === '{' || char === '[') {
      if (depth > DEEPEST) throw new NotJson();
      return this.#collection(start, char === '{', depth);
    }
    if (char === '"') this.#string();
    else while (this.at < this.#text.length && /[-+.\w]/.test(this.#text[this.at]!)) this.at += 1;
    if (this.at === start) throw new NotJson();
    const value = JSON.parse(this.#text.slice(start, this.at)) as JsonValue;
    return { start, end: this.at, value, children: [] };
  }

  /** Passes over spaces and comments. */
  gap(): void {
    for (;;) {
      const rest = this.#text.slice(this.at, this.at + 2);
      if (rest === '//' || rest === '/*') {
        const end = this.#text.indexOf(rest === '//' ? '\n' : '*/', this.at + 2);
        if (end === -1 && rest === '/*') throw new NotJson();
        this.at = end === -1 ? this.#text.length : rest === '//' ? end : end + 2;
      } else if (rest !== '' && ' \t\r\n\uFEFF'.includes(rest[0]!)) this.at += 1;
      else return;
    }
  }

  #collection(start: number, isObject: boolean, depth: number): JsonNode {
    const children: JsonChild[] = [];
    const close = isObject ? '}' : ']';
    this.at += 1;
    this.gap();
    while (this.#text[this.at] !== close) {
      const begin = this.at;
      let key: string | null = null;
      if (isObject) {
        key = this.#string();
        this.gap();
        if (this.#text[this.at] !== ':') throw new NotJson();
        this.at += 1;
      }
      children.push({ key, start: begin, node: this.value(depth + 1) });
      this.gap();
      if (this.#text[this.at] === ',') this.at += 1;
      else if (this.#text[this.at] !== close) throw new NotJson();
      this.gap();
    }
    this.at += 1;
    const values = children.map(({ node }) => node.value);
    const value = isObject ? Object.fromEntries(children.map(({ key }, index) => [key, values[index]])) : values;
    return { start, end: this.at, value: value as JsonValue, children };
  }

  #string(): string {
    const start = this.at;
    if (this.#text[start] !== '"') throw new NotJson();
    this.at += 1;
    while (this.#text[this.at] !== '"') {
      if (this.at >= this.#text.length) throw new NotJson();
      this.at += this.#text[this.at] === '\\' ? 2 : 1;
    }
    this.at += 1;
    return JSON.parse(this.#text.slice(start, this.at)) as string;
  }
}
