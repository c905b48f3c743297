import type { YamlNode } from '../node.ts';
import type { Cursor } from './cursor.ts';
import { setExtra } from './extras.ts';
import { type Gap, type GapRemark, type Remark, readGapRemarks, readLineRemark } from './gap-comments.ts';

/** Something in the text that remarks are said of. */
export interface Site {
  readonly at: number;
  readonly role: 'node' | 'flow end' | 'block end' | 'list end' | 'dash' | 'word';
  /** Of a dash: the block collection that begins behind it, if one does. */
  node: YamlNode | undefined;
}

/**
 * The comments of a text. They are gathered while it is read, and said of its nodes once all of those are there: form
 * and surroundings of a comment tell from where on it looks for a node.
 */
export class Remarks {
  readonly #remarks: Remark[] = [];
  readonly #sites: Site[] = [];
  #isEnded = false;
  #lastGap: readonly GapRemark[] = [];
  /** Those that were placed. */
  #placed = 0;
  /** Those that look for a node. */
  #waiting = { head: '', line: '', foot: '' };

  /** Notes, in the order of the text, what remarks can be said of. A word and a list's end let them go on to the next. */
  site(role: Site['role'], at: number, node?: YamlNode): Site {
    const site: Site = { role, at, node };
    if (!this.#isEnded) this.#sites.push(site);
    return site;
  }

  /** What follows is behind the document. */
  endSites(): void {
    this.#isEnded = true;
  }

  /** A comment on the line of a word that began at `owner`. */
  readLine(cursor: Cursor, owner: number): void {
    const remark = readLineRemark(cursor, owner);
    if (remark !== undefined) this.#remarks.push(remark);
  }

  beginGap(): void {
    this.#lastGap = [];
  }

  /** Comments on lines of their own; the cursor stands at the first. */
  readLines(cursor: Cursor, gap: Gap): void {
    const found = readGapRemarks(cursor, gap);
    this.#lastGap = [...this.#lastGap, ...found];
    for (const remark of found) this.#remarks.push(remark);
  }

  /**
   * Where a block collection ends that the last gap closes: before a remark in it that stands at the collection's column,
   * which may then be said of what comes later.
   *
   * @param end where it would end without remarks
   */
  endOfBlock(column: number, end: number): number {
    let mark = end;
    let reached = end;
    for (const remark of this.#lastGap.toReversed()) {
      if (remark.end < reached) break;
      if (remark.column === column) mark = remark.start;
      reached = remark.from;
    }
    return mark;
  }

  /**
   * Says all remarks of their nodes.
   *
   * @param start of the document's first word, where no marker stands before it
   * @param end of the document
   * @returns those of the document as a whole
   */
  place(root: YamlNode, start: number | undefined, end: number): { readonly head: string; readonly foot: string } {
    if (this.#remarks.length === 0) return { head: '', foot: '' };
    let head = '';
    if (start !== undefined) {
      this.#call(start);
      [head, this.#waiting.head] = splitHead(this.#waiting.head);
    }
    for (const site of this.#sites) this.#visit(site);
    this.#call(end);
    const { head: last, foot } = this.#waiting;
    moveFeet(root);
    return { head, foot: foot === '' ? last : foot };
  }

  #visit({ role, at, node }: Site): void {
    this.#call(at, role === 'block end' || role === 'list end');
    if (role === 'word' || role === 'list end') return;
    if (role === 'dash') {
      // What stands above a dash is the collection's that begins behind it.
      if (node === undefined) return;
      setExtra(node, 'head', this.#waiting.head);
      this.#waiting.head = '';
      return;
    }
    const { head, line, foot } = this.#waiting;
    this.#waiting = { head: '', line: '', foot: '' };
    if (node === undefined) return;
    if (role === 'node') setExtra(node, 'head', head);
    // Remarks at the end of a collection take the place of those at its start.
    setExtra(node, 'line', line);
    setExtra(node, 'foot', foot);
  }

  /** Lets remarks wait that look from before a place on. A head does not settle at the end of a block. */
  #call(at: number, atBlockEnd = false): void {
    for (; this.#placed < this.#remarks.length; this.#placed += 1) {
      const { part, claim, text } = this.#remarks[this.#placed] as Remark;
      if (claim > at || (atBlockEnd && part === 'head')) return;
      const before = this.#waiting[part];
      this.#waiting[part] = before === '' ? text : `${before}\n${text}`;
    }
  }
}

/** Of what stands above a document, the part that an empty line parts from the rest is its own. */
function splitHead(head: string): [own: string, rest: string] {
  if (head.endsWith('\n')) return [head.slice(0, -1), ''];
  const empty = head.lastIndexOf('\n\n');
  return empty < 0 ? ['', head] : [head.slice(0, empty), head.slice(empty + 2)];
}

/**
 * A comment below an entry is the foot of its key, whichever of key and value it was said of; in block form what is below
 * an entry was said of the next key, or of the mapping.
 */
function moveFeet(node: YamlNode): void {
  if (node.kind === 'seq') {
    for (const item of node.items) moveFeet(item);
    return;
  }
  if (node.kind === 'scalar') return;
  node.entries.forEach(({ key, value }, i) => {
    if (key.complex !== undefined) {
      moveFeet(key.complex);
      key.extras = key.complex.extras;
    }
    moveFeet(value);
    const before = node.entries[i - 1]?.key;
    if (!node.flow && before !== undefined) giveFoot(key, before);
    if ((key.extras?.foot ?? '') === '') giveFoot(value, key);
  });
  const last = node.entries.at(-1)?.key;
  if (!node.flow && last !== undefined) giveFoot(node, last);
}

function giveFoot(from: YamlNode, to: YamlNode): void {
  const foot = from.extras?.foot ?? '';
  if (foot === '') return;
  setExtra(to, 'foot', foot);
  setExtra(from, 'foot', '');
}
