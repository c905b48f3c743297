import { linesOf } from '../../../../merge/chunks.ts';
import type { MakeEntry } from './entry.ts';
import { normalValue } from './normal-form.ts';
import { scanLine } from './scan-line.ts';

/** Cuts a Makefile into entries; their texts in order are the file, character by character. */
export function readMakefile(text: string): MakeEntry[] {
  return new Reader(linesOf(text)).read();
}

const CONDITIONAL = /^ *(ifeq|ifneq|ifdef|ifndef|else|endif)(?![\w-])/;

class Reader {
  readonly #lines: readonly string[];
  readonly #entries: MakeEntry[] = [];
  readonly #counts = new Map<string, number>();
  /** The conditions that are open, as their opening lines have them. */
  readonly #open: string[] = [];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  read(): MakeEntry[] {
    while (this.#at < this.#lines.length) this.#next();
    return this.#entries;
  }

  #next(): void {
    const start = this.#at;
    const logical = this.#logical();
    const line = content(logical);
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) {
      // A comment may go on behind a backslash; each of its lines is prose.
      for (let at = start; at < this.#at; at += 1) this.#add(at, at + 1, '', { kind: 'prose' });
      return;
    }
    const parts = scanLine(line);
    if (CONDITIONAL.test(line)) this.#conditional(start, trimmed);
    else if (line.startsWith('define ') || line.startsWith('override define ')) this.#define(start, logical);
    else if (parts.kind === 'assignment') this.#variable(start, logical, parts);
    else if (parts.kind === 'rule') this.#rule(start, logical, parts);
    else this.#other(start, line);
  }

  #other(start: number, line: string): void {
    const include = /^-?s?include\s/.test(line);
    this.#add(start, this.#at, `${include ? '' : 'line '}${normalValue(line)}`, {
      kind: include ? 'include' : 'other',
    });
  }

  /** The next line with those that continue it. */
  #logical(): string {
    let text = '';
    do text += this.#lines[this.#at++] ?? '';
    while (this.#at < this.#lines.length && isContinued(text));
    return text;
  }

  #conditional(start: number, line: string): void {
    const word = CONDITIONAL.exec(line)![1]!;
    const condition = normalValue(line);
    let key = condition;
    if (word.startsWith('if')) this.#open.push(condition);
    else {
      key = `${condition} of ${this.#open.at(-1) ?? ''}`;
      if (word === 'endif') this.#open.pop();
    }
    this.#add(start, this.#at, key, { kind: 'conditional', value: line });
  }

  #define(start: number, first: string): void {
    const words = wordsOf(content(first));
    const name = words[words.indexOf('define') + 1] ?? '';
    const from = this.#at;
    let depth = 1;
    while (this.#at < this.#lines.length && depth > 0) {
      const line = content(this.#logical()).trim();
      if (line.startsWith('define ')) depth += 1;
      else if (line === 'endef' || line.startsWith('endef ') || line.startsWith('endef#')) depth -= 1;
    }
    this.#add(start, this.#at, `define ${name}`, {
      kind: 'define',
      head: first,
      body: this.#lines.slice(from, this.#at),
    });
  }

  #variable(start: number, logical: string, { at, operator, comment }: ReturnType<typeof scanLine>): void {
    const line = content(logical);
    const name = wordsOf(line.slice(0, at)).at(-1) ?? '';
    const body = line.slice(at + operator.length, comment);
    const value = body.trim();
    const from = value === '' ? at + operator.length : line.indexOf(value, at + operator.length);
    this.#add(start, this.#at, `variable ${name}`, {
      kind: 'variable',
      operator,
      head: line.slice(0, from),
      value,
      tail: logical.slice(from + value.length),
    });
  }

  #rule(start: number, logical: string, { at, operator, comment }: ReturnType<typeof scanLine>): void {
    const line = content(logical);
    const targets = wordsOf(line.slice(0, at));
    const rest = line.slice(at + operator.length, comment);
    const value = rest.trim();
    const from = at + operator.length;
    const skipped = value === '' ? 0 : rest.indexOf(value);
    const names = targets.join(' ');
    if (names === '.PHONY') {
      const phony = wordsOf(value);
      const also = phony.length > 1 ? phony.map((name) => `.PHONY ${name}`) : [];
      this.#add(start, this.#at, `.PHONY ${phony.join(' ')}`, { kind: 'phony', value, also });
      return;
    }
    const inner = scanLine(value);
    const head = line.slice(0, from + skipped);
    const parts = { operator, head, value, tail: logical.slice(from + skipped + value.length) };
    if (inner.kind === 'assignment') {
      const name = value.slice(0, inner.at).trim();
      this.#add(start, this.#at, `variable ${name} of ${names}`, { kind: 'other', ...parts });
      return;
    }
    const recipe = this.#recipe();
    const also = targets.length > 1 ? targets.map((name) => `target ${name}`) : [];
    this.#add(start, this.#at, `target ${names}`, { kind: 'rule', ...parts, body: recipe, also });
  }

  /** The lines that begin with a tab, with the blank lines, comments and conditions between them. */
  #recipe(): string[] {
    const from = this.#at;
    let end = from;
    let depth = 0;
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at]!;
      if (line.startsWith('\t')) {
        this.#logical();
        end = this.#at;
        continue;
      }
      const condition = CONDITIONAL.exec(line)?.[1];
      if (condition?.startsWith('if')) {
        // A condition is of the recipe where its first line is one.
        if (!this.#lines[this.#at + 1]?.startsWith('\t')) break;
        depth += 1;
      } else if (condition !== undefined) {
        if (depth === 0) break;
        if (condition === 'endif') depth -= 1;
      } else if (line.trim() !== '' && !line.trim().startsWith('#')) break;
      this.#at += 1;
      if (condition !== undefined) end = this.#at;
    }
    this.#at = end;
    return this.#lines.slice(from, end);
  }

  #add(from: number, to: number, name: string, parts: Partial<MakeEntry> & Pick<MakeEntry, 'kind'>): void {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const key = name === '' || count === 1 ? name : `${name} (${count})`;
    const raw = this.#lines.slice(from, to).join('');
    this.#entries.push({ head: '', operator: '', value: raw, tail: '', body: [], ...parts, key, raw, line: from + 1 });
  }
}

/** A text without its last line end. */
function content(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function wordsOf(text: string): string[] {
  return text.split(/[ \t\r\n]+/).filter((word) => word !== '' && word !== '\\');
}

/** Whether a line ends with an odd number of backslashes. */
function isContinued(line: string): boolean {
  const text = content(line);
  let count = 0;
  while (text[text.length - 1 - count] === '\\') count += 1;
  return count % 2 === 1;
}
