import { BREAKS } from './cursor.ts';

const ONE_BREAK = new RegExp(`([${BREAKS}])`);

/** A text in the making, word by word. Lines begin where they are asked to; blanks stand where words would touch. */
export class Page {
  readonly #parts: string[] = [];
  #column = 0;
  /** Whether a blank is needed in front of the next word. */
  #touches = false;
  /** Nothing but indentation and the signs of block collections stands on the line. */
  #isOpen = true;
  /** Column at which a foot was written: an empty line parts it from what begins there next. */
  #footColumn = -1;

  get text(): string {
    return this.#parts.join('');
  }

  get isAtStart(): boolean {
    return this.#column === 0;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Begins a line at a column, unless that is where the page is. */
  line(column: number): void {
    if (!this.#isOpen || this.#column > column || (this.#column === column && this.#touches)) this.endLine();
    if (this.#footColumn === column) this.endLine();
    this.#footColumn = -1;
    if (this.#column < column) this.#put(' '.repeat(column - this.#column));
    this.#touches = false;
  }

  endLine(end = '\n'): void {
    this.#parts.push(end);
    this.#column = 0;
    this.#isOpen = true;
  }

  word(text: string): void {
    if (text === '') {
      this.#isOpen = false;
      return;
    }
    this.#blank();
    this.#put(text);
    this.#touches = true;
    this.#isOpen = false;
  }

  /** A dash, question mark or colon behind which a collection may begin on the same line. */
  sign(text: string): void {
    this.#blank();
    this.#put(text);
    this.#touches = true;
  }

  /** An opening bracket, which touches what is within. */
  open(bracket: string): void {
    this.word(bracket);
    this.#touches = false;
  }

  /** What touches the word before it. */
  glue(text: string): void {
    this.#put(text);
    this.#touches = true;
    this.#isOpen = false;
  }

  /** Text in quotes, whose further lines begin at a column. */
  quoted(quote: string, text: string, column: number): void {
    this.word(quote);
    this.#lines(text, column, (line) => this.#put(line));
    this.glue(quote);
  }

  /** A block's lines, behind its indicator. */
  block(text: string, column: number): void {
    this.#lines(text, column, (line) => this.#put(line));
    this.#touches = false;
  }

  /** A comment to the end of the line, and of further lines at a column. */
  comment(text: string, column: number): void {
    this.#lines(text, column, (line) => this.#put(line.startsWith('#') ? line : `# ${line}`));
    if (this.#column > 0) this.endLine();
    this.#touches = false;
  }

  #lines(text: string, column: number, put: (line: string) => void): void {
    text.split(ONE_BREAK).forEach((part, i) => {
      if (i % 2 === 1) this.endLine(part);
      else if (part !== '') {
        if (i > 0 || this.#column === 0) this.line(column);
        put(part);
        this.#isOpen = false;
      }
    });
  }

  /** As `comment`, behind a word. */
  remark(text: string, column: number): void {
    this.#blank();
    this.comment(text, column);
  }

  /** As `comment`, on lines of its own. */
  note(text: string, column: number): void {
    this.line(column);
    this.comment(text, column);
  }

  /** What begins at the column next is parted from what stands there now. */
  part(column: number): void {
    this.#footColumn = column;
  }

  #blank(): void {
    if (this.#touches) this.#put(' ');
  }

  #put(text: string): void {
    this.#parts.push(text);
    this.#column += text.length;
  }
}
