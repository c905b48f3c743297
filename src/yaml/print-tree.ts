import type { UnreadMap } from './node.ts';
import { printNumber } from './print-number.ts';
import { isSimpleKey, printGoYamlString } from './print-scalar.ts';
import type { ScalarValue } from './to-js.ts';

/** How the printer sees a tree, be it of nodes or of plain data. */
export interface TreeView<T> {
  kind(value: T): 'map' | 'seq' | 'scalar';
  /** In the order of printing. */
  entries(map: T): readonly (readonly [string, T])[];
  items(seq: T): readonly T[];
  scalar(value: T): ScalarValue;
  /** The text that a mapping would be printed as, where it is known without looking into it. */
  unread(map: T): UnreadMap | undefined;
}

/**
 * A value in the text form of `kustomize build`, which is that of go-yaml v2. Ends in a line break.
 *
 * @returns the text in parts; what was known as text is a part of its own, so that nobody has to copy it
 */
export function printTree<T>(value: T, view: TreeView<T>): string[] {
  const printer = new TreePrinter(view);
  printer.value(value, 0, 0, 2);
  return printer.finish();
}

class TreePrinter<T> {
  readonly #view: TreeView<T>;
  readonly #finished: string[] = [];
  /** Of the part that is being written. */
  #pieces: string[] = [];

  constructor(view: TreeView<T>) {
    this.#view = view;
  }

  /** Ends the part that is being written. */
  finish(): string[] {
    this.#finished.push(this.#pieces.join(''));
    this.#pieces = [];
    return this.#finished;
  }

  /**
   * A value whose first line has been begun, up to `column`.
   *
   * @param indent of the collection's further lines
   * @param below indentation of a scalar's further lines
   */
  value(value: T, indent: number, column: number, below: number): void {
    const kind = this.#view.kind(value);
    if (kind === 'map') this.#mapping(this.#view.entries(value), indent);
    else if (kind === 'seq') this.#sequence(this.#view.items(value), indent);
    else this.#line(printScalar(this.#view.scalar(value), column, below));
  }

  #mapping(entries: readonly (readonly [string, T])[], indent: number): void {
    if (entries.length === 0) this.#line('{}');
    for (let i = 0; i < entries.length; i += 1) {
      const [key, value] = entries[i] as readonly [string, T];
      if (i > 0) this.#pieces.push(pad(indent));
      this.#entry(key, value, indent);
    }
  }

  #entry(key: string, value: T, indent: number): void {
    if (!isSimpleKey(key)) {
      this.#pieces.push('? ');
      this.#line(printGoYamlString(key, indent + 2, indent + 2));
      this.#pieces.push(pad(indent), ': ');
      this.value(value, indent + 2, indent + 2, indent + 2);
      return;
    }
    const name = printGoYamlString(key, 0, indent, true);
    this.#pieces.push(name, ':');
    const kind = this.#view.kind(value);
    if (kind === 'map') {
      const unread = this.#view.unread(value);
      if (unread?.indent === indent + 2) {
        this.#pieces.push('\n');
        this.finish().push(unread.text);
        return;
      }
      const entries = this.#view.entries(value);
      this.#pieces.push(entries.length === 0 ? ' ' : `\n${pad(indent + 2)}`);
      this.#mapping(entries, indent + 2);
    } else if (kind === 'seq') {
      const items = this.#view.items(value);
      this.#pieces.push(items.length === 0 ? ' ' : `\n${pad(indent)}`);
      this.#sequence(items, indent);
    } else {
      this.#pieces.push(' ');
      this.#line(printScalar(this.#view.scalar(value), indent + characters(name) + 2, indent + 2));
    }
  }

  #sequence(items: readonly T[], indent: number): void {
    if (items.length === 0) this.#line('[]');
    for (let i = 0; i < items.length; i += 1) {
      this.#pieces.push(i > 0 ? `${pad(indent)}- ` : '- ');
      this.value(items[i] as T, indent + 2, indent + 2, indent + 2);
    }
  }

  /** Ends the line, unless a block scalar has brought its own last line break. */
  #line(text: string): void {
    this.#pieces.push(text);
    if (!/[\n\r\u0085\u2028\u2029]$/.test(text)) this.#pieces.push('\n');
  }
}

function printScalar(value: ScalarValue, column: number, indent: number): string {
  if (typeof value === 'string') return printGoYamlString(value, column, indent);
  if (typeof value === 'number' || typeof value === 'bigint') return printNumber(value);
  return String(value);
}

const PADS = Array.from({ length: 64 }, (_, width) => ' '.repeat(width));

function pad(width: number): string {
  return PADS[width] ?? ' '.repeat(width);
}

/** How many characters a text has as a reader counts them: a pair of surrogates is one. */
function characters(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}
