/** A place in a text. Characters beyond the basic plane count once, as they do in Go. */
export interface Mark {
  readonly index: number;
  /** From 0. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
}

export const NEWLINE = 0x0a;
export const SPACE = 0x20;
export const TAB = 0x09;
/** Stands behind the text; nothing else can be it, since a text with this character is no YAML. */
export const END = 0;

/** A text of YAML with a position that moves forward. */
export class Cursor {
  readonly text: string;
  position = 0;
  line = 0;
  column = 0;
  /** Line breaks since the last character that was no blank. */
  newlines = 0;
  /** Pairs of surrogates that were passed. */
  #pairs = 0;

  constructor(text: string) {
    this.text = `${text}\0`;
  }

  get index(): number {
    return this.position - this.#pairs;
  }

  get mark(): Mark {
    return { index: this.index, line: this.line, column: this.column };
  }

  /** The code unit so many further on. */
  code(ahead = 0): number {
    const code = this.text.charCodeAt(this.position + ahead);
    return Number.isNaN(code) ? END : code;
  }

  /** Passes a character that is no line break. */
  skip(): void {
    const code = this.code();
    if (code !== SPACE && code !== TAB) this.newlines = 0;
    if (code >= 0xd800 && code < 0xdc00) {
      this.position += 1;
      this.#pairs += 1;
    }
    this.position += 1;
    this.column += 1;
  }

  /** Passes a character and returns it. */
  read(): string {
    const start = this.position;
    this.skip();
    return this.text.slice(start, this.position);
  }

  /** Passes a line break and returns what it means: the separators of YAML 1.1 are themselves, all others a line feed. */
  readBreak(): string {
    const code = this.code();
    this.position += code === 0x0d && this.code(1) === NEWLINE ? 2 : 1;
    this.column = 0;
    this.line += 1;
    this.newlines += 1;
    return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
  }

  /** Passes spaces and tabs. */
  skipBlanks(): void {
    while (isBlank(this.code())) this.skip();
  }

  /** Whether `---` or `...` stands here, alone, at the start of a line. */
  isMarker(): boolean {
    const code = this.code();
    return (
      this.column === 0 &&
      (code === 0x2d || code === 0x2e) &&
      this.code(1) === code &&
      this.code(2) === code &&
      isBlankOrEnd(this.code(3))
    );
  }
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Line breaks of YAML 1.1, which has more than one. */
export function isBreak(code: number): boolean {
  return code === NEWLINE || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBreakOrEnd(code: number): boolean {
  return code === END || isBreak(code);
}

export function isBlankOrEnd(code: number): boolean {
  return isBlank(code) || isBreakOrEnd(code);
}

/** Letters, digits, `_` and `-`: what names of anchors are made of. */
export function isNameCharacter(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f ||
    code === 0x2d
  );
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
