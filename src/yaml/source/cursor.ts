/** A place in a text, from 0. A character beyond the basic plane is one column. */
export interface Mark {
  readonly line: number;
  readonly column: number;
}

/** Line breaks of YAML 1.1, which has more than one; as part of a character class. */
export const BREAKS = '\\n\\r\\u0085\\u2028\\u2029';

const BREAK = new RegExp(`\\r\\n|[${BREAKS}]`);

/** A text of YAML with a position that moves forward. */
export class Cursor {
  readonly text: string;
  at = 0;
  line = 0;
  /** The line of the last character that was no blank. */
  inkLine = 0;
  #lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** In code units: exact where only blanks and indicators stand before, which is where columns matter. */
  get column(): number {
    return this.at - this.#lineStart;
  }

  /** Costs nothing until it is asked for line or column. */
  get mark(): Mark {
    return new TextMark(this.text, this.at);
  }

  /** The code unit so many further on, NaN behind the text. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  /** Goes to an index further on. */
  moveTo(end: number): void {
    for (let at = this.at; at < end; at += 1) {
      const code = this.text.charCodeAt(at);
      if (isBreak(code)) {
        if (code === 0x0d && this.text.charCodeAt(at + 1) === 0x0a && at + 1 < end) at += 1;
        this.line += 1;
        this.#lineStart = at + 1;
      } else if (!isBlank(code)) this.inkLine = this.line;
    }
    this.at = end;
  }

  /** What an expression with the flag `y` finds here, without moving; the empty string where it finds nothing. */
  look(pattern: RegExp, ahead = 0): string {
    pattern.lastIndex = this.at + ahead;
    return pattern.exec(this.text)?.[0] ?? '';
  }

  /** As `look`, and goes behind what was found. */
  take(pattern: RegExp): string {
    const found = this.look(pattern);
    this.moveTo(this.at + found.length);
    return found;
  }

  /** Whether a blank, a line break or the end stands so many characters further on. */
  standsApart(ahead: number): boolean {
    const code = this.code(ahead);
    return Number.isNaN(code) || isBlank(code) || isBreak(code);
  }

  /** Whether nothing of the document follows: the text's end, `---` or `...` alone, or a directive. */
  get atEnd(): boolean {
    const code = this.code();
    if (Number.isNaN(code)) return true;
    return this.column === 0 && (code === 0x25 || this.atMarker);
  }

  /** Whether `---` or `...` stands here, alone, at the start of a line. */
  get atMarker(): boolean {
    if (this.column > 0) return false;
    const code = this.code();
    return (code === 0x2d || code === 0x2e) && this.look(/---|\.\.\./y) !== '' && this.standsApart(3);
  }
}

class TextMark implements Mark {
  readonly #before: () => string[];

  constructor(text: string, at: number) {
    this.#before = () => text.slice(0, at).split(BREAK);
  }

  get line(): number {
    return this.#before().length - 1;
  }

  get column(): number {
    return [...(this.#before().at(-1) as string)].length;
  }
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** What a line break means: the separators of YAML 1.1 are themselves, all others a line feed. */
export function meaningOfBreak(found: string): string {
  return found === '\u2028' || found === '\u2029' ? found : '\n';
}
